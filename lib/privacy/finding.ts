/** What every finder of a kind works with. */
import type { Run } from './digits.ts';
import { BARRIER } from './fold.ts';
import type { Kind, PublicFacts } from './kinds.ts';

/** A folded text, read once, with the public facts in force. */
export interface Reading {
  readonly text: string;
  readonly runs: readonly Run[];
  readonly known: PublicFacts;
  /** Places of each cue asked for, kept while the text is read. */
  readonly cues: Map<RegExp, readonly (readonly [number, number])[]>;
}

/** Something found, in offsets of the folded text, end exclusive. */
export interface Found {
  readonly start: number;
  readonly end: number;
  readonly kind: Kind;
}

/** Finds all identifiers of one kind or of kinds that look alike. */
export type Finder = (reading: Reading) => Found[];

/** Digits `from` to `to` (exclusive) of a run as a find. */
export function foundIn(run: Run, from: number, to: number, kind: Kind): Found {
  return { start: run.at[from] as number, end: (run.at[to - 1] as number) + 1, kind };
}

/** The `width` characters before a place, not across something masked. */
export function before(text: string, place: number, width: number): string {
  const piece = text.slice(Math.max(0, place - width), place);
  return piece.slice(piece.lastIndexOf(BARRIER) + 1);
}

/** The `width` characters after a place, not across something masked. */
export function after(text: string, place: number, width: number): string {
  const piece = text.slice(place, place + width);
  const wall = piece.indexOf(BARRIER);
  return wall < 0 ? piece : piece.slice(0, wall);
}

type Place = readonly [number, number];

/** Where a cue stands in a text; looked up once for each reading. */
function placesOf(reading: Reading, cue: RegExp): readonly Place[] {
  const seen = reading.cues.get(cue);
  if (seen) return seen;
  const all = new RegExp(cue.source, `${cue.flags}g`);
  const places = [...reading.text.matchAll(all)].map((m): Place => [m.index, m.index + m[0].length]);
  reading.cues.set(cue, places);
  return places;
}

/** Index of the first place that ends behind `limit`. */
function firstBehind(places: readonly Place[], limit: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] as Place)[1] > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Whether a cue stands anywhere in the text. */
export const anywhere = (reading: Reading, cue: RegExp): boolean => placesOf(reading, cue).length > 0;

/** Whether a cue stands within reach of a find: wholly in so many characters before it, or so many after. */
export function cued(reading: Reading, found: Found, cue: RegExp, reach: readonly [number, number]): boolean {
  const places = placesOf(reading, cue);
  const open = (from: number, to: number): boolean => !reading.text.slice(from, to).includes(BARRIER);
  const next = firstBehind(places, found.start);
  const previous = places[next - 1];
  if (previous && previous[0] >= found.start - reach[0] && open(previous[1], found.start)) return true;
  for (let i = next; i < places.length; i += 1) {
    const place = places[i] as Place;
    if (place[1] > found.end + reach[1]) return false;
    if (place[0] >= found.end) return open(found.end, place[0]);
  }
  return false;
}

/** Judges digits `from` to `to` of a run: the find, or undefined. */
export type Judge = (run: Run, from: number, to: number, reading: Reading) => Found | undefined;

/**
 * Walks over a run and lets a judge look at every stretch of the given lengths that begins and ends where a group may,
 * the first length preferred. What is found is not looked at again.
 */
export function walk(reading: Reading, lengths: readonly number[], judge: Judge): Found[] {
  const finds: Found[] = [];
  for (const run of reading.runs) {
    for (let from = 0; from < run.digits.length; from += 1) {
      if (!run.edge[from]) continue;
      const hit = firstHit(reading, run, from, lengths, judge);
      if (!hit) continue;
      finds.push(hit[0]);
      from = hit[1] - 1;
    }
  }
  return finds;
}

function firstHit(
  reading: Reading,
  run: Run,
  from: number,
  lengths: readonly number[],
  judge: Judge,
): readonly [Found, number] | undefined {
  for (const length of lengths) {
    const to = from + length;
    if (to > run.digits.length || !run.edge[to]) continue;
    const found = judge(run, from, to, reading);
    if (found) return [found, to];
  }
  return undefined;
}
