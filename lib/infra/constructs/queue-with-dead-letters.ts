/** A queue whose messages survive failures of their consumer. */

import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { StagePolicy } from '../deployment.ts';

/** Attempts before a message waits in the dead-letter queue, where nothing else is said. */
const MAX_ATTEMPTS = 5;
/** Longest retention that SQS offers. */
const RETENTION = Duration.days(14);
/** AWS's advice for Lambda event sources: docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
const VISIBILITY_FACTOR = 6;

/** Who consumes. */
export interface QueueWithDeadLettersProps {
  readonly policy: StagePolicy;
  /** Time-out of the consuming function, seconds. */
  readonly consumerTimeoutSeconds: number;
  /** False for a standard queue, whose messages may be delayed one by one. Default true. */
  readonly fifo?: boolean;
  /** Attempts before a message is given up; default 5. */
  readonly attempts?: number;
}

/** Queue with a dead-letter queue of its own kind: some attempts, then 14 days. TLS only, encrypted by SQS. */
export class QueueWithDeadLetters extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: QueueWithDeadLettersProps) {
    super(scope, id);
    const { policy, consumerTimeoutSeconds, fifo = true, attempts = MAX_ATTEMPTS } = props;
    const common = {
      ...(fifo ? { fifo, contentBasedDeduplication: false } : {}),
      retentionPeriod: RETENTION,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      removalPolicy: policy.removal,
    };
    this.deadLetters = new Queue(this, 'DeadLetters', common);
    this.queue = new Queue(this, 'Queue', {
      ...common,
      visibilityTimeout: Duration.seconds(VISIBILITY_FACTOR * consumerTimeoutSeconds),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: attempts },
    });
  }
}
