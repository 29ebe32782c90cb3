/** The usage table: its keys, and the few kinds of calls that are made on it. */

import type { AttributeValue, QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { type Level, parentOf } from '../usage/periods.ts';
import { type ClientOptions, type Dynamo, dynamo } from './clients.ts';

/** A raw item. */
export type Item = Record<string, AttributeValue>;

/** Key of an item. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** An event's partition is split by the hash of its id, so that a burst of turns does not meet one partition's limit. */
export const EVENT_SHARDS = 4;
/** Users of a period are kept and counted in shards, so that a batch counts again only those it touches. */
export const USER_SHARDS = 16;

/** Where things lie. Every partition is one query's worth: the parts of one whole. */
export const USAGE_KEY = {
  /** Which delivery of a turn counts: the first that came, with its time. */
  claim: (id: string): Key => ({ pk: `claim#${id}`, sk: '-' }),
  events: (cell: string, shard: number): string => `event#${cell}#${shard}`,
  event: (cell: string, id: string): Key => ({
    pk: USAGE_KEY.events(cell, shardOf(id, EVENT_SHARDS)),
    sk: id,
  }),
  rollups: (level: Level, parent: string): string => `rollup#${level}#${parent}`,
  rollup: (level: Level, period: string): Key => ({
    pk: USAGE_KEY.rollups(level, parentOf(period, level)),
    sk: period,
  }),
  markers: (period: string, shard: number): string => `user#${period}#${shard}`,
  userCounts: (level: 'day' | 'month', parent: string): string => `users#${level}#${parent}`,
  userCount: (level: 'day' | 'month', period: string, shard: number): Key => ({
    pk: USAGE_KEY.userCounts(level, parentOf(period, level)),
    sk: `${period}#${shard}`,
  }),
  words: (day: string): string => `words#${day}`,
} as const;

/** Shard (0 … shards−1) of a text: FNV-1a over its UTF-16 units. */
export function shardOf(text: string, shards: number): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % shards;
}

/** What to read of a partition. */
export interface PartitionRead {
  readonly pk: string;
  /** First and last sort key; absent: all. */
  readonly between?: readonly [string, string];
  /** Everything written before the read began is seen. */
  readonly consistent?: boolean;
  /** Highest sort keys first, at most so many. */
  readonly latest?: number;
  /** Epoch ms: what has expired by then is not read, whether or not it was deleted already. */
  readonly now: number;
}

/** Calls on the table. All throw the SDK's errors; a refused condition is an answer, not an error. */
export interface UsageTable {
  put(item: Item): Promise<void>;
  /** False when an unexpired item is there already; nothing is changed then. */
  putIfAbsent(item: Item, now: number): Promise<boolean>;
  /** Writes over an item unless its `n` is greater than the new one's. False when it was. */
  putUnlessFewer(item: Item): Promise<boolean>;
  get(key: Key): Promise<Item | undefined>;
  read(read: PartitionRead): Promise<Item[]>;
  /** Number of unexpired items in a partition, read consistently. */
  count(pk: string, now: number): Promise<number>;
}

/** Key attributes of an item. */
export function keyItem({ pk, sk }: Key): Item {
  return { pk: { S: pk }, sk: { S: sk } };
}

/** The table of that name. The client is made at the first call. */
export function usageTable(name: string, options: ClientOptions): UsageTable {
  const open = () => dynamo(options);
  const put = async (item: Item, condition: Condition = {}): Promise<boolean> => {
    const { client, sdk } = await open();
    const command = new sdk.PutItemCommand({ TableName: name, Item: item, ...condition });
    return accepted(client.send(command), sdk);
  };
  return {
    put: async (item) => void (await put(item)),
    putIfAbsent: (item, now) => put(item, absent(now)),
    putUnlessFewer: (item) => put(item, notFewer(item)),
    get: async (key) => {
      const { client, sdk } = await open();
      const command = new sdk.GetItemCommand({ TableName: name, Key: keyItem(key), ConsistentRead: true });
      return (await client.send(command)).Item;
    },
    read: async (read) => collect(await open(), queryOf(name, read), read),
    count: async (pk, now) => countAll(await open(), countQuery(name, pk, now)),
  };
}

type Condition = Pick<
  QueryCommandInput & { ConditionExpression?: string },
  'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

function absent(now: number): Condition {
  return {
    ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :now',
    ExpressionAttributeValues: { ':now': seconds(now) },
  };
}

function notFewer(item: Item): Condition {
  return {
    ConditionExpression: 'attribute_not_exists(pk) OR #n <= :n',
    ExpressionAttributeNames: { '#n': 'n' },
    ExpressionAttributeValues: { ':n': item.n! },
  };
}

function seconds(ms: number): AttributeValue {
  return { N: String(Math.floor(ms / 1000)) };
}

async function accepted(sent: Promise<unknown>, sdk: Dynamo['sdk']): Promise<boolean> {
  try {
    await sent;
    return true;
  } catch (error) {
    if (error instanceof sdk.ConditionalCheckFailedException) return false;
    throw error;
  }
}

function queryOf(name: string, { pk, between, consistent, latest }: PartitionRead): QueryCommandInput {
  const [from, to] = between ?? [];
  return {
    TableName: name,
    ConsistentRead: consistent ?? false,
    ScanIndexForward: latest === undefined,
    ...(latest !== undefined && { Limit: latest }),
    KeyConditionExpression: between ? 'pk = :pk AND sk BETWEEN :from AND :to' : 'pk = :pk',
    ExpressionAttributeValues: {
      ':pk': { S: pk },
      ...(between && { ':from': { S: from! }, ':to': { S: to! } }),
    },
  };
}

function countQuery(name: string, pk: string, now: number): QueryCommandInput {
  return {
    TableName: name,
    ConsistentRead: true,
    Select: 'COUNT',
    KeyConditionExpression: 'pk = :pk',
    FilterExpression: 'attribute_not_exists(expiresAt) OR expiresAt > :now',
    ExpressionAttributeValues: { ':pk': { S: pk }, ':now': seconds(now) },
  };
}

async function collect(
  db: Dynamo,
  query: QueryCommandInput,
  { latest, now }: PartitionRead,
): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of pages(db, query)) {
    items.push(...(page.Items ?? []).filter((item) => Number(item.expiresAt?.N ?? Infinity) * 1000 > now));
    if (latest !== undefined && items.length >= latest) return items.slice(0, latest);
  }
  return items;
}

async function countAll(db: Dynamo, query: QueryCommandInput): Promise<number> {
  let total = 0;
  for await (const page of pages(db, query)) total += page.Count ?? 0;
  return total;
}

async function* pages({ client, sdk }: Dynamo, query: QueryCommandInput) {
  let from: Item | undefined;
  do {
    const page = await client.send(
      new sdk.QueryCommand({ ...query, ...(from && { ExclusiveStartKey: from }) }),
    );
    yield page;
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
}
