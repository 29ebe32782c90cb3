/** What answers: the functions, the route in front of them, the schedule and the subscription between them. */

import { Duration, Stack } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { type CityFunctions, createFunctions } from './city-functions.ts';
import type { CityFunction } from './constructs/city-function.ts';
import { PublishedContent } from './constructs/published-content.ts';
import { SkillEndpoint } from './constructs/skill-endpoint.ts';
import { StaffEndpoint } from './constructs/staff-endpoint.ts';
import { TurnCounter } from './constructs/turn-counter.ts';
import type { CityStackProps, DataStack } from './data-stack.ts';
import { answerParameterNames, policyOf } from './deployment.ts';

/** Messages that one hand-off invocation may get: the most that a FIFO queue gives. */
const HANDOFF_BATCH = 10;
/** Consumers at once: new accounts have a small concurrency quota, and citizens' turns come first. */
const HANDOFF_CONCURRENCY = 5;

/** Props of the channel. */
export interface ChannelStackProps extends CityStackProps {
  readonly data: DataStack;
}

/** Functions and routes. Holds no state: it can be destroyed and made again. */
export class ChannelStack extends Stack {
  readonly functions: CityFunctions;
  readonly endpoint: SkillEndpoint;
  /** Batches of log lines that could not be counted. */
  readonly uncounted: Queue;

  constructor(scope: Construct, id: string, { deployment, data, ...props }: ChannelStackProps) {
    super(scope, id, props);
    const policy = policyOf(deployment.stage);
    this.functions = createFunctions(this, deployment, data);
    const { chat, handoff, usage, publish, staff } = this.functions;
    const content = new PublishedContent(this, 'Content', {
      publisher: publish.function,
      contentDigest: deployment.contentDigest,
      secrets: answerParameterNames(deployment) ? 3 : 2,
    });
    this.endpoint = new SkillEndpoint(this, 'Skills', { policy, api: data.api, chat: chat.function });
    this.endpoint.route.node.addDependency(content);
    new StaffEndpoint(this, 'StaffRoutes', { api: data.api, staff: staff.function, people: data.people });
    this.uncounted = new TurnCounter(this, 'Turns', {
      policy,
      log: chat.logGroup,
      counter: usage.function,
    }).uncounted;
    consume(handoff, data.handoff.queue);
    consume(handoff, data.late.queue);
    sweep(this, handoff);
  }
}

function consume(handoff: CityFunction, queue: Queue): void {
  handoff.function.addEventSource(
    new SqsEventSource(queue, {
      batchSize: HANDOFF_BATCH,
      maxConcurrency: HANDOFF_CONCURRENCY,
      reportBatchItemFailures: true,
    }),
  );
}

/** A missed minute is not made up for: the next one finds the same tickets. */
function sweep(scope: Construct, handoff: CityFunction): void {
  new Rule(scope, 'Sweep', {
    description: 'Sends hand-offs that were stored but never announced',
    schedule: Schedule.rate(Duration.minutes(1)),
    targets: [new LambdaTarget(handoff.function, { retryAttempts: 0, maxEventAge: Duration.minutes(1) })],
  });
}
