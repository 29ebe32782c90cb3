/** What the clock does every minute: sends what was never announced, ends what waits too long, frees idle claims. */
import { type Announced, announce } from '../../lib/aws/handoff-queue.ts';
import { allIn } from '../../lib/aws/ticket-list.ts';
import type { Call, TicketStore } from '../../lib/aws/ticket-store.ts';
import {
  type Change,
  CLAIM_IDLE_MS,
  claimIdleMs,
  untakenMs,
  WAITING_LIMIT_MS,
} from '../../lib/handoff/machine.ts';
import { isBeingBrought } from '../../lib/handoff/reach.ts';
import type { Ticket } from '../../lib/handoff/types.ts';
import { refreshSummary } from './queue-state.ts';

/** An event that is not announced after this long was never sent, or its message is lost. */
export const UNANNOUNCED_MS = 20_000;
/** Milliseconds one send may take; nobody waits for it here. */
const SEND_MS = 3000;
/** Resolved tickets that are looked through for an answer that was never announced: those opened last. */
const RESOLVED_SEEN = 100;
/** Sends and changes at a time. */
const AT_ONCE = 10;

/** What a sweep did. `problems`: names of errors; what they hindered is done by the next sweep. */
export interface Swept {
  readonly sent: number;
  readonly expired: number;
  readonly returned: number;
  readonly waiting?: number;
  readonly problems: readonly string[];
}

/** One sweep at `now` (epoch ms). */
export async function sweep(store: TicketStore, queueUrl: string, now: number, call: Call): Promise<Swept> {
  const waiting = await allIn(store, 'waiting', now, call);
  const claimed = await allIn(store, 'claimed', now, call);
  if ('failed' in waiting) return nothingDone(waiting.failed);
  if ('failed' in claimed) return nothingDone(claimed.failed);
  const old = waiting.filter((ticket) => untakenMs(ticket, now) > WAITING_LIMIT_MS);
  const answered = await answeredLately(store, claimed, now, call);
  const unannounced = [...waiting.filter((ticket) => !old.includes(ticket)), ...answered].filter((ticket) =>
    isUnannounced(ticket, now),
  );
  const idle = claimed.filter((ticket) => claimIdleMs(ticket, now) > CLAIM_IDLE_MS);
  // The lists are some moments old: whether it is still so is asked of the ticket as it is when it is changed.
  const changes = await Promise.all([
    changeAll(store, old, { kind: 'expire', untakenMs: WAITING_LIMIT_MS }, now, call),
    changeAll(store, idle, { kind: 'return', idleMs: CLAIM_IDLE_MS }, now, call),
  ]);
  const sends = await inChunks(unannounced, (ticket) => send(ticket, queueUrl, call));
  const problems = [...changes.flatMap((change) => change.problems), ...sends.flatMap(problemOf)];
  // After changes the index is asked again; it may lag, and the next sweep puts that right.
  const known = old.length + idle.length === 0 ? waiting : undefined;
  const summary = await refreshSummary(store, now, call, known);
  return {
    sent: sends.filter((result) => result.sent).length,
    expired: changes[0].done,
    returned: changes[1].done,
    ...('failed' in summary ? {} : { waiting: summary.waiting }),
    problems: [...new Set('failed' in summary ? [...problems, summary.failed] : problems)],
  };
}

function nothingDone(problem: string): Swept {
  return { sent: 0, expired: 0, returned: 0, problems: [problem] };
}

/** Claimed and lately resolved tickets whose written answer is on its way; a list that fails is read by the next sweep. */
async function answeredLately(
  store: TicketStore,
  claimed: readonly Ticket[],
  now: number,
  call: Call,
): Promise<readonly Ticket[]> {
  const resolved = await store.listByState(
    'resolved',
    { limit: RESOLVED_SEEN, newestFirst: true, now },
    call,
  );
  const tickets = 'failed' in resolved ? claimed : [...claimed, ...resolved.tickets];
  return tickets.filter(isBeingBrought);
}

function isUnannounced(ticket: Ticket, now: number): boolean {
  return !ticket.announced && now - ticket.event.at > UNANNOUNCED_MS;
}

function send(ticket: Ticket, queueUrl: string, call: Call): Promise<Announced> {
  return announce(ticket.event, { queueUrl, timeoutMs: SEND_MS, ...call });
}

function problemOf(result: Announced): readonly string[] {
  return result.sent ? [] : [`send:${result.reason}`];
}

async function changeAll(
  store: TicketStore,
  tickets: readonly Ticket[],
  change: Change,
  now: number,
  call: Call,
): Promise<{ readonly done: number; readonly problems: readonly string[] }> {
  const results = await inChunks(tickets, (ticket) => store.applyTo(ticket, change, now, 'system', call));
  const problems = results.flatMap((result) =>
    'failed' in result ? [`${change.kind}:${result.failed}`] : [],
  );
  return { done: results.filter((result) => 'stored' in result).length, problems };
}

async function inChunks<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(start, start + AT_ONCE).map(work))));
  }
  return results;
}
