/** Periods of Korean time that turns are counted by. Korea has had no daylight saving since 1988: always UTC+9. */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const KOREA_MS = 9 * HOUR_MS;

/** Levels of roll-ups, finest first. A cell is ten minutes: small enough to be counted again with every batch. */
export const LEVELS = ['cell', 'hour', 'day', 'month'] as const;
/** One level. */
export type Level = (typeof LEVELS)[number];

/** Characters of '2026-11-24T10:30:00' that name a period of each level; a cell is named by the tens of its minutes. */
const NAME_LENGTH = { cell: 15, hour: 13, day: 10, month: 7, year: 4 } as const;

const PARENT = { cell: 'hour', hour: 'day', day: 'month', month: 'year' } as const;

/** Name of the period that holds an instant (epoch ms): '2026-11-24T10:3', '2026-11-24T10', '2026-11-24', '2026-11'. */
export function periodOf(at: number, level: Level): string {
  return new Date(at + KOREA_MS).toISOString().slice(0, NAME_LENGTH[level]);
}

/** Name of the period one level up that holds a named period; of a month, its year. */
export function parentOf(period: string, level: Level): string {
  return period.slice(0, NAME_LENGTH[PARENT[level]]);
}

/** The instant (epoch ms) at which a Korean day or month begins. */
export function startOf(period: string): number {
  return Date.parse(`${period.padEnd(10, '-01')}T00:00:00+09:00`);
}

/** The instant (epoch ms) at which a Korean day or month has ended. */
export function endOf(period: string): number {
  if (period.length === NAME_LENGTH.day) return startOf(period) + DAY_MS;
  return startOf(periodOf(startOf(period) + 32 * DAY_MS, 'month'));
}

/** All Korean days from one to another, both included. */
export function daysBetween(from: string, to: string): string[] {
  const count = Math.max(0, Math.round((startOf(to) - startOf(from)) / DAY_MS) + 1);
  return Array.from({ length: count }, (_, index) => periodOf(startOf(from) + index * DAY_MS, 'day'));
}

/** All cells of a Korean day, in order: 144. */
export function cellsOf(day: string): string[] {
  const count = DAY_MS / (10 * MINUTE_MS);
  return Array.from({ length: count }, (_, index) => periodOf(startOf(day) + index * 10 * MINUTE_MS, 'cell'));
}
