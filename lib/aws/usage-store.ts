/**
 * Usage figures in DynamoDB: exact however often, in whatever order and how brokenly turns are delivered, with
 * conditional writes of single items only.
 *
 * A turn is first claimed under its id (conditional on absence): the first delivery's time holds, so that a second
 * one on the other side of midnight is not a second turn. Its event is then stored (conditional on absence) in the
 * cell of ten minutes it belongs to. Nothing is ever incremented. Instead, after all its events are stored, a batch
 * counts each cell it touched again from the cell's events, then each hour from its cells, day from hours, month
 * from days, every time by a consistent read, and puts the result unless the stored one counts more turns.
 *
 * Why that is exact: the events of a cell only ever grow in number. A count that saw all N events is never refused,
 * and none can say more than N; a count of fewer is refused once that one stands; two counts of N saw the same
 * events. Whoever stored the last event counts after it and so sees all N. If they crash first, their batch is
 * delivered again, finds its events stored, and counts nonetheless. The same holds one level up, where 'event
 * stored' reads 'part final': the batch that is last to finish a part sums up after it. What is left undone for good
 * (a batch refused to the end) is put right by the next batch of that hour, or by `recompute`.
 *
 * Expiry does not shrink a roll-up either: a count over fewer events than before is refused.
 */

import type { UsageEvent } from '../usage/event.ts';
import { inLanes } from '../usage/lanes.ts';
import { cellsOf, LEVELS, type Level, parentOf, periodOf } from '../usage/periods.ts';
import type { UsageReader } from '../usage/reader.ts';
import { USAGE_RETENTION, type UsageRetention } from '../usage/retention.ts';
import { merge, type Rollup, rollupOf } from '../usage/rollup.ts';
import { lackOf } from '../usage/unanswered.ts';
import type { ClientOptions } from './clients.ts';
import {
  claimItem,
  eventFromItem,
  eventItem,
  markerItem,
  type PeriodUser,
  rollupFromItem,
  rollupItem,
  usersOf,
  wordsItem,
} from './usage-items.ts';
import { usageReader } from './usage-reader.ts';
import {
  EVENT_SHARDS,
  keyItem,
  shardOf,
  USAGE_KEY,
  USER_SHARDS,
  type UsageTable,
  usageTable,
} from './usage-table.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Calls under way at a time. */
const LANES = 16;
/** Turns this close to the end of their retention come too late: some of their neighbours may have left already. */
const LATE_GRACE_DAYS = 2;

/** What became of a batch. */
export interface CountReport {
  /** Turns that this batch brought first. */
  readonly counted: number;
  /** Turns that were known already. */
  readonly repeated: number;
  /** Turns of the admin centre's tests. */
  readonly tests: number;
  /** Turns older than events are kept. */
  readonly tooOld: number;
}

/** Where the figures lie and how long. */
export interface UsageStoreOptions {
  readonly table: string;
  readonly retention?: UsageRetention;
  /** Default: patient enough for a function that nobody waits for. */
  readonly client?: ClientOptions;
}

/** Counts turns and reads figures. */
export interface UsageStore extends UsageReader {
  /**
   * Counts a batch. Throws when the store did not take all of it: the whole batch must then be brought again, which
   * counts nothing twice. `now`: epoch ms.
   */
  count(events: readonly UsageEvent[], now: number): Promise<CountReport>;
  /** Counts a Korean day, 'YYYY-MM-DD', and its month again from the stored events. Harmless at any time. */
  recompute(day: string, now: number): Promise<void>;
}

const PATIENT: ClientOptions = { connectMs: 1000, requestMs: 5000, maxAttempts: 5 };

/** The usage figures of one deployment. */
export function usageStore({ table, retention, client = PATIENT }: UsageStoreOptions): UsageStore {
  return usageStoreOn(usageTable(table, client), retention);
}

/** The same over any table that keeps the promises of `UsageTable`. */
export function usageStoreOn(table: UsageTable, retention: UsageRetention = USAGE_RETENTION): UsageStore {
  return {
    ...usageReader(table, retention),
    count: async (events, now) => {
      const sorted = sortOut(events, now, retention);
      const fates = await inLanes(sorted.turns, LANES, (event) => take(table, event, retention, now));
      const own = sorted.turns.filter((_, index) => fates[index] !== 'elsewhere');
      const users = usersOf(own);
      await inLanes(users, LANES, (user) => table.put(markerItem(user, retention)));
      await rollUp(
        table,
        own.map(({ at }) => periodOf(at, 'cell')),
        retention,
        now,
      );
      await recountUsers(table, users.map(shardOfUser), now);
      const counted = fates.filter((fate) => fate === 'new').length;
      return {
        ...sorted.left,
        counted,
        repeated: events.length - counted - sorted.left.tests - sorted.left.tooOld,
      };
    },
    recompute: async (day, now) => {
      await rollUp(table, cellsOf(day), retention, now);
      await recountUsers(table, [...allShards('day', day), ...allShards('month', parentOf(day, 'day'))], now);
    },
  };
}

