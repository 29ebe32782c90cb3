import { describe, expect, it } from 'vitest';
import { createPace } from '../../functions/chat/pace.ts';

const SECOND = 1000;

describe('the pace of one citizen', () => {
  it('lets a person press and type as fast as a person can', () => {
    const pace = createPace();
    const presses = Array.from({ length: 120 }, (_, i) => pace.allows('a', i * 500));
    expect(presses).not.toContain(false);
  });

  it('asks a flood to wait, lets it in again soon, and nobody else feels it', () => {
    const pace = createPace();
    const flood = Array.from({ length: 5000 }, (_, i) => pace.allows('a', i * 12));
    expect(flood.filter(Boolean).length).toBeLessThanOrEqual(40 + 2 * 60);
    expect(pace.allows('b', 60 * SECOND)).toBe(true);
    expect(pace.allows('a', 61 * SECOND)).toBe(true);
  });

  it('is not fooled by a clock that jumps back', () => {
    const pace = createPace();
    for (let i = 0; i < 100; i += 1) pace.allows('a', 10 * SECOND);
    expect(pace.allows('a', 0)).toBe(false);
    expect(pace.allows('a', 11 * SECOND)).toBe(true);
  });

  it('remembers a bounded number of citizens', () => {
    const pace = createPace();
    for (let i = 0; i < 50; i += 1) pace.allows('first', 0);
    expect(pace.allows('first', 0)).toBe(false);
    for (let i = 0; i < 6000; i += 1) pace.allows(`other-${i}`, 0);
    expect(pace.allows('first', 0)).toBe(true);
  });
});
