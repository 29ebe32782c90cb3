/** A real DynamoDB-compatible engine in this process, and clients of it that can be made to break. */

import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type ClientOptions, dynamo } from '../../lib/aws/clients.ts';
import type { Item, PartitionRead, UsageTable } from '../../lib/aws/usage-table.ts';

const dynalite = createRequire(import.meta.url)('dynalite') as (options: object) => Server;
const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

/** A running engine. */
export interface Engine {
  readonly endpoint: string;
  /** Makes a table of the usage table's shape; gives its name. */
  table(): Promise<string>;
  close(): void;
}

export async function startEngine(): Promise<Engine> {
  const server = dynalite({ createTableMs: 0 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = new DynamoDBClient({ endpoint, region: 'local', credentials: CREDENTIALS });
  let tables = 0;
  return {
    endpoint,
    table: async () => {
      tables += 1;
      const name = `usage-${tables}`;
      await createTable(client, name);
      return name;
    },
    close: () => {
      client.destroy();
      server.closeAllConnections();
      server.close();
    },
  };
}

async function createTable(client: DynamoDBClient, TableName: string): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    }),
  );
  let status: string | undefined;
  while (status !== 'ACTIVE') {
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    status = Table?.TableStatus;
  }
}

/** Client options of one process of the counting function; `worker` tells processes apart. */
export function clientOf({ endpoint }: Engine, worker = 0): ClientOptions {
  return { endpoint, region: 'local', credentials: CREDENTIALS, maxAttempts: 1, requestMs: 20_000 + worker };
}

/** Where a process dies: at the call with this number, before it reaches the store or after. */
export interface Crash {
  readonly at: number;
  readonly applied: boolean;
}

/** A process whose next run can be made to crash; every call after the crash fails as well. */
export async function crashable(options: ClientOptions): Promise<{ plan(crash: Crash | undefined): void }> {
  const { client } = await dynamo(options);
  let crash: Crash | undefined;
  let calls = 0;
  client.middlewareStack.add(
    (next) => async (args) => {
      calls += 1;
      const dead = crash !== undefined && calls >= crash.at;
      if (dead && !(calls === crash?.at && crash.applied)) throw new Error('crashed');
      const result = await next(args);
      if (dead) throw new Error('crashed, though the call had been made');
      return result;
    },
    { step: 'initialize' },
  );
  return {
    plan: (next) => {
      crash = next;
      calls = 0;
    },
  };
}

/** A die thrown by the test's own seed: 0 to faces−1, in an order that can be run again. */
export type Die = (faces: number) => number;

/**
 * A table in memory that answers after a while of its own, now and then a long one, so that calls of two processes mix in every order, and
 * whose reads see an item written meanwhile or not, as the store's may.
 */
export function slowTable(items: Map<string, Item>, die: Die): UsageTable {
  const wait = async (): Promise<void> => {
    const ticks = die(8) === 0 ? die(400) : die(4);
    for (let tick = 0; tick < ticks; tick += 1) await Promise.resolve();
  };
  const keyOf = ({ pk, sk }: Item) => `${pk?.S}\n${sk?.S}`;
  const put = async (item: Item, allows: (there: Item) => boolean): Promise<boolean> => {
    await wait();
    const there = items.get(keyOf(item));
    const allowed = there === undefined || allows(there);
    if (allowed) items.set(keyOf(item), item);
    await wait();
    return allowed;
  };
  const expired = (item: Item, now: number) => Number(item.expiresAt?.N ?? Infinity) * 1000 <= now;
  const read = async ({ pk, between, now }: PartitionRead): Promise<Item[]> => {
    const found: Item[] = [];
    const keys = [...items.keys()].filter((key) => key.startsWith(`${pk}\n`)).sort();
    for (const key of keys) {
      await wait();
      const item = items.get(key)!;
      const within = between === undefined || (item.sk!.S! >= between[0] && item.sk!.S! <= between[1]);
      if (within && !expired(item, now)) found.push(item);
    }
    return found;
  };
  return {
    put: async (item) => void (await put(item, () => true)),
    putIfAbsent: (item, now) => put(item, (there) => expired(there, now)),
    putUnlessFewer: (item) => put(item, (there) => Number(there.n?.N) <= Number(item.n?.N)),
    get: async ({ pk, sk }) => {
      await wait();
      return items.get(`${pk}\n${sk}`);
    },
    read,
    count: async (pk, now) => (await read({ pk, now })).length,
  };
}

/** The same table in a process that may crash. */
export function crashableTable(table: UsageTable): {
  table: UsageTable;
  plan(crash: Crash | undefined): void;
} {
  let crash: Crash | undefined;
  let calls = 0;
  const guarded = <A extends unknown[], R>(call: (...args: A) => Promise<R>) => {
    return async (...args: A): Promise<R> => {
      calls += 1;
      const dead = crash !== undefined && calls >= crash.at;
      if (dead && !(calls === crash?.at && crash.applied)) throw new Error('crashed');
      const result = await call(...args);
      if (dead) throw new Error('crashed, though the call had been made');
      return result;
    };
  };
  const { put, putIfAbsent, putUnlessFewer, get, read, count } = table;
  return {
    table: {
      put: guarded(put),
      putIfAbsent: guarded(putIfAbsent),
      putUnlessFewer: guarded(putUnlessFewer),
      get: guarded(get),
      read: guarded(read),
      count: guarded(count),
    },
    plan: (next) => {
      crash = next;
      calls = 0;
    },
  };
}
