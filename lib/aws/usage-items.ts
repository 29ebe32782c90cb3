/** Usage figures as items of the usage table, and back. */

import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type { UsageEvent } from '../usage/event.ts';
import { parseStoredEvent, type StoredEvent, storedEventJson } from '../usage/parse.ts';
import { endOf, type Level, periodOf, startOf } from '../usage/periods.ts';
import type { UsageRetention } from '../usage/retention.ts';
import { parseRollup, type Rollup } from '../usage/rollup.ts';
import type { Lack, LackingQuestion } from '../usage/unanswered.ts';
import { type Item, keyItem, shardOf, USAGE_KEY, USER_SHARDS } from './usage-table.ts';

const DAY_S = 24 * 60 * 60;
/** Cells outlive their events by two days: the parts of an hour must not leave one by one. */
const CELL_GRACE_DAYS = 2;
/** Names of 10,000 entries would pass DynamoDB's 400 KB an item; they shrink to a fifth. */
const PACKING = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

const expiry = (from: number, days: number): Item => ({
  expiresAt: { N: String(Math.ceil(from / 1000) + days * DAY_S) },
});

/** The claim of a turn's delivery. */
export function claimItem({ id, at }: UsageEvent, keep: UsageRetention): Item {
  return { ...keyItem(USAGE_KEY.claim(id)), at: { N: String(at) }, ...expiry(at, keep.eventDays) };
}

/** The event itself, without words and without anything that names a person. */
export function eventItem(event: UsageEvent, keep: UsageRetention): Item {
  return {
    ...keyItem(USAGE_KEY.event(periodOf(event.at, 'cell'), event.id)),
    event: { S: storedEventJson(event) },
    ...expiry(event.at, keep.eventDays),
  };
}

/** The event of an item; undefined when it cannot be read. */
export function eventFromItem(item: Item): StoredEvent | undefined {
  return parseStoredEvent(item.event?.S ?? '');
}

/** The masked words of a question that found nothing. Sorted by time within their day. */
export function wordsItem(event: UsageEvent, lack: Lack, keep: UsageRetention): Item {
  const sk = `${String(event.at).padStart(15, '0')}#${event.id}`;
  return {
    ...keyItem({ pk: USAGE_KEY.words(periodOf(event.at, 'day')), sk }),
    words: { S: event.words ?? '' },
    lack: { S: lack },
    at: { N: String(event.at) },
    ...(event.field !== undefined && { field: { S: event.field } }),
    ...expiry(event.at, keep.wordDays),
  };
}

/** The question of an item. */
export function questionFromItem(item: Item): LackingQuestion {
  return {
    words: item.words?.S ?? '',
    lack: item.lack?.S === 'unsure' ? 'unsure' : 'notFound',
    at: Number(item.at?.N),
    ...(item.field?.S !== undefined && { field: item.field.S }),
  };
}

/** A roll-up; `n` is the number of turns in it. A cell leaves after its events, all others stay. */
export function rollupItem(level: Level, period: string, rollup: Rollup, keep: UsageRetention): Item {
  const cellStart = startOf(period.slice(0, 10));
  return {
    ...keyItem(USAGE_KEY.rollup(level, period)),
    n: { N: String(rollup.turns) },
    body: { B: brotliCompressSync(JSON.stringify(rollup), PACKING) },
    ...(level === 'cell' && expiry(cellStart, keep.eventDays + CELL_GRACE_DAYS)),
  };
}

/** The roll-up of an item. Throws when its body is damaged. */
export function rollupFromItem(item: Item): Rollup {
  return parseRollup(brotliDecompressSync(item.body?.B ?? new Uint8Array()).toString('utf8'));
}

/** One user of one day or month, by the pseudonym of that period. */
export interface PeriodUser {
  readonly level: 'day' | 'month';
  readonly period: string;
  readonly user: string;
}

/** The users of some turns, each once a period. */
export function usersOf(events: readonly UsageEvent[]): PeriodUser[] {
  const all = events.flatMap(({ at, dayUser, monthUser }): PeriodUser[] => [
    { level: 'day', period: periodOf(at, 'day'), user: dayUser },
    { level: 'month', period: periodOf(at, 'month'), user: monthUser },
  ]);
  return [...new Map(all.map((user) => [`${user.period} ${user.user}`, user])).values()];
}

/** Says that a user came in a period. Leaves some time after the period. */
export function markerItem({ period, user }: PeriodUser, keep: UsageRetention): Item {
  const pk = USAGE_KEY.markers(period, shardOf(user, USER_SHARDS));
  return { ...keyItem({ pk, sk: user }), ...expiry(endOf(period), keep.markerDays) };
}
