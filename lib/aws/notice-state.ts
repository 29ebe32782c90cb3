/** What people have been told already: one small item of the tickets table, without a state, so that no index has it. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { type ClientOptions, dynamo, sqs } from './clients.ts';

/** How far notices have come. */
export interface NoticeState {
  /** Late tickets were told of up to here, epoch ms. */
  readonly lateUntil: number;
  /** Dead letters that were told of. */
  readonly deadLetters: number;
}

const KEY = { pk: { S: 'NOTICES' } };

/** Reads the state; undefined before the first notice. Rejects with the SDK's error. */
export async function readNoticeState(
  table: string,
  signal: AbortSignal,
  options?: ClientOptions,
): Promise<NoticeState | undefined> {
  const { client, sdk } = await dynamo(options);
  const command = new sdk.GetItemCommand({ TableName: table, Key: KEY, ConsistentRead: true });
  const { Item } = await client.send(command, { abortSignal: signal });
  return Item && { lateUntil: numberOf(Item.lateUntil), deadLetters: numberOf(Item.deadLetters) };
}

/** Writes the state. Rejects with the SDK's error. */
export async function writeNoticeState(
  table: string,
  state: NoticeState,
  signal: AbortSignal,
  options?: ClientOptions,
): Promise<void> {
  const { client, sdk } = await dynamo(options);
  const Item = {
    ...KEY,
    lateUntil: { N: String(state.lateUntil) },
    deadLetters: { N: String(state.deadLetters) },
  };
  await client.send(new sdk.PutItemCommand({ TableName: table, Item }), { abortSignal: signal });
}

/** Messages that wait in a queue, about. Rejects with the SDK's error. */
export async function queueLength(
  queueUrl: string,
  signal: AbortSignal,
  options?: ClientOptions,
): Promise<number> {
  const { client, sdk } = await sqs(options);
  const command = new sdk.GetQueueAttributesCommand({
    QueueUrl: queueUrl,
    AttributeNames: ['ApproximateNumberOfMessages'],
  });
  const { Attributes } = await client.send(command, { abortSignal: signal });
  return Number(Attributes?.ApproximateNumberOfMessages ?? 0);
}

function numberOf(attribute: AttributeValue | undefined): number {
  return Number(attribute?.N ?? 0);
}
