/** Counts the turns that the log subscription brings. */

import { type CountReport, type UsageStore, usageStore } from '../../lib/aws/usage-store.ts';
import { ENV } from '../../lib/names.ts';
import { readLogBatch } from '../../lib/usage/log-batch.ts';

/** What became of a delivery. */
export interface DeliveryReport extends CountReport {
  /** Lines that were no usage event. */
  readonly skipped: number;
}

let store: UsageStore | undefined;

/**
 * `event`: `{ awslogs: { data } }`. Throws when the delivery cannot be read or not be stored whole; Lambda brings it
 * again, and after the last try it waits in the queue of what could not be counted.
 */
export async function handler(event: unknown): Promise<DeliveryReport> {
  const { events, skipped, now } = readLogBatch(event);
  if (skipped > 0) console.warn(`Skipped ${skipped} log lines that are no whole usage event.`);
  store ??= usageStore({ table: tableName() });
  const report = await store.count(events, now ?? 0);
  return { ...report, skipped };
}

function tableName(): string {
  const name = process.env[ENV.usageTable];
  if (!name)
    throw new Error(`The environment variable ${ENV.usageTable} is not set. Deploy the Channel stack again.`);
  return name;
}
