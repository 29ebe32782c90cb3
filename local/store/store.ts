/** The store of the local city: tables from the template on a DynamoDB-compatible engine. */

import { type ChildService, childService } from '../childService.ts';
import { type FaultProxy, openFaultProxy } from '../faultProxy.ts';
import type { TableSpec } from '../template/stores.ts';
import { type Call, ServiceError, serviceCaller } from '../wire.ts';

/** A running store. */
export interface Store {
  /** Endpoint for the functions, with faults. */
  readonly proxy: FaultProxy;
  readonly child: ChildService;
  /** Speaks to the engine itself, past the faults. */
  readonly call: Call;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Creates the tables that do not exist yet. */
  createTables(tables: readonly TableSpec[]): Promise<void>;
  close(): Promise<void>;
}

/** Starts the engine over the folder `dir`. A killed engine finds its data there again. */
export async function startStore(
  dir: string,
  region: string,
  onLost: (text: string) => void,
): Promise<Store> {
  const proxy = await openFaultProxy();
  const child = childService('The store', 'local/store/child.mjs', [dir], (text) => {
    proxy.target(undefined);
    onLost(text);
  });
  let port = 0;
  const call = serviceCaller(() => `http://127.0.0.1:${port}/`, 'DynamoDB_20120810', region);
  const start = async (): Promise<void> => {
    port = await child.start();
    proxy.target(port);
  };
  await start();
  return {
    proxy,
    child,
    call,
    start,
    async stop() {
      proxy.target(undefined);
      await child.stop();
    },
    createTables: async (tables) => {
      for (const table of tables) await createTable(call, table);
    },
    async close() {
      await child.close();
      await proxy.close();
    },
  };
}

async function createTable(call: Call, table: TableSpec): Promise<void> {
  try {
    await call('CreateTable', table.definition);
  } catch (error) {
    if (!(error instanceof ServiceError && error.type === 'ResourceInUseException')) throw error;
  }
}
