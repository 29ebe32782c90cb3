/** How long a ticket holds the sealed way to its citizen: no longer than an answer may still have to be brought. */
import type { ChangeKind } from './changes.ts';
import type { HandoffEvent, Ticket } from './types.ts';

/** Changes after which nothing is left to bring. */
const ENDS_REACH: readonly ChangeKind[] = ['deliver', 'show', 'erase', 'withdraw', 'expire'];

/** The event that has a written answer brought, where the ticket holds a way to the citizen. `rev`: that of the change. */
export function answeredEvent(ticket: Ticket, rev: number, at: number): Partial<Ticket> {
  if (ticket.reach === undefined) return {};
  const event: HandoffEvent = { ...ticket.event, id: `answer-${ticket.id}-${rev}`, kind: 'answered', at };
  return { event, announced: false };
}

/** Whether an answer is on its way to the citizen. */
export function isBeingBrought({ reach, answer, event, history }: Ticket): boolean {
  if (reach === undefined || answer === undefined || answer.shown || event.kind !== 'answered') return false;
  return !history.some(({ to, at }) => to === 'undelivered' && at >= answer.at);
}

/**
 * The ticket after a change without the sealed key, where that is no longer needed. A ticket that is resolved right
 * after its answer was written keeps it until the answer is brought or has failed.
 */
export function reachAfter(ticket: Ticket, change: ChangeKind): Ticket {
  if (ticket.reach === undefined || stillNeeded(ticket, change)) return ticket;
  const { reach: _gone, ...rest } = ticket;
  return rest;
}

function stillNeeded(ticket: Ticket, change: ChangeKind): boolean {
  if (ENDS_REACH.includes(change)) return false;
  if (ticket.state === 'waiting' || ticket.state === 'claimed') return true;
  return ticket.state === 'resolved' && change !== 'failDelivery' && isBeingBrought(ticket);
}
