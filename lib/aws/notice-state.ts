/** What people have been told already: one small item of the tickets table, without a state, so that no index has it. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { HandoffEvent } from '../handoff/types.ts';
import { type ClientOptions, dynamo } from './clients.ts';

/** How far notices have come. */
export interface NoticeState {
  /** Late tickets were told of up to here, epoch ms. */
  readonly lateUntil: number;
  /** Dead letters that were told of: announcements, and requests that could not be stored. */
  readonly deadLetters: number;
  readonly unstored: number;
}

/** A new ticket that people have still to be told of. */
export interface Owed {
  readonly event: HandoffEvent;
  /** Epoch ms from which it is owed. */
  readonly since: number;
}

const KEY = { pk: { S: 'NOTICES' } };

/** Reads the state, undefined before the first sweep, and what is owed. Rejects with the SDK's error. */
export async function readNoticeState(
  table: string,
  signal: AbortSignal,
  options?: ClientOptions,
): Promise<{ readonly state: NoticeState | undefined; readonly owed: readonly Owed[] }> {
  const { client, sdk } = await dynamo(options);
  const command = new sdk.GetItemCommand({ TableName: table, Key: KEY, ConsistentRead: true });
  const { Item } = await client.send(command, { abortSignal: signal });
  const known = Item?.lateUntil !== undefined;
  return {
    state: known
      ? {
          lateUntil: numberOf(Item.lateUntil),
          deadLetters: numberOf(Item.deadLetters),
          unstored: numberOf(Item.unstored),
        }
      : undefined,
    owed: (Item?.owed?.SS ?? []).map((each) => JSON.parse(each) as Owed),
  };
}

/** Notes what is owed, or that it is so no longer; others may do the same at the same time. Rejects with the SDK's error. */
export async function changeOwed(
  table: string,
  change: 'ADD' | 'DELETE',
  owed: readonly Owed[],
  signal: AbortSignal,
  options?: ClientOptions,
): Promise<void> {
  if (owed.length === 0) return;
  const { client, sdk } = await dynamo(options);
  const command = new sdk.UpdateItemCommand({
    TableName: table,
    Key: KEY,
    UpdateExpression: `${change} owed :owed`,
    ExpressionAttributeValues: { ':owed': { SS: owed.map((each) => JSON.stringify(each)) } },
  });
  await client.send(command, { abortSignal: signal });
}

/** Writes the state. Rejects with the SDK's error. */
export async function writeNoticeState(
  table: string,
  state: NoticeState,
  signal: AbortSignal,
  options?: ClientOptions,
): Promise<void> {
  const { client, sdk } = await dynamo(options);
  const command = new sdk.UpdateItemCommand({
    TableName: table,
    Key: KEY,
    UpdateExpression: 'SET lateUntil = :lateUntil, deadLetters = :deadLetters, unstored = :unstored',
    ExpressionAttributeValues: {
      ':lateUntil': { N: String(state.lateUntil) },
      ':deadLetters': { N: String(state.deadLetters) },
      ':unstored': { N: String(state.unstored) },
    },
  });
  await client.send(command, { abortSignal: signal });
}

function numberOf(attribute: AttributeValue | undefined): number {
  return Number(attribute?.N ?? 0);
}
