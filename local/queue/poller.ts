/** Event source mapping of a queue: polls, invokes in batches, deletes only what succeeded. */

import { setTimeout as delay } from 'node:timers/promises';
import type { Invoked } from '../lambda/environment.ts';
import type { MappingSpec } from '../template/functions.ts';
import { queueUrl } from '../template/physical.ts';
import type { QueueSpec } from '../template/stores.ts';
import { type Call, ServiceError } from '../wire.ts';
import { failedIds } from './partialFailure.ts';

/** A message as ReceiveMessage gives it. */
export interface ReceivedMessage {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
  readonly MD5OfBody: string;
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly MessageAttributes?: Readonly<Record<string, MessageAttribute>>;
  readonly MD5OfMessageAttributes?: string;
}

interface MessageAttribute {
  readonly StringValue?: string;
  readonly BinaryValue?: string;
  readonly DataType: string;
}

/** A running poller. */
export interface Poller {
  stop(): Promise<void>;
  /** Resolves when no batch is being worked on. */
  idle(): Promise<void>;
}

/** One long poll; kept short so that a restarted queue is soon found again. */
const WAIT_SECONDS = 5;
/** Wait after a failed poll. */
const AFTER_ERROR_MS = 200;

/** Starts polling `queue` for `mapping`. `call` speaks to the queue as the functions do, faults included. */
export function startPoller(
  mapping: MappingSpec,
  queue: QueueSpec,
  region: string,
  call: Call,
  invoke: (payload: Buffer) => Promise<Invoked>,
): Poller {
  const url = queueUrl('http://127.0.0.1', queue.name);
  const stopping = new AbortController();
  const working = new Set<Promise<void>>();

  const receive = async (): Promise<readonly ReceivedMessage[]> => {
    const { Messages } = await call('ReceiveMessage', {
      QueueUrl: url,
      MaxNumberOfMessages: Math.min(mapping.batchSize, 10),
      WaitTimeSeconds: WAIT_SECONDS,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    });
    return (Messages as readonly ReceivedMessage[] | undefined) ?? [];
  };
  const work = async (batch: readonly ReceivedMessage[]): Promise<void> => {
    const result = await invoke(Buffer.from(JSON.stringify(toSqsEvent(batch, queue.arn, region))));
    const failed = failedIds(batch, result, mapping.reportsFailures);
    for (const message of batch) await settle(call, url, message, failed.has(message.MessageId));
  };
  const poll = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        const batch = await receive();
        if (batch.length === 0) continue;
        const one = work(batch)
          .catch(() => undefined)
          .finally(() => working.delete(one));
        working.add(one);
        if (working.size >= mapping.concurrency) await Promise.race(working);
      } catch {
        await delay(AFTER_ERROR_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  };
  void poll();
  return {
    async stop() {
      stopping.abort();
      await Promise.all(working);
    },
    idle: async () => {
      await Promise.all(working);
    },
  };
}

/** A message that succeeded is deleted; one that failed stays hidden until its visibility time-out ends. */
async function settle(call: Call, url: string, message: ReceivedMessage, failed: boolean): Promise<void> {
  if (failed) return;
  try {
    await call('DeleteMessage', { QueueUrl: url, ReceiptHandle: message.ReceiptHandle });
  } catch (error) {
    if (error instanceof ServiceError) throw error;
    await delay(AFTER_ERROR_MS);
    await call('DeleteMessage', { QueueUrl: url, ReceiptHandle: message.ReceiptHandle });
  }
}

/** The event that a function gets from a queue. */
export function toSqsEvent(batch: readonly ReceivedMessage[], queueArn: string, awsRegion: string): object {
  return {
    Records: batch.map((message) => ({
      messageId: message.MessageId,
      receiptHandle: message.ReceiptHandle,
      body: message.Body,
      attributes: message.Attributes ?? {},
      messageAttributes: Object.fromEntries(
        Object.entries(message.MessageAttributes ?? {}).map(([name, each]) => [name, attributeOf(each)]),
      ),
      md5OfBody: message.MD5OfBody,
      ...(message.MD5OfMessageAttributes !== undefined && {
        md5OfMessageAttributes: message.MD5OfMessageAttributes,
      }),
      eventSource: 'aws:sqs',
      eventSourceARN: queueArn,
      awsRegion,
    })),
  };
}

function attributeOf({ StringValue, BinaryValue, DataType }: MessageAttribute): object {
  return {
    ...(StringValue !== undefined && { stringValue: StringValue }),
    ...(BinaryValue !== undefined && { binaryValue: BinaryValue }),
    stringListValues: [],
    binaryListValues: [],
    dataType: DataType,
  };
}
