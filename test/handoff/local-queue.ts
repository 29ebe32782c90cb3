/** A real SQS-compatible FIFO queue in this process, and a poller that does what Lambda does for it. */
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { startFauxqs } from 'fauxqs';
import type { ClientOptions } from '../../lib/aws/clients.ts';

/** A queue for tests. */
export interface LocalQueue {
  readonly url: string;
  readonly options: ClientOptions;
  /** Sends a body as it is. */
  send(body: string, group: string, id: string): Promise<void>;
  /** One poll of at most 10 messages; those that fail are visible again at once. Gives the number received. */
  poll(take: (records: SQSRecord[]) => Promise<SQSBatchResponse | undefined>): Promise<number>;
  /** Bodies in the dead-letter queue. */
  dead(): Promise<string[]>;
  close(): Promise<void>;
}

const KEYS = { accessKeyId: 'local', secretAccessKey: 'local' };

/** Starts a queue that gives up on a message after `tries` deliveries. */
export async function startQueue(tries = 5): Promise<LocalQueue> {
  const server = await startFauxqs({ port: 0, logger: false });
  const fifo = { FifoQueue: 'true', VisibilityTimeout: '60' };
  const dead = server.createQueue('dead.fifo', { attributes: { FifoQueue: 'true' } });
  const policy = JSON.stringify({ deadLetterTargetArn: dead.queueArn, maxReceiveCount: tries });
  const queue = server.createQueue('handoff.fifo', { attributes: { ...fifo, RedrivePolicy: policy } });
  const options = { endpoint: server.address, region: 'us-east-1', credentials: KEYS };
  const client = new SQSClient(options);
  const url = server.address + new URL(queue.queueUrl).pathname;
  return {
    url,
    options,
    send: async (body, group, id) => {
      const message = { MessageBody: body, MessageGroupId: group, MessageDeduplicationId: id };
      await client.send(new SendMessageCommand({ QueueUrl: url, ...message }));
    },
    poll: (take) => poll(client, url, take),
    dead: async () =>
      (await receive(client, server.address + new URL(dead.queueUrl).pathname)).map(({ Body }) => Body ?? ''),
    close: async () => {
      client.destroy();
      await server.stop();
    },
  };
}

async function poll(
  client: SQSClient,
  url: string,
  take: (records: SQSRecord[]) => Promise<SQSBatchResponse | undefined>,
): Promise<number> {
  const messages = await receive(client, url);
  if (messages.length === 0) return 0;
  const response = await take(messages.map(recordOf)).catch(() => undefined);
  const all = messages.map(({ MessageId }) => ({ itemIdentifier: MessageId ?? '' }));
  const failed = new Set((response?.batchItemFailures ?? all).map(({ itemIdentifier }) => itemIdentifier));
  for (const { MessageId, ReceiptHandle } of messages) {
    const handle = { QueueUrl: url, ReceiptHandle };
    if (!failed.has(MessageId ?? '')) await client.send(new DeleteMessageCommand(handle));
    else await client.send(new ChangeMessageVisibilityCommand({ ...handle, VisibilityTimeout: 0 }));
  }
  return messages.length;
}

async function receive(client: SQSClient, url: string): Promise<Message[]> {
  const command = new ReceiveMessageCommand({
    QueueUrl: url,
    MaxNumberOfMessages: 10,
    MessageSystemAttributeNames: ['All'],
  });
  return (await client.send(command)).Messages ?? [];
}

function recordOf(message: Message): SQSRecord {
  return {
    messageId: message.MessageId ?? '',
    receiptHandle: message.ReceiptHandle ?? '',
    body: message.Body ?? '',
    attributes: message.Attributes as unknown as SQSRecord['attributes'],
    messageAttributes: {},
    md5OfBody: message.MD5OfBody ?? '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:local:1:handoff.fifo',
    awsRegion: 'us-east-1',
  };
}
