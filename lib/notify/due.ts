/** Which tickets have broken their service level since somebody was told. Pure. */
import { type Hours, openMsBetween } from '../handoff/hours.ts';
import type { Ticket } from '../handoff/types.ts';
import { waitsFrom } from '../handoff/wait.ts';

/** Time of open desk after which a waiting ticket is late, ms. The board colours it from then on. */
export const LATE_MS = 20 * 60_000;

/** Waiting tickets that became late after `since` and by `now` (epoch ms). */
export function newlyLate(
  waiting: readonly Ticket[],
  city: Hours,
  since: number,
  now: number,
): readonly Ticket[] {
  const late = (ticket: Ticket, at: number) =>
    at > waitsFrom(ticket) && openMsBetween(city, waitsFrom(ticket), at) >= LATE_MS;
  return waiting.filter((ticket) => late(ticket, now) && !late(ticket, since));
}

/** Whether a ticket may be late at all, by the clock alone: the city's hours are looked at only then. */
export function mayBeLate(ticket: Ticket, now: number): boolean {
  return now - waitsFrom(ticket) >= LATE_MS;
}
