/** A DynamoDB-compatible engine with a content table, in this process. */

import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { type ClientOptions, type Dynamo, dynamo } from '../../lib/aws/clients.ts';

const dynalite = createRequire(import.meta.url)('dynalite') as (options: object) => Server;

/** A running engine. */
export interface Engine {
  /** Options of a client that speaks to it; another `maxAttempts` gives another client. */
  readonly options: ClientOptions;
  /** Makes an empty content table and gives its name. */
  table(): Promise<string>;
  close(): Promise<void>;
}

export async function startEngine(): Promise<Engine> {
  const server = dynalite({ createTableMs: 0 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const options: ClientOptions = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'ap-northeast-2',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    requestMs: 10_000,
  };
  const { client } = await dynamo(options);
  let made = 0;
  return {
    options,
    async table() {
      const TableName = `content-${++made}`;
      const keys = ['pk', 'sk'] as const;
      await client.send(
        new CreateTableCommand({
          TableName,
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
          KeySchema: keys.map((AttributeName, i) => ({ AttributeName, KeyType: i === 0 ? 'HASH' : 'RANGE' })),
        }),
      );
      await waitUntilTableExists({ client, maxWaitTime: 10, minDelay: 0.01, maxDelay: 0.1 } as never, {
        TableName,
      });
      return TableName;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** What happens to the calls of one client: `before` may throw in place of the call, `after` once it was made. */
export interface Fault {
  before?(command: string, nth: number): void | Promise<void>;
  after?(command: string, nth: number): void | Promise<void>;
}

/** Lets `fault` act on every call of the client with these options; calls are counted by command. */
export async function spoilCalls(options: ClientOptions, fault: Fault): Promise<Dynamo> {
  const made = await dynamo(options);
  const counts = new Map<string, number>();
  made.client.middlewareStack.add(
    (next, context) => async (args) => {
      const command = String(context.commandName);
      const nth = (counts.get(command) ?? 0) + 1;
      counts.set(command, nth);
      await fault.before?.(command, nth);
      const result = await next(args);
      await fault.after?.(command, nth);
      return result;
    },
    { step: 'initialize', name: 'fault', override: true },
  );
  return made;
}
