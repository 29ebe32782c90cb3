/** Makes the index of a content: once, when it is published. */

import { UNCOVERED } from '../lexicon/uncovered.ts';
import { piecesOf } from '../rank/pieces.ts';
import { actBits } from '../talk/acts.ts';
import { lettersOf, normalize } from '../text/normalize.ts';
import { read } from '../text/words.ts';
import type { MatchEntry, MatchSynonym } from '../types.ts';
import { emitAll } from './emit.ts';
import { type Emit, KIND, KIND_WEIGHT } from './features.ts';
import { emitUncovered, type General, generalQuestions } from './general.ts';
import { type LaidOut, numbersBelow, rarity, SPREAD_UNIT } from './postings.ts';
import { MASS_UNIT, StoredIndex, writeIndex } from './stored.ts';
import { stepped, train } from './train.ts';

/** Kinds of units: what a piece of text is to its entry. */
export const UNIT = { title: 0, phrasing: 1, keywords: 2, text: 3 } as const;

const K1 = 1.2;
const B = [0.4, 0.4, 0.3, 0.6];

interface Unit {
  readonly entry: number;
  readonly kind: number;
  readonly text: string;
}

function unitsOf(entries: readonly MatchEntry[], uncovered: readonly string[]): Unit[] {
  const own = entries.flatMap((e, entry) => [
    { entry, kind: UNIT.title, text: e.title },
    ...(e.phrasings ?? []).filter((p) => p !== e.title).map((text) => ({ entry, kind: UNIT.phrasing, text })),
    ...(e.keywords?.length ? [{ entry, kind: UNIT.keywords, text: e.keywords.join(' ') }] : []),
    ...(e.text ? [{ entry, kind: UNIT.text, text: e.text }] : []),
  ]);
  const others = uncovered.map((text, i) => ({ entry: entries.length + i, kind: UNIT.title, text }));
  return [...own, ...others];
}

/** Questions that no city answers and those that this content does not, each once, without those that an entry is asked by. */
function uncoveredOf(
  entries: readonly MatchEntry[],
  own: readonly string[],
  general: readonly string[],
): string[] {
  const asked = new Set(entries.flatMap((e) => [e.title, ...(e.phrasings ?? [])]).map(lettersOf));
  const kept = new Map<string, string>();
  const keep = (letters: string, text: string): void => {
    if (letters !== '' && !asked.has(letters) && !kept.has(letters)) kept.set(letters, text);
  };
  for (const text of own) keep(lettersOf(text), text);
  const known = generalQuestions();
  for (const text of general) keep(known.get(text)?.letters ?? lettersOf(text), text);
  return [...kept.values()];
}

interface Posting {
  readonly kind: number;
  readonly docs: number[];
  readonly counts: number[];
  /** share of an entry at which each entry told so far counts */
  spread: number;
  /** the entry that is being told: how many of its units hold the piece, and what its text adds */
  entry: number;
  mentions: number;
  inText: boolean;
}

/** What a piece in the answer text alone counts, against one in title or phrasings. */
const IN_TEXT = 0.25;

/**
 * Adds the entry that was being told. One of many phrasings that holds a word in passing makes the word less common than a
 * title does: the root of the share of units that hold it.
 */
function closeEntry(p: Posting, sizes: Uint32Array): void {
  if (p.entry < 0) return;
  const share = Math.sqrt(p.mentions / Math.max(1, sizes[p.entry]!));
  p.spread += p.inText ? Math.max(IN_TEXT, share) : share;
  p.mentions = 0;
  p.inText = false;
}

/** Postings by piece, and the length of each unit. */
interface Gathered {
  readonly postings: Map<number, Posting>;
  readonly lengths: Float32Array;
}

/** Number of each entry's titles, phrasings and keyword lists. */
function phraseCounts(units: readonly Unit[]): Uint32Array {
  const counts = new Uint32Array((units.at(-1)?.entry ?? 0) + 1);
  for (const unit of units) if (unit.kind !== UNIT.text) counts[unit.entry]!++;
  return counts;
}

function emitGeneral({ keys, kinds, weights }: General, emit: Emit): void {
  for (let i = 0; i < keys.length; i++) emit(keys[i]!, kinds[i]!, weights[i]!, 0, 0);
}

/** Gathers for each piece the units that hold it and in how many entries it stands. */
function gather(units: readonly Unit[], covered: number): Gathered {
  const postings = new Map<number, Posting>();
  const lengths = new Float32Array(units.length);
  const sizes = phraseCounts(units);
  units.forEach((unit, doc) => {
    const inText = unit.kind === UNIT.text;
    const emit: Emit = (key, kind, weight) => {
      let p = postings.get(key);
      if (!p) {
        p = { kind, docs: [], counts: [], spread: 0, entry: -1, mentions: 0, inText: false };
        postings.set(key, p);
      }
      lengths[doc]! += weight;
      if (p.docs.at(-1) === doc) {
        p.counts[p.counts.length - 1]! += weight;
        return;
      }
      p.docs.push(doc);
      p.counts.push(weight);
      if (p.entry !== unit.entry) closeEntry(p, sizes);
      p.entry = unit.entry;
      if (inText) p.inText = true;
      else p.mentions++;
    };
    const general = unit.entry < covered ? undefined : generalQuestions().get(unit.text);
    if (unit.entry < covered) emitAll(read(normalize(unit.text)), !inText, emit);
    else if (general) emitGeneral(general, emit);
    else emitUncovered(unit.text, emit);
  });
  for (const p of postings.values()) closeEntry(p, sizes);
  return { postings, lengths };
}

