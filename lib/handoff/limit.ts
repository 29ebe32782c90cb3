/** One citizen's repeated tickets: after some in a day there is the phone, and the desk stays free for others. */
import { DAY_MS } from './korean-day.ts';
import type { Ticket } from './types.ts';

/** Tickets that one citizen may open within 24 hours; a figure of ours, far above what a real matter needs. */
export const TICKETS_A_DAY = 5;

/** When the citizen's tickets of the 24 hours before `at` (epoch ms) were opened, newest first. `last`: the latest one. */
export function openedLately(
  last: Pick<Ticket, 'openedAt' | 'lately'> | undefined,
  at: number,
): readonly number[] {
  if (!last) return [];
  return [last.openedAt, ...(last.lately ?? [])].filter((time) => at - time < DAY_MS).slice(0, TICKETS_A_DAY);
}

/** Whether the citizen may open one more ticket at `at`. */
export function mayOpen(last: Pick<Ticket, 'openedAt' | 'lately'> | undefined, at: number): boolean {
  return openedLately(last, at).length < TICKETS_A_DAY;
}
