/** Notices of the desk, where a city wants them: e-mail by a topic, chat by a webhook. */

import { Stack } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { ENV, PARAMETER_LEAF, PARAMETER_ROOT } from '../names.ts';
import type { CityFunction } from './constructs/city-function.ts';
import type { Deployment } from './deployment.ts';
import { allowParameters, allowReading } from './rights.ts';

/** What notices are made from. */
export interface NoticeSources {
  readonly tables: { readonly content: Table };
  readonly handoff: { readonly deadLetters: IQueue };
  readonly late: { readonly deadLetters: IQueue };
  /** Address of the staff page. */
  readonly staffUrl: string;
}

/**
 * Gives the hand-off function what it needs to tell people; nothing where the city has set nothing up. The topic is not
 * encrypted by a key of its own: a message holds a request's number and counts, nothing of a citizen.
 */
export function letNotify(made: CityFunction, deployment: Deployment, sources: NoticeSources): void {
  const { notify } = deployment.city;
  if (!notify || (notify.emails.length === 0 && notify.webhook === undefined)) return;
  const [announcements, requests] = [sources.handoff.deadLetters, sources.late.deadLetters];
  set(made, {
    contentTable: sources.tables.content.tableName,
    deadLettersUrl: announcements.queueUrl,
    lateDeadLettersUrl: requests.queueUrl,
    staffUrl: sources.staffUrl,
  });
  allowReading(made.function, sources.tables.content);
  made.function.addToRolePolicy(
    new PolicyStatement({
      actions: ['sqs:GetQueueAttributes'],
      resources: [announcements.queueArn, requests.queueArn],
    }),
  );
  if (notify.emails.length > 0) mail(made, deployment, notify.emails);
  if (notify.webhook !== undefined) call(made, deployment, notify.webhook);
}

function mail(made: CityFunction, { city, stage }: Deployment, emails: readonly string[]): void {
  const topic = new Topic(made, 'Notices', {
    displayName: `Minwontalk ${city.id} ${stage}`,
    enforceSSL: true,
  });
  for (const email of emails) topic.addSubscription(new EmailSubscription(email));
  topic.grantPublish(made.function);
  set(made, { noticeTopic: topic.topicArn });
}

function call(made: CityFunction, { city, stage }: Deployment, shape: string): void {
  const name = `${PARAMETER_ROOT}/${city.id}/${stage}/${PARAMETER_LEAF.noticeWebhook}`;
  const arn = Stack.of(made).formatArn({
    service: 'ssm',
    resource: 'parameter',
    resourceName: name.slice(1),
  });
  allowParameters(made.function, ['ssm:GetParameters'], [arn]);
  set(made, { noticeWebhookParameter: name, noticeWebhookShape: shape });
}

function set(made: CityFunction, values: Readonly<Partial<Record<keyof typeof ENV, string>>>): void {
  for (const [key, value] of Object.entries(values) as [keyof typeof ENV, string][])
    made.function.addEnvironment(ENV[key], value);
}
