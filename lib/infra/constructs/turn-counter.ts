/** Brings the marked log lines of `chat` to the counting function. */

import { Duration, Validations } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { FilterPattern, type ILogGroup, SubscriptionFilter } from 'aws-cdk-lib/aws-logs';
import { LambdaDestination } from 'aws-cdk-lib/aws-logs-destinations';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { USAGE_MARK } from '../../names.ts';
import type { StagePolicy } from '../deployment.ts';

/** Which log is counted by which function. */
export interface TurnCounterProps {
  readonly policy: StagePolicy;
  readonly log: ILogGroup;
  readonly counter: IFunction;
}

/**
 * Log subscription with a way out: a batch that the counter refused three times within six hours waits 14 days
 * in a queue, since a log subscription never sends twice.
 */
export class TurnCounter extends Construct {
  readonly uncounted: Queue;

  constructor(scope: Construct, id: string, { policy, log, counter }: TurnCounterProps) {
    super(scope, id);
    this.uncounted = new Queue(this, 'Uncounted', {
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      removalPolicy: policy.removal,
    });
    Validations.of(this.uncounted).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason:
        'This queue is itself the last stop of batches that could not be counted; an alarm watches it and nothing consumes it.',
    });
    counter.configureAsyncInvoke({
      maxEventAge: Duration.hours(6),
      retryAttempts: 2,
      onFailure: new SqsDestination(this.uncounted),
    });
    new SubscriptionFilter(this, 'Subscription', {
      logGroup: log,
      destination: new LambdaDestination(counter),
      filterPattern: FilterPattern.stringValue('$.mark', '=', USAGE_MARK),
    });
  }
}
