import { describe, expect, it } from 'vitest';
import { type LatencyCounts, latencyBucket, latencyWithin } from '../../lib/usage/latency.ts';
import { cellsOf, daysBetween, endOf, LEVELS, parentOf, periodOf, startOf } from '../../lib/usage/periods.ts';

const names = (at: string) => LEVELS.map((level) => periodOf(Date.parse(at), level));

describe('Korean periods', () => {
  it('change at midnight in Korea, not in Greenwich', () => {
    expect(names('2026-11-24T14:59:59.999Z')).toEqual([
      '2026-11-24T23:5',
      '2026-11-24T23',
      '2026-11-24',
      '2026-11',
    ]);
    expect(names('2026-11-24T15:00:00.000Z')).toEqual([
      '2026-11-25T00:0',
      '2026-11-25T00',
      '2026-11-25',
      '2026-11',
    ]);
  });

  it('change at the end of the year', () => {
    expect(names('2026-12-31T14:59:59.999Z')[3]).toBe('2026-12');
    expect(names('2026-12-31T15:00:00.000Z')).toEqual([
      '2027-01-01T00:0',
      '2027-01-01T00',
      '2027-01-01',
      '2027-01',
    ]);
  });

  it('lie inside each other', () => {
    const [cell, hour, day, month] = names('2028-02-29T03:21:00Z') as [string, string, string, string];
    expect([parentOf(cell, 'cell'), parentOf(hour, 'hour'), parentOf(day, 'day')]).toEqual([
      hour,
      day,
      month,
    ]);
    expect(parentOf(month, 'month')).toBe('2028');
  });

  it('have no missing and no double hour on any day', () => {
    const cells = cellsOf('2026-03-29');
    expect(new Set(cells).size).toBe(144);
    expect(new Set(cells.map((cell) => parentOf(cell, 'cell'))).size).toBe(24);
    expect([cells[0], cells.at(-1)]).toEqual(['2026-03-29T00:0', '2026-03-29T23:5']);
  });

  it('are listed over leap days and year ends', () => {
    expect(daysBetween('2028-02-28', '2028-03-01')).toEqual(['2028-02-28', '2028-02-29', '2028-03-01']);
    expect(daysBetween('2026-12-31', '2027-01-01')).toHaveLength(2);
    expect(daysBetween('2027-01-02', '2027-01-01')).toEqual([]);
  });

  it('begin and end where the next one begins', () => {
    expect(endOf('2026-12-31')).toBe(startOf('2027-01-01'));
    expect(endOf('2026-12')).toBe(startOf('2027-01'));
    expect(endOf('2028-02')).toBe(startOf('2028-03'));
  });
});

describe('latency', () => {
  const countsOf = (times: readonly number[]) =>
    times.reduce<LatencyCounts>((counts, ms) => {
      const key = latencyBucket(ms);
      return Object.assign(counts, { [key]: (counts[key] ?? 0) + 1 });
    }, {});

  it('is never told better than it was, and at most a third worse', () => {
    const times = Array.from({ length: 1000 }, (_, index) => index + 1);
    const [half, most] = [0.5, 0.95].map((share) => latencyWithin(countsOf(times), share)!);
    expect(half).toBeGreaterThanOrEqual(500);
    expect(half).toBeLessThan(667);
    expect(most).toBeGreaterThanOrEqual(950);
    expect(most).toBeLessThan(1267);
  });

  it('is unknown without turns, and at the last bound beyond it', () => {
    expect(latencyWithin({}, 0.5)).toBeUndefined();
    expect(latencyWithin(countsOf([60_000]), 0.5)).toBe(10_000);
  });
});
