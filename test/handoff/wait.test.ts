import { describe, expect, it } from 'vitest';
import { newTicketByHand } from '../../lib/handoff/open.ts';
import type { Ticket } from '../../lib/handoff/types.ts';
import { placeInQueue, summarize, usualWait, waitOf, waitText } from '../../lib/handoff/wait.ts';
import { changed, TUESDAY_10, waiting } from './factories.ts';

const MINUTE = 60_000;

function served(minutes: number, openedAt = TUESDAY_10): Ticket {
  const ticket = waiting(`c${minutes}-${openedAt}`, `e${minutes}-${openedAt}`, openedAt);
  const claim = { to: 'claimed', at: openedAt + minutes * MINUTE, by: 'kim' } as const;
  return { ...ticket, state: 'claimed', history: [...ticket.history, claim] };
}

describe('the usual wait', () => {
  it('is the middle of what people really waited', () => {
    expect(usualWait([served(2), served(90), served(4)])).toBe(4 * MINUTE);
    expect(usualWait([served(2), served(90), served(4), served(6)])).toBe(5 * MINUTE);
  });
  it('is not told from fewer than three', () => {
    expect(usualWait([served(2), served(4)])).toBeUndefined();
  });
  it('follows the last twenty', () => {
    const old = Array.from({ length: 30 }, (_, i) => served(50, TUESDAY_10 - (i + 1) * 86_400_000));
    const recent = Array.from({ length: 20 }, (_, i) => served(5, TUESDAY_10 + i));
    expect(usualWait([...old, ...recent])).toBe(5 * MINUTE);
  });
  it('does not count the night of a message left after hours', () => {
    const morning = TUESDAY_10 + 15 * 60 * MINUTE;
    const left = { ...served(15 * 60 + 7), waitsFrom: morning };
    expect(waitOf(left)).toBe(7 * MINUTE);
  });
  it('counts time of open desk where the desk said how much that was, and only until it was first taken', () => {
    const first = changed(waiting(), [{ kind: 'claim', waitedMs: 6 * MINUTE }, 'kim']);
    expect(waitOf(first)).toBe(6 * MINUTE);
    const second = changed(
      first,
      [{ kind: 'return' }, 'kim'],
      [{ kind: 'claim', waitedMs: 60 * MINUTE }, 'lee'],
    );
    expect(waitOf(second)).toBe(6 * MINUTE);
  });
  it('counts no ticket that nobody took, nor one opened by hand', () => {
    expect(waitOf(waiting())).toBeUndefined();
    expect(waitOf(newTicketByHand({ eventId: 'p', staff: 'kim', at: TUESDAY_10 }))).toBeUndefined();
  });
});

describe('the place in the queue', () => {
  const queue = [waiting('a', 'a', 1000), waiting('b', 'b', 2000), waiting('c', 'c', 3000)];
  it('counts those who came before', () => {
    const summary = summarize(queue, [], 5000);
    expect(queue.map(({ openedAt }) => placeInQueue(summary, openedAt))).toEqual([1, 2, 3]);
    expect(placeInQueue(summary, 4000)).toBe(4);
  });
  it('is not made up where nothing is known', () => {
    expect(placeInQueue(undefined, 4000)).toBeUndefined();
  });
  it('stays honest in a queue longer than what the summary lists', () => {
    const long = Array.from({ length: 150 }, (_, i) => waiting(`c${i}`, `e${i}`, 1000 + i));
    const summary = summarize(long, [], 5000);
    expect(summary.opened).toHaveLength(100);
    expect(placeInQueue(summary, 1000 + 40)).toBe(41);
    expect(placeInQueue(summary, 9000)).toBe(150);
  });
});

describe('a wait in words', () => {
  it.each([
    [10_000, '약 1분'],
    [4 * MINUTE + 1, '약 5분'],
    [11 * MINUTE, '약 15분'],
    [60 * MINUTE, '약 1시간'],
    [81 * MINUTE, '약 1시간 25분'],
  ])('%d ms: %s', (ms, words) => {
    expect(waitText(ms)).toBe(words);
  });
});
