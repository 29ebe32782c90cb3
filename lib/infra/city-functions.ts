/** Each function with the variables it reads and the rights it needs, side by side. */

import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { answerEventOf } from '../city/profile.ts';
import { CityFunction, type FunctionEnvironment } from './constructs/city-function.ts';
import { type DataStack, TICKETS_BY_STATE } from './data-stack.ts';
import {
  answerParameterNames,
  type Deployment,
  policyOf,
  pseudonymParameterName,
  secretParameterName,
} from './deployment.ts';
import type { FunctionName } from './functions.ts';
import { letNotify } from './notices.ts';
import { allowAppending, allowParameters, allowReading, allowReadingAndWriting } from './rights.ts';

/** All functions of the channel by name. */
export type CityFunctions = Readonly<Record<FunctionName, CityFunction>>;

/** Makes every function in `scope` with its rights on what `data` holds. */
export function createFunctions(scope: Construct, deployment: Deployment, data: DataStack): CityFunctions {
  const make = (name: FunctionName, environment: FunctionEnvironment) =>
    new CityFunction(scope, `${name[0]?.toUpperCase()}${name.slice(1)}`, {
      name,
      policy: policyOf(deployment.stage),
      bundles: deployment.bundles,
      environment: { city: deployment.city.id, stage: deployment.stage, ...environment },
    });
  return {
    chat: chat(make, deployment, data),
    handoff: handoff(make, deployment, data),
    usage: usage(make, data),
    widgets: widgets(make, data),
    staff: staff(make, data),
    publish: publish(make, deployment, data),
  };
}

type Make = (name: FunctionName, environment: FunctionEnvironment) => CityFunction;

function chat(make: Make, deployment: Deployment, data: DataStack): CityFunction {
  const {
    tables,
    handoff: { queue },
    late,
  } = data;
  const answers = answerParameterNames(deployment);
  const made = make('chat', {
    contentTable: tables.content.tableName,
    sessionsTable: tables.sessions.tableName,
    ticketsTable: tables.tickets.tableName,
    handoffQueueUrl: queue.queueUrl,
    lateQueueUrl: late.queue.queueUrl,
    secretParameter: secretParameterName(deployment),
    pseudonymParameter: pseudonymParameterName(deployment),
    ...(answers ? { answerKeyParameter: answers.answerKey } : {}),
    botIds: deployment.city.bots[deployment.stage].join(','),
  });
  allowReading(made.function, tables.content);
  allowReadingAndWriting(made.function, tables.sessions);
  allowReadingAndWriting(made.function, tables.tickets);
  queue.grantSendMessages(made.function);
  late.queue.grantSendMessages(made.function);
  allowParameters(made.function, ['ssm:GetParameters'], secretArns(made, deployment));
  return made;
}

/** Where a city lets answers go out, this function alone may open the sealed user keys and knows Kakao's key. */
function handoff(make: Make, deployment: Deployment, data: DataStack): CityFunction {
  const { tables, handoff, late } = data;
  const answers = answerParameterNames(deployment);
  const speaks = answers && {
    answerKeyParameter: answers.answerKey,
    kakaoKeyParameter: answers.kakaoKey,
    answerEvent: answerEventOf(deployment.city),
  };
  const made = make('handoff', {
    ticketsTable: tables.tickets.tableName,
    handoffQueueUrl: handoff.queue.queueUrl,
    lateQueueUrl: late.queue.queueUrl,
    ...speaks,
  });
  allowReadingAndWriting(made.function, tables.tickets, { index: TICKETS_BY_STATE });
  handoff.queue.grantSendMessages(made.function);
  if (answers) {
    const arns = parameterArns(made, Object.values(answers));
    allowParameters(made.function, ['ssm:GetParameters'], arns);
  }
  letNotify(made, deployment, data);
  return made;
}

function usage(make: Make, { tables }: DataStack): CityFunction {
  const made = make('usage', { usageTable: tables.usage.tableName });
  allowReadingAndWriting(made.function, tables.usage);
  return made;
}

/** Reads content as well: a manager sees the titles of entries, not their ids. */
function widgets(make: Make, { tables }: DataStack): CityFunction {
  const made = make('widgets', {
    usageTable: tables.usage.tableName,
    contentTable: tables.content.tableName,
  });
  allowReading(made.function, tables.usage);
  allowReading(made.function, tables.content);
  return made;
}

/** Signs nobody in: API Gateway checks the token. The trail it writes it can neither change nor delete. */
function staff(
  make: Make,
  { tables, handoff: { queue }, people: { pool, client } }: DataStack,
): CityFunction {
  const made = make('staff', {
    contentTable: tables.content.tableName,
    ticketsTable: tables.tickets.tableName,
    auditTable: tables.audit.tableName,
    handoffQueueUrl: queue.queueUrl,
    oidcIssuer: pool.userPoolProviderUrl,
    oidcClientId: client.userPoolClientId,
  });
  allowReading(made.function, tables.content);
  allowReadingAndWriting(made.function, tables.tickets, { index: TICKETS_BY_STATE });
  allowAppending(made.function, tables.audit);
  queue.grantSendMessages(made.function);
  return made;
}

function publish(make: Make, deployment: Deployment, { tables }: DataStack): CityFunction {
  const answers = answerParameterNames(deployment);
  const made = make('publish', {
    contentTable: tables.content.tableName,
    secretParameter: secretParameterName(deployment),
    pseudonymParameter: pseudonymParameterName(deployment),
    ...(answers ? { answerKeyParameter: answers.answerKey } : {}),
  });
  allowReadingAndWriting(made.function, tables.content);
  const calls = ['ssm:GetParameters', 'ssm:PutParameter'];
  allowParameters(made.function, calls, secretArns(made, deployment));
  return made;
}

/** ARNs of the secrets that chat reads and publish makes, in the account and region of the function. */
function secretArns(scope: Construct, deployment: Deployment): string[] {
  const answers = answerParameterNames(deployment);
  return parameterArns(scope, [
    secretParameterName(deployment),
    pseudonymParameterName(deployment),
    ...(answers ? [answers.answerKey] : []),
  ]);
}

function parameterArns(scope: Construct, names: readonly string[]): string[] {
  return names.map((name) =>
    Stack.of(scope).formatArn({ service: 'ssm', resource: 'parameter', resourceName: name.slice(1) }),
  );
}
