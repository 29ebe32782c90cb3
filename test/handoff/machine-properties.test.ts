import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apply, type Change, isOpenTicket, isRefusal } from '../../lib/handoff/machine.ts';
import { TICKET_OUTCOMES, type Ticket } from '../../lib/handoff/types.ts';
import { line, TUESDAY_10, waiting } from './factories.ts';

const text = fc.string({ maxLength: 20 });
const eventId = fc.integer({ min: 0, max: 8 }).map((n) => `event-${n}`);
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    kind: fc.constant('add' as const),
    lines: fc.array(
      text.map((t) => line(t)),
      { maxLength: 3 },
    ),
    eventId,
  }),
  fc.record({ kind: fc.constant('withdraw' as const), eventId }),
  fc.constantFrom<Change>(
    { kind: 'claim' },
    { kind: 'touch' },
    { kind: 'return' },
    { kind: 'deliver' },
    { kind: 'show' },
  ),
  fc.constantFrom<Change>({ kind: 'claim' }, { kind: 'expire' }, { kind: 'erase' }),
  fc.record({ kind: fc.constant('transfer' as const), department: text }),
  fc.record({ kind: fc.constant('note' as const), text }),
  fc.record({ kind: fc.constant('answer' as const), text }),
  fc.record({ kind: fc.constant('failDelivery' as const), note: text }),
  fc.record({ kind: fc.constant('resolve' as const), outcome: fc.constantFrom(...TICKET_OUTCOMES) }),
);
const move = fc.record({
  change,
  by: fc.constantFrom('citizen', 'system', 'kim', 'lee', ''),
  clock: fc.integer({ min: -600_000, max: 3_600_000 }),
});

/** States of a ticket along a walk, with the moves that were taken. */
function walk(moves: readonly { change: Change; by: string; clock: number }[]): Ticket[] {
  const path: Ticket[] = [waiting()];
  for (const { change: wish, by, clock } of moves) {
    const last = path.at(-1)!;
    const next = apply(last, wish, TUESDAY_10 + clock, by);
    if (!isRefusal(next)) path.push(next);
  }
  return path;
}

describe('whatever happens to a ticket, in whatever order', () => {
  it('grows by one at a time and never goes back in time', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
        const path = walk(moves);
        path.forEach((ticket, index) => {
          expect(ticket.rev).toBe(index + 1);
          expect(ticket.changedAt).toBeGreaterThanOrEqual(path[Math.max(0, index - 1)]!.changedAt);
          const times = ticket.history.map(({ at }) => at);
          expect(times).toEqual(times.toSorted((a, b) => a - b));
        });
      }),
    );
  });
  it('has a counsellor exactly while or after it was claimed, and an end exactly when closed', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
        for (const ticket of walk(moves)) {
          if (ticket.state === 'claimed') expect(['kim', 'lee']).toContain(ticket.claimedBy);
          if (ticket.state === 'waiting') expect(ticket.claimedBy).toBeUndefined();
          expect(ticket.closedAt !== undefined).toBe(!isOpenTicket(ticket));
          expect(ticket.expiresAt !== undefined).toBe(!isOpenTicket(ticket));
        }
      }),
    );
  });
  it('stays closed once closed, and keeps who it is', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
        const path = walk(moves);
        const end = path.findIndex((ticket) => !isOpenTicket(ticket));
        if (end >= 0) for (const ticket of path.slice(end)) expect(ticket.state).toBe(path[end]!.state);
        for (const { id, key, number, openedAt } of path)
          expect({ id, key, number, openedAt }).toEqual({
            id: path[0]!.id,
            key: path[0]!.key,
            number: path[0]!.number,
            openedAt: path[0]!.openedAt,
          });
      }),
    );
  });
  it('counts each event of a citizen once', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
        const events = walk(moves)
          .at(-1)!
          .history.flatMap(({ event }) => event ?? []);
        expect(new Set(events).size).toBe(events.length);
      }),
    );
  });
});
