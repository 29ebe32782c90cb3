import { describe, expect, it } from 'vitest';
import { mayOpen, openedLately, TICKETS_A_DAY } from '../../lib/handoff/limit.ts';
import { TUESDAY_10 } from './factories.ts';

const HOUR = 3_600_000;
const opened = (...hours: readonly number[]) => {
  const [first = 0, ...rest] = hours.map((hour) => TUESDAY_10 + hour * HOUR);
  return { openedAt: first, lately: rest };
};

describe('tickets of one citizen', () => {
  it('may be opened until so many were opened within 24 hours', () => {
    expect(mayOpen(undefined, TUESDAY_10)).toBe(true);
    const four = opened(3, 2, 1, 0);
    expect(mayOpen(four, TUESDAY_10 + 4 * HOUR)).toBe(TICKETS_A_DAY > 4);
    expect(mayOpen(opened(4, 3, 2, 1, 0), TUESDAY_10 + 5 * HOUR)).toBe(false);
  });

  it('older ones no longer count', () => {
    expect(mayOpen(opened(4, 3, 2, 1, 0), TUESDAY_10 + 24 * HOUR)).toBe(true);
    expect(openedLately(opened(30, 2), TUESDAY_10 + 31 * HOUR)).toEqual([TUESDAY_10 + 30 * HOUR]);
  });
});
