/** Deletes what has expired, as DynamoDB's TTL does, by the city's clock. */

import type { CityClock } from '../clock.ts';
import type { TableSpec } from '../template/stores.ts';
import type { Call } from '../wire.ts';

/** How often the sweeper looks, in city time. AWS promises days at most; an hour is quick enough and cheap. */
const SWEEP_EVERY_MS = 60 * 60 * 1000;

interface Page {
  readonly Items?: readonly Record<string, unknown>[];
  readonly LastEvaluatedKey?: Record<string, unknown>;
}

/** Deletes every expired item of one table; resolves with their number. `now` is city time in ms. */
export async function sweepTable(call: Call, table: TableSpec, now: number): Promise<number> {
  if (table.ttlAttribute === undefined) return 0;
  const expired = expiredBy(table.ttlAttribute, now);
  let start: Record<string, unknown> | undefined;
  let deleted = 0;
  do {
    const page = (await call('Scan', {
      TableName: table.name,
      FilterExpression: expired.expression,
      ...expired.parts,
      ...(start !== undefined && { ExclusiveStartKey: start }),
    })) as Page;
    for (const item of page.Items ?? []) {
      const Key = Object.fromEntries(table.keys.map((key) => [key, item[key]]));
      await call('DeleteItem', {
        TableName: table.name,
        Key,
        ConditionExpression: expired.expression,
        ...expired.parts,
      }).then(
        () => {
          deleted += 1;
        },
        () => undefined,
      );
    }
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return deleted;
}

/** A number in the past; TTL leaves alone what is no number or lies more than five years back. */
function expiredBy(attribute: string, now: number) {
  const seconds = Math.floor(now / 1000);
  return {
    expression: 'attribute_type(#ttl, :number) AND #ttl < :now AND #ttl > :ancient',
    parts: {
      ExpressionAttributeNames: { '#ttl': attribute },
      ExpressionAttributeValues: {
        ':number': { S: 'N' },
        ':now': { N: String(seconds) },
        ':ancient': { N: String(seconds - 5 * 365 * 86_400) },
      },
    },
  };
}

/** Sweeps now and then, and whenever the clock is moved. Errors (the store may be down) wait for the next time. */
export function startSweeper(
  call: Call,
  tables: readonly TableSpec[],
  clock: CityClock,
): () => Promise<number> {
  const sweep = async (): Promise<number> => {
    const counts = await Promise.all(
      tables.map((table) => sweepTable(call, table, clock.now()).catch(() => 0)),
    );
    return counts.reduce((sum, each) => sum + each, 0);
  };
  const plan = (): void => {
    clock.at(clock.now() + SWEEP_EVERY_MS, async () => {
      await sweep();
      plan();
    });
  };
  clock.onMove(sweep);
  plan();
  return sweep;
}
