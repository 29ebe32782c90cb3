/** Roll-up: the figures of a period, from its events or from the roll-ups of its parts. Pure. */

import * as v from 'valibot';
import { type LatencyCounts, latencyBucket } from './latency.ts';
import { isAnswered, isQuestion } from './outcome.ts';
import type { StoredEvent } from './parse.ts';

/** Counts by a name. */
export type Counts = Record<string, number>;

/** How often a field or an entry was reached, and what citizens said of it. */
export interface Tally {
  turns: number;
  helped: number;
  notHelped: number;
}

/**
 * Figures of one period. Test turns are in none of them. Unique users are not here: they do not add up over
 * periods and are counted beside the roll-ups.
 */
export interface Rollup {
  turns: number;
  /** Turns that opened a ticket. */
  handoffs: number;
  /** Feedback turns. */
  helped: number;
  notHelped: number;
  /** Turns during which something was missing. */
  degraded: number;
  /** By outcome, by way in ('button', 'typed'), by route. */
  outcomes: Counts;
  entrances: Counts;
  skills: Counts;
  /** By what was missing; one turn may miss several. */
  missing: Counts;
  latency: LatencyCounts;
  /** By field and by entry; feedback turns count as feedback only. */
  fields: Record<string, Tally>;
  entries: Record<string, Tally>;
}

const counts = v.optional(v.record(v.string(), v.number()), {});
const sum = v.optional(v.number(), 0);
const tallies = v.optional(v.record(v.string(), v.object({ turns: sum, helped: sum, notHelped: sum })), {});
const rollupSchema = v.object({
  turns: sum,
  handoffs: sum,
  helped: sum,
  notHelped: sum,
  degraded: sum,
  outcomes: counts,
  entrances: counts,
  skills: counts,
  missing: counts,
  latency: counts,
  fields: tallies,
  entries: tallies,
});

/** Records without a prototype: a name such as '__proto__' is a name like any other. */
function record<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>;
}

/** A roll-up of nothing, to be added to. */
export function emptyRollup(): Rollup {
  return {
    turns: 0,
    handoffs: 0,
    helped: 0,
    notHelped: 0,
    degraded: 0,
    outcomes: record(),
    entrances: record(),
    skills: record(),
    missing: record(),
    latency: record(),
    fields: record(),
    entries: record(),
  };
}

/** Adds one turn. A test turn changes nothing. */
export function addEvent(into: Rollup, event: StoredEvent): void {
  if (event.test) return;
  into.turns += 1;
  into.handoffs += Number(event.ticket !== undefined);
  into.helped += Number(event.helped === true);
  into.notHelped += Number(event.helped === false);
  into.degraded += Number((event.degraded?.length ?? 0) > 0);
  bump(into.outcomes, event.outcome);
  bump(into.entrances, event.entrance);
  bump(into.skills, event.skill);
  bump(into.latency, latencyBucket(event.latencyMs));
  for (const what of new Set(event.degraded)) bump(into.missing, what);
  if (event.field !== undefined) addTally(into.fields, event.field, tallyOf(event));
  if (event.entry !== undefined) addTally(into.entries, event.entry, tallyOf(event));
}

/** Adds the figures of another roll-up. */
export function addRollup(into: Rollup, part: Rollup): void {
  for (const name of ['turns', 'handoffs', 'helped', 'notHelped', 'degraded'] as const)
    into[name] += part[name];
  for (const name of ['outcomes', 'entrances', 'skills', 'missing', 'latency'] as const) {
    for (const [key, count] of Object.entries(part[name])) bump(into[name], key, count);
  }
  for (const name of ['fields', 'entries'] as const) {
    for (const [key, tally] of Object.entries(part[name])) addTally(into[name], key, tally);
  }
}

/** The roll-up of some events. */
export function rollupOf(events: Iterable<StoredEvent>): Rollup {
  const rollup = emptyRollup();
  for (const event of events) addEvent(rollup, event);
  return rollup;
}

/** The sum of some roll-ups. */
export function merge(parts: Iterable<Rollup>): Rollup {
  const rollup = emptyRollup();
  for (const part of parts) addRollup(rollup, part);
  return rollup;
}

/** Reads a roll-up back from JSON; what an older version did not count is zero. Throws when it is none. */
export function parseRollup(json: string): Rollup {
  return merge([v.parse(rollupSchema, JSON.parse(json))]);
}

/** Turns that ended a question, answered or not. */
export function questionsIn(rollup: Rollup): number {
  return countWhere(rollup.outcomes, isQuestion);
}

/** Turns that answered a question without a person. */
export function answeredIn(rollup: Rollup): number {
  return countWhere(rollup.outcomes, isAnswered);
}

/** Most used first; equals by name, so that two drawings of the same figures are the same. */
export function topOf(tallies: Readonly<Record<string, Tally>>, limit: number): ({ id: string } & Tally)[] {
  return Object.entries(tallies)
    .map(([id, tally]) => ({ id, ...tally }))
    .sort((a, b) => b.turns - a.turns || (a.id < b.id ? -1 : 1))
    .slice(0, limit);
}

function countWhere(outcomes: Readonly<Counts>, counts: (outcome: string) => boolean): number {
  return Object.entries(outcomes).reduce((total, [name, count]) => total + (counts(name) ? count : 0), 0);
}

function tallyOf(event: StoredEvent): Tally {
  return {
    turns: Number(event.outcome !== 'feedback'),
    helped: Number(event.helped === true),
    notHelped: Number(event.helped === false),
  };
}

function bump(into: Counts, key: string, by = 1): void {
  into[key] = (into[key] ?? 0) + by;
}

function addTally(into: Record<string, Tally>, key: string, tally: Tally): void {
  into[key] ??= { turns: 0, helped: 0, notHelped: 0 };
  const sum = into[key];
  sum.turns += tally.turns;
  sum.helped += tally.helped;
  sum.notHelped += tally.notHelped;
}
