/** The built index as plain data, and its stored form: one block of bytes. */

import { ByteReader, ByteWriter } from '../bytes.ts';
import type { MatchSynonym } from '../types.ts';

/** A built index. Arrays are parallel: `starts[i]..starts[i+1]` are the postings of `keys[i]`. */
export interface StoredIndex {
  /** number of entries; behind them stand the questions that no entry answers, each as an entry without id */
  readonly covered: number;
  readonly ids: readonly string[];
  readonly fields: readonly string[];
  readonly titles: readonly string[];
  /** other ways to ask each entry */
  readonly phrasings: readonly (readonly string[])[];
  /** questions that each entry does not answer although they sound like it */
  readonly different: readonly (readonly string[])[];
  readonly synonyms: readonly MatchSynonym[];
  /** entry that a unit (title, phrasing, keywords, text) belongs to */
  readonly unitEntry: Uint32Array;
  readonly unitKind: Uint8Array;
  /** entry i has the units firstUnit[i] to firstUnit[i + 1] */
  readonly firstUnit: Uint32Array;
  /** weight of all pieces of a unit that count as explained */
  readonly unitMass: Float32Array;
  /** what each unit asks for (talk/acts.ts) */
  readonly unitActs: Uint16Array;
  /** hashed pieces, ascending */
  readonly keys: Uint32Array;
  /** in how many entries each piece stands, in sixteenths (build.ts: an entry may count for less than one) */
  readonly spread: Uint32Array;
  readonly starts: Uint32Array;
  /** rarity of each piece */
  readonly weights: Float32Array;
  readonly docs: UnitNumbers;
  readonly impacts: Uint8Array;
}

/** Numbers of units: two bytes each where they fit, since a fresh process pays for every page of memory that it touches. */
export type UnitNumbers = Uint16Array | Uint32Array;

/** Room for `count` numbers of units of an index that has `units`. */
export function unitNumbers(count: number, units: number): UnitNumbers {
  return units <= 1 << 16 ? new Uint16Array(count) : new Uint32Array(count);
}

const FORMAT = 5;
/** unitMass is stored in hundredths. */
const MASS_UNIT = 100;
/** What `spread` counts in one entry. */
export const SPREAD_UNIT = 16;
/** A content smaller than this counts as this large: rarity in a handful of entries says little. */
const SMALLEST = 30;

/** Rarity of a piece from its spread over a content of `entries` entries; that of an unseen piece for 0. */
export function rarity(entries: number, spread: number): number {
  const n = Math.max(entries, SMALLEST);
  const entriesWithIt = spread / SPREAD_UNIT;
  return Math.log(1 + (n - entriesWithIt + 0.5) / (entriesWithIt + 0.5));
}

/** Spreads whose rarity is kept at hand: nearly every piece stands in a few entries. */
const COMMON_SPREADS = 64 * SPREAD_UNIT;

/** Rarity of every piece. A plain loop: with a callback it takes ten times as long in a process that has just started. */
export function raritiesOf(spread: Uint32Array, entries: number): Float32Array {
  const known = new Float64Array(COMMON_SPREADS);
  for (let i = 0; i < known.length; i++) known[i] = rarity(entries, i);
  const weights = new Float32Array(spread.length);
  for (let i = 0; i < spread.length; i++) {
    const own = spread[i]!;
    weights[i] = own < COMMON_SPREADS ? known[own]! : rarity(entries, own);
  }
  return weights;
}

/** The index as bytes (not compressed; compress them for storage). Same index, same bytes. */
export function serializeIndex(index: StoredIndex): Uint8Array {
  const out = new ByteWriter();
  out.number(FORMAT);
  writeWords(out, index);
  out.number(index.unitEntry.length);
  writeUnits(out, index);
  out.number(index.keys.length);
  out.number(index.docs.length);
  out.rising(index.keys);
  for (const spread of index.spread) out.number(spread);
  for (let i = 0; i < index.keys.length; i++) {
    out.number(index.starts[i + 1]! - index.starts[i]!);
  }
  for (let i = 0; i < index.keys.length; i++) {
    out.rising(index.docs.subarray(index.starts[i], index.starts[i + 1]));
  }
  out.block(index.impacts);
  return out.done();
}

/** Stands between two texts; a text that holds one itself is stored with a blank in its place. */
const BETWEEN = '\0';

/** Texts one after the other: to be split, which in a process that has just started takes a fourth of reading JSON. */
function writeWords(out: ByteWriter, index: StoredIndex): void {
  const { covered, titles, synonyms } = index;
  const own = <T>(all: readonly T[]): readonly T[] => all.slice(0, covered);
  const phrasings = own(index.phrasings);
  const different = own(index.different);
  out.number(covered);
  out.number(titles.length - covered);
  for (const lists of [phrasings, different]) for (const list of lists) out.number(list.length);
  out.number(synonyms.length);
  const texts = [
    ...own(index.ids),
    ...own(index.fields),
    ...titles,
    ...phrasings.flat(),
    ...different.flat(),
    ...synonyms.flatMap(({ word, term }) => [word, term]),
  ];
  out.block(new TextEncoder().encode(texts.map((text) => text.replaceAll(BETWEEN, ' ')).join(BETWEEN)));
}

