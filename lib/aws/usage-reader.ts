/** Reads the usage figures of a deployment. */

import { inLanes } from '../usage/lanes.ts';
import { daysBetween, type Level, parentOf, periodOf } from '../usage/periods.ts';
import type { DayRange, RollupRow, Unanswered, UsageReader } from '../usage/reader.ts';
import type { UsageRetention } from '../usage/retention.ts';
import { merge, topOf } from '../usage/rollup.ts';
import { groupQuestions, type LackingQuestion } from '../usage/unanswered.ts';
import { questionFromItem, rollupFromItem } from './usage-items.ts';
import { type Item, USAGE_KEY, type UsageTable } from './usage-table.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const LANES = 8;
/** Questions that one list is made of at most: a reader gets an answer on the worst day, too. */
const QUESTION_LIMIT = 20_000;

/** Roll-ups and counts of users have no expiry. */
const FOREVER = 0;

type By = Exclude<Level, 'cell'>;

/** Reads of the figures in `table`. */
export function usageReader(table: UsageTable, retention: UsageRetention): UsageReader {
  const readRollups: UsageReader['readRollups'] = ({ by, ...range }) => rows(table, by, range);
  return {
    readRollups,
    topEntries: async ({ limit, ...range }) => {
      const days = await readRollups({ ...range, by: 'day' });
      return topOf(merge(days.map(({ rollup }) => rollup)).entries, limit);
    },
    unanswered: ({ now, ...range }) => unanswered(table, range, now, retention),
  };
}

async function rows(table: UsageTable, by: By, range: DayRange): Promise<RollupRow[]> {
  const parents = [...new Set(daysBetween(range.from, range.to).map((day) => partitionOf(day, by)))];
  const [first, last] = [nameIn(range.from, by), nameIn(range.to, by)];
  const pages = await inLanes(parents, LANES, (parent) =>
    table.read({ pk: USAGE_KEY.rollups(by, parent), between: [first, `${last}~`], now: FOREVER }),
  );
  const users =
    by === 'hour' ? new Map<string, number>() : await readUsers(table, by, parents, [first, last]);
  return pages.flat().map((item) => ({
    period: item.sk?.S ?? '',
    rollup: rollupFromItem(item),
    users: users.get(item.sk?.S ?? '') ?? 0,
  }));
}

/** Name of the partition that holds a day's rows. */
function partitionOf(day: string, by: By): string {
  return by === 'hour' ? day : parentOf(nameIn(day, by), by);
}

/** A day as far as names of that level go: '2026-11' for months; hours begin with their day. */
function nameIn(day: string, by: By): string {
  return by === 'month' ? parentOf(day, 'day') : day;
}

async function readUsers(
  table: UsageTable,
  by: 'day' | 'month',
  parents: readonly string[],
  [first, last]: readonly [string, string],
): Promise<Map<string, number>> {
  const pages = await inLanes(parents, LANES, (parent) =>
    table.read({ pk: USAGE_KEY.userCounts(by, parent), between: [first, `${last}~`], now: FOREVER }),
  );
  const shards = Map.groupBy(pages.flat(), (item) => item.sk?.S?.split('#')[0] ?? '');
  return new Map([...shards].map(([period, items]) => [period, items.reduce(addCount, 0)]));
}

function addCount(total: number, item: Item): number {
  return total + Number(item.n?.N ?? 0);
}

async function unanswered(
  table: UsageTable,
  range: DayRange,
  now: number,
  { wordDays }: UsageRetention,
): Promise<Unanswered> {
  const oldest = periodOf(now - wordDays * DAY_MS, 'day');
  const questions: LackingQuestion[] = [];
  const days = daysBetween(range.from, range.to).filter((day) => day >= oldest);
  for (const day of days.toReversed()) {
    const latest = QUESTION_LIMIT - questions.length;
    if (latest <= 0) return { groups: groupQuestions(questions), complete: false };
    const items = await table.read({ pk: USAGE_KEY.words(day), latest, now });
    questions.push(...items.map(questionFromItem));
  }
  return { groups: groupQuestions(questions), complete: questions.length < QUESTION_LIMIT };
}
