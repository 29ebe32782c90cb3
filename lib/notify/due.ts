/** Which tickets have broken their service level since somebody was told. Pure. */
import { type CityProfile, LATE_MINUTES, lateMsOf } from '../city/profile.ts';
import { type Hours, openMsBetween } from '../handoff/hours.ts';
import type { Ticket } from '../handoff/types.ts';
import { waitsFrom } from '../handoff/wait.ts';

/** When somebody is there, and how long a citizen should wait at most. */
export type ServiceHours = Hours & Pick<CityProfile, 'lateMinutes'>;

/** Waiting tickets that became late after `since` and by `now` (epoch ms). */
export function newlyLate(
  waiting: readonly Ticket[],
  city: ServiceHours,
  since: number,
  now: number,
): readonly Ticket[] {
  const late = (ticket: Ticket, at: number) =>
    at > waitsFrom(ticket) && openMsBetween(city, waitsFrom(ticket), at) >= lateMsOf(city);
  return waiting.filter((ticket) => late(ticket, now) && !late(ticket, since));
}

/** Whether a ticket may be late at all, by the clock alone: the city's own rule and hours are looked at only then. */
export function mayBeLate(ticket: Ticket, now: number): boolean {
  return now - waitsFrom(ticket) >= LATE_MINUTES.least * 60_000;
}
