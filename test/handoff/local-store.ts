/** A real DynamoDB-compatible store in this process, behind a proxy that can be told to fail. */
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import type { ClientOptions } from '../../lib/aws/clients.ts';
import { type Item, ticketFromItem } from '../../lib/aws/ticket-item.ts';
import { type TicketStore, ticketStore } from '../../lib/aws/ticket-store.ts';
import type { Ticket } from '../../lib/handoff/types.ts';

const dynalite = createRequire(import.meta.url)('dynalite') as (options: object) => Server;

/** What happens to one request: passed on, cut before or after it was done, answered with an error, or delayed (ms). */
export type Fate = 'pass' | 'cutBefore' | 'cutAfter' | 'throttle' | 'error' | { readonly delay: number };

/** A store for tests. */
export interface LocalStore {
  readonly table: string;
  readonly store: TicketStore;
  readonly options: ClientOptions;
  /** Decides the fate of each request by its operation ('PutItem') and its number since the plan was made, from 0. */
  plan(fate: (operation: string, number: number) => Fate): void;
  /** Everything in the table, whatever a reader would make of it. */
  items(): Promise<Item[]>;
  /** All tickets in the table, expired ones too. */
  tickets(): Promise<Ticket[]>;
  close(): Promise<void>;
}

const TABLE = 'tickets';
const KEYS = { accessKeyId: 'local', secretAccessKey: 'local' };

/** Patient enough for a hundred calls at once on a busy machine. */
const PATIENCE = { connectMs: 5000, requestMs: 20_000 };

/** Starts store, proxy and table. */
export async function startStore(): Promise<LocalStore> {
  const engine = dynalite({ createTableMs: 0 });
  const enginePort = await listen(engine);
  let fate: (operation: string, number: number) => Fate = () => 'pass';
  let count = 0;
  const proxy = createServer((incoming, answer) => {
    const operation = String(incoming.headers['x-amz-target']).split('.')[1] ?? '';
    pass(incoming, answer, enginePort, fate(operation, count++)).catch(() => incoming.socket.destroy());
  });
  const options = {
    endpoint: `http://127.0.0.1:${await listen(proxy)}`,
    region: 'ap-northeast-2',
    credentials: KEYS,
    ...PATIENCE,
  };
  const direct = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${enginePort}`,
    region: options.region,
    credentials: KEYS,
  });
  await createTable(direct);
  const items = () => scan(direct);
  return {
    table: TABLE,
    store: ticketStore(TABLE, options),
    options,
    plan: (next) => {
      fate = next;
      count = 0;
    },
    items,
    tickets: async () =>
      (await items()).map((item) => ticketFromItem(item, 0)).filter((ticket) => ticket !== undefined),
    close: async () => {
      direct.destroy();
      await Promise.all([stop(proxy), stop(engine)]);
    },
  };
}

async function createTable(client: DynamoDBClient): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName: TABLE,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'state', AttributeType: 'S' },
        { AttributeName: 'openedAt', AttributeType: 'N' },
      ],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byState',
          KeySchema: [
            { AttributeName: 'state', KeyType: 'HASH' },
            { AttributeName: 'openedAt', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    }),
  );
  for (;;) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: TABLE }));
    if (Table?.TableStatus === 'ACTIVE') return;
  }
}

async function scan(client: DynamoDBClient): Promise<Item[]> {
  const items: Item[] = [];
  let start: Item | undefined;
  do {
    const page = await client.send(new ScanCommand({ TableName: TABLE, ExclusiveStartKey: start }));
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start);
  return items;
}

async function pass(
  incoming: IncomingMessage,
  answer: ServerResponse,
  port: number,
  fate: Fate,
): Promise<void> {
  const body = await collect(incoming);
  if (fate === 'cutBefore') return void incoming.socket.destroy();
  if (fate === 'throttle') return fail(answer, 400, 'ThrottlingException');
  if (fate === 'error') return fail(answer, 500, 'InternalServerError');
  if (typeof fate === 'object') await new Promise((resolve) => setTimeout(resolve, fate.delay));
  const { status, headers, text } = await forward(incoming, body, port);
  if (fate === 'cutAfter') return void incoming.socket.destroy();
  answer.writeHead(status, headers).end(text);
}

function forward(
  incoming: IncomingMessage,
  body: Buffer,
  port: number,
): Promise<{ status: number; headers: IncomingMessage['headers']; text: Buffer }> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, method: 'POST', path: '/', headers: incoming.headers };
    request(options, async (response) => {
      const text = await collect(response);
      resolve({ status: response.statusCode ?? 500, headers: response.headers, text });
    })
      .on('error', reject)
      .end(body);
  });
}

async function collect(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function fail(answer: ServerResponse, status: number, type: string): void {
  const body = JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: 'injected' });
  answer.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(body);
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
