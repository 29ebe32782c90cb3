/** Keeps the one item that tells waiting citizens where they stand. */
import { allIn } from '../../lib/aws/ticket-list.ts';
import type { Call, Failed, TicketStore } from '../../lib/aws/ticket-store.ts';
import type { QueueSummary, Ticket } from '../../lib/handoff/types.ts';
import { summarize, WAITS_LOOKED_AT } from '../../lib/handoff/wait.ts';

/** Writes the summary as of `now` (epoch ms), from the waiting tickets where they are known already. */
export async function refreshSummary(
  store: TicketStore,
  now: number,
  call: Call,
  known?: readonly Ticket[],
): Promise<QueueSummary | Failed> {
  const waiting = known ?? (await allIn(store, 'waiting', now, call));
  if ('failed' in waiting) return waiting;
  const served = await lastServed(store, now, call);
  if ('failed' in served) return served;
  const summary = summarize(waiting, served, now);
  const written = await store.writeSummary(summary, call);
  return 'failed' in written ? written : summary;
}

async function lastServed(store: TicketStore, now: number, call: Call): Promise<readonly Ticket[] | Failed> {
  const wish = { limit: WAITS_LOOKED_AT, newestFirst: true, now };
  const lists = await Promise.all([
    store.listByState('resolved', wish, call),
    store.listByState('claimed', wish, call),
  ]);
  const failed = lists.find((list) => 'failed' in list);
  return failed ?? lists.flatMap((list) => ('tickets' in list ? list.tickets : []));
}