function sortOut(events: readonly UsageEvent[], now: number, { eventDays }: UsageRetention) {
  const real = events.filter(({ test }) => !test);
  const young = real.filter(({ at }) => at > now - (eventDays - LATE_GRACE_DAYS) * DAY_MS);
  const first = new Map(young.toReversed().map((event) => [event.id, event]));
  const left = { tests: events.length - real.length, tooOld: real.length - young.length };
  return { turns: [...first.values()], left };
}

/** 'again': a delivery of the same turn at the same time, perhaps of a batch that broke off. 'elsewhere': another delivery counts. */
type Fate = 'new' | 'again' | 'elsewhere';

async function take(table: UsageTable, event: UsageEvent, keep: UsageRetention, now: number): Promise<Fate> {
  if (!(await claim(table, event, keep, now))) return 'elsewhere';
  const lack = lackOf(event);
  if (lack !== undefined) await table.put(wordsItem(event, lack, keep));
  return (await table.putIfAbsent(eventItem(event, keep), now)) ? 'new' : 'again';
}

async function claim(
  table: UsageTable,
  event: UsageEvent,
  keep: UsageRetention,
  now: number,
): Promise<boolean> {
  if (await table.putIfAbsent(claimItem(event, keep), now)) return true;
  const holder = await table.get(USAGE_KEY.claim(event.id));
  return holder === undefined || Number(holder.at?.N) === event.at;
}

async function rollUp(
  table: UsageTable,
  cells: readonly string[],
  keep: UsageRetention,
  now: number,
): Promise<void> {
  let periods = [...new Set(cells)];
  await inLanes(periods, LANES / EVENT_SHARDS, async (cell) => {
    await keepRollup(table, 'cell', cell, await countCell(table, cell, now), keep);
  });
  for (const [index, level] of LEVELS.slice(1).entries()) {
    const parts = LEVELS[index]!;
    periods = [...new Set(periods.map((period) => parentOf(period, parts)))];
    await inLanes(periods, LANES, async (period) => {
      await keepRollup(table, level, period, await sumUp(table, parts, period, now), keep);
    });
  }
}

async function countCell(table: UsageTable, cell: string, now: number): Promise<Rollup> {
  const shards = Array.from({ length: EVENT_SHARDS }, (_, shard) => USAGE_KEY.events(cell, shard));
  const items = await Promise.all(shards.map((pk) => table.read({ pk, consistent: true, now })));
  return rollupOf(
    items
      .flat()
      .map(eventFromItem)
      .filter((event) => event !== undefined),
  );
}

async function sumUp(table: UsageTable, parts: Level, period: string, now: number): Promise<Rollup> {
  const items = await table.read({ pk: USAGE_KEY.rollups(parts, period), consistent: true, now });
  return merge(items.map(rollupFromItem));
}

async function keepRollup(
  table: UsageTable,
  level: Level,
  period: string,
  rollup: Rollup,
  keep: UsageRetention,
) {
  if (rollup.turns > 0) await table.putUnlessFewer(rollupItem(level, period, rollup, keep));
}

/** Part of the users of a period. */
interface UserShard {
  readonly level: 'day' | 'month';
  readonly period: string;
  readonly shard: number;
}

function shardOfUser({ level, period, user }: PeriodUser): UserShard {
  return { level, period, shard: shardOf(user, USER_SHARDS) };
}

function allShards(level: 'day' | 'month', period: string): UserShard[] {
  return Array.from({ length: USER_SHARDS }, (_, shard) => ({ level, period, shard }));
}

/**
 * Unique users are marked (one item a user and period, put as often as one likes) and the markers counted: sets of
 * pseudonyms inside the roll-ups would outgrow an item on the day of a disaster. Exact for the reason above.
 */
async function recountUsers(table: UsageTable, shards: readonly UserShard[], now: number): Promise<void> {
  const distinct = new Map(shards.map((part) => [`${part.period}#${part.shard}`, part]));
  await inLanes([...distinct.values()], LANES, async ({ level, period, shard }) => {
    const n = await table.count(USAGE_KEY.markers(period, shard), now);
    const item = { ...keyItem(USAGE_KEY.userCount(level, period, shard)), n: { N: String(n) } };
    if (n > 0) await table.putUnlessFewer(item);
  });
}
