/** Waits and service levels, in time of open desk. */
import { lateMsOf } from '../city/profile.ts';
import { type Hours, openMsBetween } from '../handoff/hours.ts';
import { CLAIM_WARNING_MS, claimIdleMs } from '../handoff/machine.ts';
import type { Ticket } from '../handoff/types.ts';
import { waitsFrom } from '../handoff/wait.ts';
import type { ServiceHours } from '../notify/due.ts';
import type { Level } from './api.ts';

/** Time of open desk in ms that a ticket has waited; of one that was claimed or closed: until then. */
export function waitMsOf(ticket: Ticket, city: Hours, now: number): number {
  const claimed = ticket.history.find(({ to }) => to === 'claimed')?.at;
  const end = ticket.state === 'waiting' ? now : (claimed ?? ticket.closedAt ?? now);
  return openMsBetween(city, waitsFrom(ticket), Math.max(end, waitsFrom(ticket)));
}

/** Colour of a ticket: a waiting one by its wait (due soon from half of it on), a claimed one by how long nothing happened. */
export function levelOf(ticket: Ticket, waitMs: number, city: ServiceHours, now: number): Level {
  if (ticket.state === 'claimed') return claimIdleMs(ticket, now) >= CLAIM_WARNING_MS ? 'soon' : 'ok';
  const lateMs = lateMsOf(city);
  if (ticket.state !== 'waiting' || waitMs < lateMs / 2) return 'ok';
  return waitMs < lateMs ? 'soon' : 'late';
}