function writeUnits(out: ByteWriter, index: StoredIndex): void {
  for (let entry = 0; entry < index.ids.length; entry++) {
    out.number(index.firstUnit[entry + 1]! - index.firstUnit[entry]!);
  }
  out.block(index.unitKind);
  for (const mass of index.unitMass) out.number(Math.round(mass * MASS_UNIT));
  for (const acts of index.unitActs) out.number(acts);
}

const numbers = <T extends Uint32Array | Uint16Array>(from: ByteReader, into: T): T => {
  from.fill(into);
  return into;
};

/** Where runs of given lengths begin; one value more than there are runs. */
function beginnings(from: ByteReader, runs: number): Uint32Array {
  const starts = new Uint32Array(runs + 1);
  from.fillRising(starts.subarray(1), Uint32Array.of(0, runs));
  return starts;
}

/** Shared by all that have no phrasings: thousands of empty lists take room and time. */
const NONE: readonly string[] = [];

/** The words of an index, before the questions that no entry answers are put behind its entries. */
interface OwnWords extends Omit<Words, 'covered'> {
  readonly uncovered: readonly string[];
}

type Words = Pick<
  StoredIndex,
  'covered' | 'ids' | 'fields' | 'titles' | 'phrasings' | 'different' | 'synonyms'
>;

/** The words of an index, with the questions that no entry answers as entries without id behind the others. */
export function whole({ ids, fields, titles, phrasings, different, synonyms, uncovered }: OwnWords): Words {
  const without = <T>(value: T): readonly T[] => new Array<T>(uncovered.length).fill(value);
  return {
    covered: ids.length,
    ids: ids.concat(without('')),
    fields: fields.concat(without('')),
    titles: titles.concat(uncovered),
    phrasings: phrasings.concat(without(NONE)),
    different: different.concat(without(NONE)),
    synonyms,
  };
}

function runs(lengths: Uint32Array, next: (count: number) => readonly string[]): (readonly string[])[] {
  const lists = new Array<readonly string[]>(lengths.length);
  for (let i = 0; i < lengths.length; i++) lists[i] = next(lengths[i]!);
  return lists;
}

function readWords(from: ByteReader): Words {
  const covered = from.number();
  const uncovered = from.number();
  const phrasings = numbers(from, new Uint32Array(covered));
  const different = numbers(from, new Uint32Array(covered));
  const synonyms = from.number();
  const texts = new TextDecoder().decode(from.block()).split(BETWEEN);
  let at = 0;
  const next = (count: number): readonly string[] => {
    if (count === 0) return NONE;
    at += count;
    return texts.slice(at - count, at);
  };
  return whole({
    ids: next(covered),
    fields: next(covered),
    titles: next(covered),
    uncovered: next(uncovered),
    phrasings: runs(phrasings, next),
    different: runs(different, next),
    synonyms: Array.from({ length: synonyms }, () => {
      const [word = '', term = ''] = next(2);
      return { word, term };
    }),
  });
}

/** Reads bytes written by serializeIndex. Throws when they are of another format: build the index anew. */
export function readStored(bytes: Uint8Array): StoredIndex {
  const from = new ByteReader(bytes);
  const format = bytes.length ? from.number() : 0;
  if (format !== FORMAT)
    throw new Error(`Index of format ${format}, not ${FORMAT}: publish the content again.`);
  const head = readWords(from);
  const units = readUnits(from, from.number(), head.ids.length);
  const keys = new Uint32Array(from.number());
  const docs = unitNumbers(from.number(), units.unitEntry.length);
  from.fillRising(keys, Uint32Array.of(0, keys.length));
  const spread = numbers(from, new Uint32Array(keys.length));
  const starts = beginnings(from, keys.length);
  from.fillRising(docs, starts);
  const weights = raritiesOf(spread, head.ids.length);
  return { ...head, ...units, keys, spread, starts, weights, docs, impacts: from.block() };
}

type Units = Pick<StoredIndex, 'unitEntry' | 'unitKind' | 'firstUnit' | 'unitMass' | 'unitActs'>;

function readUnits(from: ByteReader, count: number, entries: number): Units {
  const firstUnit = beginnings(from, entries);
  const unitEntry = new Uint32Array(count);
  for (let entry = 0; entry < entries; entry++) unitEntry.fill(entry, firstUnit[entry], firstUnit[entry + 1]);
  const unitKind = from.block();
  const hundredths = numbers(from, new Uint32Array(count));
  const unitMass = new Float32Array(count);
  for (let unit = 0; unit < count; unit++) unitMass[unit] = hundredths[unit]! / MASS_UNIT;
  return { unitEntry, unitKind, firstUnit, unitMass, unitActs: numbers(from, new Uint16Array(count)) };
}
