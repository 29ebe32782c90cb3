/** Tickets and cities for tests: only what a test is about is given. */
import type { Hours } from '../../lib/handoff/hours.ts';
import { apply, isRefusal } from '../../lib/handoff/machine.ts';
import { newTicket } from '../../lib/handoff/open.ts';
import type { Ticket, TicketState } from '../../lib/handoff/types.ts';

/** Tuesday, 24 November 2026, 10:00 in Korea. */
export const TUESDAY_10 = Date.parse('2026-11-24T10:00:00+09:00');

/** Weekdays 9 to 18 with a lunch break. */
export const OFFICE: Hours = {
  hours: Object.fromEntries(['1', '2', '3', '4', '5'].map((day) => [day, { open: '09:00', close: '18:00' }])),
  lunch: { open: '12:00', close: '13:00' },
  closedDays: [],
};

/** A waiting ticket of a citizen. */
export function waiting(citizen = 'citizen-a', eventId = `event-of-${citizen}`, at = TUESDAY_10): Ticket {
  return newTicket({ citizen, eventId, at, field: 'passport', talk: [line('여권 언제 나와요?', at)] });
}

/** One line of a citizen's talk. */
export function line(text: string, at = TUESDAY_10) {
  return { who: 'citizen', text, at } as const;
}

/** The ticket after changes that must all be taken. */
export function changed(ticket: Ticket, ...steps: readonly [Parameters<typeof apply>[1], string][]): Ticket {
  return steps.reduce((last, [change, by], index) => {
    const next = apply(last, change, last.changedAt + 60_000, by);
    if (isRefusal(next)) throw new Error(`Step ${index} (${change.kind}) was refused: ${next.refused}`);
    return next;
  }, ticket);
}

/** A ticket in a state, with an answer where a counsellor had it. */
export function inState(state: TicketState): Ticket {
  const fresh = waiting();
  if (state === 'waiting') return fresh;
  if (state === 'withdrawn') return changed(fresh, [{ kind: 'withdraw', eventId: 'cancel' }, 'citizen']);
  if (state === 'expired') return changed(fresh, [{ kind: 'expire' }, 'system']);
  const claimed = changed(fresh, [{ kind: 'claim' }, 'kim'], [{ kind: 'answer', text: '나왔어요.' }, 'kim']);
  if (state === 'claimed') return claimed;
  return changed(claimed, [{ kind: 'resolve', outcome: 'solved' }, 'kim']);
}
