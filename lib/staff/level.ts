/** Waits and service levels, in time of open desk. */
import { type Hours, openMsBetween } from '../handoff/hours.ts';
import { CLAIM_WARNING_MS, claimIdleMs } from '../handoff/machine.ts';
import type { Ticket } from '../handoff/types.ts';
import { waitsFrom } from '../handoff/wait.ts';
import { LATE_MS } from '../notify/due.ts';
import type { Level } from './api.ts';

/** From this wait on a ticket is coloured as due soon, and from that one as late. */
export const SERVICE_LEVEL = { soonMs: LATE_MS / 2, lateMs: LATE_MS } as const;

/** Time of open desk in ms that a ticket has waited; of one that was claimed or closed: until then. */
export function waitMsOf(ticket: Ticket, city: Hours, now: number): number {
  const claimed = ticket.history.find(({ to }) => to === 'claimed')?.at;
  const end = ticket.state === 'waiting' ? now : (claimed ?? ticket.closedAt ?? now);
  return openMsBetween(city, waitsFrom(ticket), Math.max(end, waitsFrom(ticket)));
}

/** Colour of a ticket: a waiting one by its wait, a claimed one by how long nothing happened. */
export function levelOf(ticket: Ticket, waitMs: number, now: number): Level {
  if (ticket.state === 'claimed') return claimIdleMs(ticket, now) >= CLAIM_WARNING_MS ? 'soon' : 'ok';
  if (ticket.state !== 'waiting' || waitMs < SERVICE_LEVEL.soonMs) return 'ok';
  return waitMs < SERVICE_LEVEL.lateMs ? 'soon' : 'late';
}
