/** Place in the queue and usual wait, from what really happened. */
import type { QueueSummary, Ticket } from './types.ts';

/** Tickets whose waits make the usual wait. */
export const WAITS_LOOKED_AT = 20;
/** Fewer known waits than this say nothing. */
export const WAITS_NEEDED = 3;
/** Opening times that the summary carries. */
export const PLACES_KEPT = 100;

/** How long a ticket waited until somebody first took it, in ms of open desk where that is known; undefined while nobody did. */
export function waitOf(ticket: Ticket): number | undefined {
  const claim = ticket.history.find((step) => step.to === 'claimed');
  if (!claim || ticket.key.startsWith('hand#')) return undefined;
  return ticket.waitedMs ?? Math.max(0, claim.at - waitsFrom(ticket));
}

/** Epoch ms from which a ticket's wait counts: when it came, or the next opening where nobody was there. */
export function waitsFrom(ticket: Ticket): number {
  return Math.max(ticket.openedAt, ticket.waitsFrom ?? 0);
}

/** Median wait in ms of the tickets claimed last; undefined until at least 3 are known. */
export function usualWait(tickets: readonly Ticket[]): number | undefined {
  const recent = tickets
    .toSorted((a, b) => b.openedAt - a.openedAt)
    .map(waitOf)
    .filter((wait) => wait !== undefined)
    .slice(0, WAITS_LOOKED_AT)
    .sort((a, b) => a - b);
  if (recent.length < WAITS_NEEDED) return undefined;
  const middle = Math.floor((recent.length - 1) / 2);
  return recent.length % 2 === 1 ? recent[middle] : Math.round((recent[middle]! + recent[middle + 1]!) / 2);
}

/** The one small item that tells citizens where they stand. `served`: tickets that were claimed. `at`: epoch ms of the look. */
export function summarize(waiting: readonly Ticket[], served: readonly Ticket[], at: number): QueueSummary {
  const usualWaitMs = usualWait(served);
  return {
    waiting: waiting.length,
    ...(usualWaitMs === undefined ? {} : { usualWaitMs }),
    at,
    opened: waiting
      .map((ticket) => ticket.openedAt)
      .sort((a, b) => a - b)
      .slice(0, PLACES_KEPT),
  };
}

/**
 * Place in the queue, from 1, of a ticket opened at `openedAt` (also one that the summary does not know yet);
 * undefined without a summary. Beyond the first 100 it is the queue's length.
 */
export function placeInQueue(summary: QueueSummary | undefined, openedAt: number): number | undefined {
  if (!summary) return undefined;
  const before = summary.opened?.filter((at) => at < openedAt).length ?? summary.waiting;
  return before < PLACES_KEPT ? before + 1 : Math.max(before + 1, summary.waiting);
}

/** A wait in words: '약 5분', '약 1시간 30분', rounded up to 5 minutes from 10 on. */
export function waitText(ms: number): string {
  const minutes = Math.max(1, Math.ceil(ms / 60_000));
  const rounded = minutes < 10 ? minutes : Math.ceil(minutes / 5) * 5;
  const hours = Math.floor(rounded / 60);
  const rest = rounded % 60;
  if (hours === 0) return `약 ${rest}분`;
  return rest === 0 ? `약 ${hours}시간` : `약 ${hours}시간 ${rest}분`;
}