function meanLengths(units: readonly Unit[], lengths: Float32Array): number[] {
  const sums = [0, 0, 0, 0];
  const counts = [0, 0, 0, 0];
  units.forEach((unit, doc) => {
    sums[unit.kind]! += lengths[doc]!;
    counts[unit.kind]!++;
  });
  return sums.map((sum, kind) => sum / Math.max(1, counts[kind]!));
}

/** Impact of a saturated piece; what is above is room for learning. */
const FULL = 127;

/** Impact of a piece in a unit: BM25's saturated count over the unit's length, `FULL` at most. */
function impactOf(count: number, length: number, mean: number, b: number): number {
  const saturated = (count * (K1 + 1)) / (count + K1 * (1 - b + (b * length) / Math.max(1, mean)));
  return (saturated / (K1 + 1)) * FULL;
}

/** An entry with this many phrasings beside its title counts its text at 0.7, one with three times as many at 0.5. */
const TEXT_AMONG = 6;

/** Share at which the text of an entry counts beside its title and phrasings: the more they are, the less it tells. */
const textShare = (phrases: number): number => 1 / Math.sqrt(1 + Math.max(0, phrases - 1) / TEXT_AMONG);

/** Lays gathered postings out in parallel arrays, keys ascending. */
function layOut(units: readonly Unit[], { postings, lengths }: Gathered, covered: number): LaidOut {
  const means = meanLengths(units, lengths);
  const sizes = phraseCounts(units);
  const keys = Uint32Array.from(postings.keys()).sort();
  const starts = new Uint32Array(keys.length + 1);
  keys.forEach((key, i) => {
    starts[i + 1] = starts[i]! + postings.get(key)!.docs.length;
  });
  const docs = numbersBelow(units.length, starts[keys.length]!);
  const impacts = new Uint8Array(docs.length);
  keys.forEach((key, i) => {
    const p = postings.get(key)!;
    docs.set(p.docs, starts[i]);
    p.docs.forEach((doc, k) => {
      const { kind, entry } = units[doc]!;
      const share = kind === UNIT.text ? textShare(sizes[entry]!) : 1;
      const impact = share * impactOf(p.counts[k]!, lengths[doc]!, means[kind]!, B[kind]!);
      impacts[starts[i]! + k] = stepped(impact, kind, entry < covered);
    });
  });
  const spread = Uint32Array.from(keys, (key) => Math.round(postings.get(key)!.spread * SPREAD_UNIT));
  return { keys, spread, starts, docs, impacts };
}

/** Weight of all pieces of each unit that count towards how much of it a question explains, in MASS_UNIT. */
function massOf(units: readonly Unit[], { postings }: Gathered, laid: LaidOut, entries: number): number[] {
  const mass = new Float32Array(units.length);
  laid.keys.forEach((key, i) => {
    const { kind, docs, counts } = postings.get(key)!;
    if (kind !== KIND.bigram && kind !== KIND.word) return;
    const weight = Math.fround(rarity(entries, laid.spread[i]!)) * KIND_WEIGHT[kind]!;
    docs.forEach((doc, k) => {
      mass[doc]! += weight * Math.min(1, counts[k]!);
    });
  });
  return Array.from(mass, (m) => Math.round(m * MASS_UNIT));
}

const actsOfUnit = ({ kind, text }: Unit): number => (kind < UNIT.keywords ? actBits(lettersOf(text)) : 0);

/**
 * Builds the index of a content. Entries keep their order; ids must be unique. `uncovered`: questions that people ask and
 * no entry answers, beside those that no city answers (`general`): what is nearer to one of them is not found.
 */
export function buildIndex(
  entries: readonly MatchEntry[],
  synonyms: readonly MatchSynonym[] = [],
  uncovered: readonly string[] = [],
  general: readonly string[] = UNCOVERED,
): StoredIndex {
  const others = uncoveredOf(entries, uncovered, general);
  const units = unitsOf(entries, others);
  const gathered = gather(units, entries.length);
  const postings = layOut(units, gathered, entries.length);
  const masses = massOf(units, gathered, postings, entries.length + others.length);
  const bytes = writeIndex({
    entries: entries.map(({ id, field = '', title, phrasings = [], different = [] }) => ({
      id,
      field,
      title,
      phrasings: phrasings.filter((p) => p !== title),
      different,
    })),
    uncovered: others,
    synonyms,
    units: units.map((unit, i) => ({
      entry: unit.entry,
      kind: unit.kind,
      mass: masses[i]!,
      acts: actsOfUnit(unit),
    })),
    postings,
  });
  const index = new StoredIndex(bytes);
  train(index, (unit) => piecesOf(index, read(normalize(units[unit]!.text))));
  return index;
}
