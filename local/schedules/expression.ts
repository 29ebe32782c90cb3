/** EventBridge schedule expressions: when does one come due next? Pure. */

import { fieldMatcher, type Matcher } from './cronField.ts';

/** Gives the next due time after a time, both epoch ms; undefined when it never comes due again. */
export type NextDue = (after: number) => number | undefined;

const UNIT_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * Compiles `rate(5 minutes)`, `cron(0 9 ? * MON-FRI *)` or `at(2026-11-24T09:00:00)`. A rate counts from `start`.
 * @throws Error for an expression that cannot be read.
 */
export function compileExpression(expression: string, timezone: string, start: number): NextDue {
  const [, kind, argument = ''] = /^(rate|cron|at)\((.+)\)$/.exec(expression.trim()) ?? [];
  if (kind === 'rate') return rate(argument, start, expression);
  if (kind === 'cron') return cron(argument, timezone, expression);
  if (kind === 'at') return once(zonedToEpoch(argument, timezone));
  throw unreadable(expression);
}

function unreadable(expression: string): Error {
  return new Error(`The schedule ${expression} cannot be read. Use rate(…), cron(…) or at(…) in lib/infra.`);
}

function once(at: number): NextDue {
  return (after) => (at > after ? at : undefined);
}

function rate(argument: string, start: number, expression: string): NextDue {
  const [, count, unit = ''] = /^(\d+) (\w+?)s?$/.exec(argument) ?? [];
  const period = Number(count) * (UNIT_MS[unit] ?? Number.NaN);
  if (!(period > 0)) throw unreadable(expression);
  return (after) => start + (Math.floor((after - start) / period) + 1) * period;
}

/** Days looked ahead: leap days come every 8 years at the rarest. */
const HORIZON_DAYS = 366 * 8;

function cron(argument: string, timezone: string, expression: string): NextDue {
  const fields = argument.trim().split(/\s+/);
  if (fields.length !== 6) throw unreadable(expression);
  const [minute, hour, day, month, weekday, year] = fields.map((field, index) =>
    fieldMatcher(index, field),
  ) as [Matcher, Matcher, Matcher, Matcher, Matcher, Matcher];
  return (after) => {
    const from = wallClock(after, timezone);
    for (let ahead = 0; ahead < HORIZON_DAYS; ahead += 1) {
      const date = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), from.getUTCDate() + ahead));
      if (!year(date.getUTCFullYear(), date) || !month(date.getUTCMonth() + 1, date)) continue;
      if (!day(date.getUTCDate(), date) || !weekday(date.getUTCDay() + 1, date)) continue;
      const due = firstMinute(date, hour, minute, after, timezone);
      if (due !== undefined) return due;
    }
    return undefined;
  };
}

function firstMinute(
  date: Date,
  hour: Matcher,
  minute: Matcher,
  after: number,
  timezone: string,
): number | undefined {
  for (let h = 0; h < 24; h += 1) {
    if (!hour(h, date)) continue;
    for (let m = 0; m < 60; m += 1) {
      if (!minute(m, date)) continue;
      const due = toEpoch(date.getTime() + h * 3_600_000 + m * 60_000, timezone);
      if (due > after) return due;
    }
  }
  return undefined;
}

/** What a clock on the wall of the zone shows, as if it were UTC. */
function wallClock(epoch: number, timezone: string): Date {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(epoch);
  const of = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  return new Date(Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')));
}

/** Epoch ms of a wall-clock time; the offset is looked up twice for the hours around a change. */
function toEpoch(wall: number, timezone: string): number {
  const guess = wall - (wallClock(wall, timezone).getTime() - wall);
  return wall - (wallClock(guess, timezone).getTime() - guess);
}

function zonedToEpoch(local: string, timezone: string): number {
  return toEpoch(Date.parse(`${local}Z`), timezone);
}
