/** Makes the index of a content: once, when it is published. */

import { piecesOf } from '../rank/search.ts';
import { actBits } from '../talk/acts.ts';
import { normalize } from '../text/normalize.ts';
import { read } from '../text/words.ts';
import type { MatchEntry, MatchSynonym } from '../types.ts';
import { emitAll } from './emit.ts';
import { KIND, KIND_WEIGHT } from './features.ts';
import type { StoredIndex } from './stored.ts';
import { train } from './train.ts';

/** Kinds of units: what a piece of text is to its entry. */
export const UNIT = { title: 0, phrasing: 1, keywords: 2, text: 3 } as const;

const K1 = 1.2;
const B = [0.4, 0.4, 0.3, 0.6];

interface Unit {
  readonly entry: number;
  readonly kind: number;
  readonly text: string;
}

function unitsOf(entries: readonly MatchEntry[]): Unit[] {
  return entries.flatMap((e, entry) => [
    { entry, kind: UNIT.title, text: e.title },
    ...(e.phrasings ?? []).filter((p) => p !== e.title).map((text) => ({ entry, kind: UNIT.phrasing, text })),
    ...(e.keywords?.length ? [{ entry, kind: UNIT.keywords, text: e.keywords.join(' ') }] : []),
    ...(e.text ? [{ entry, kind: UNIT.text, text: e.text }] : []),
  ]);
}

interface Posting {
  readonly kind: number;
  readonly docs: number[];
  readonly counts: number[];
  lastEntry: number;
  entries: number;
}

/** Gathers for each piece the units that hold it and in how many entries it stands. */
function gather(units: readonly Unit[]): { postings: Map<number, Posting>; lengths: Float32Array } {
  const postings = new Map<number, Posting>();
  const lengths = new Float32Array(units.length);
  units.forEach((unit, doc) => {
    const share = unit.kind === UNIT.text ? 0.25 : 1;
    emitAll(read(normalize(unit.text)), unit.kind !== UNIT.text, (key, kind, weight) => {
      let p = postings.get(key);
      if (!p) {
        p = { kind, docs: [], counts: [], lastEntry: -1, entries: 0 };
        postings.set(key, p);
      }
      lengths[doc]! += weight;
      if (p.docs.at(-1) === doc) p.counts[p.counts.length - 1]! += weight;
      else {
        p.docs.push(doc);
        p.counts.push(weight);
        if (p.lastEntry !== unit.entry) p.entries += share;
        p.lastEntry = unit.entry;
      }
    });
  });
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

/** Impact of a piece in a unit, 1–255: BM25's saturated count over the unit's length. */
function impactOf(count: number, length: number, mean: number, b: number): number {
  const saturated = (count * (K1 + 1)) / (count + K1 * (1 - b + (b * length) / Math.max(1, mean)));
  return Math.max(1, Math.min(255, Math.round((saturated / (K1 + 1)) * FULL)));
}

function firstUnits(units: readonly Unit[], entries: number): Uint32Array {
  const first = new Uint32Array(entries + 1);
  for (const unit of units) first[unit.entry + 1]!++;
  for (let i = 0; i < entries; i++) first[i + 1]! += first[i]!;
  return first;
}

/** Builds the index of a content. Entries keep their order; ids must be unique. */
export function buildIndex(
  entries: readonly MatchEntry[],
  synonyms: readonly MatchSynonym[] = [],
): StoredIndex {
  const units = unitsOf(entries);
  const { postings, lengths } = gather(units);
  const means = meanLengths(units, lengths);
  const keys = Uint32Array.from(postings.keys()).sort();
  const starts = new Uint32Array(keys.length + 1);
  const weights = new Float32Array(keys.length);
  let total = 0;
  for (const p of postings.values()) total += p.docs.length;
  const docs = new Uint32Array(total);
  const impacts = new Uint8Array(total);
  const n = Math.max(entries.length, 30);
  const unitMass = new Float32Array(units.length);
  let at = 0;
  keys.forEach((key, i) => {
    const p = postings.get(key)!;
    weights[i] = Math.log(1 + (n - p.entries + 0.5) / (p.entries + 0.5));
    p.docs.forEach((doc, k) => {
      const { kind } = units[doc]!;
      if (p.kind === KIND.bigram || p.kind === KIND.word) {
        unitMass[doc]! += weights[i]! * KIND_WEIGHT[p.kind]! * Math.min(1, p.counts[k]!);
      }
      docs[at] = doc;
      impacts[at++] = impactOf(p.counts[k]!, lengths[doc]!, means[kind]!, B[kind]!);
    });
    starts[i + 1] = at;
  });
  const index: StoredIndex = {
    ids: entries.map((e) => e.id),
    fields: entries.map((e) => e.field ?? ''),
    titles: entries.map((e) => e.title),
    synonyms: synonyms.map((s) => ({ ...s })),
    unitEntry: Uint32Array.from(units, (u) => u.entry),
    unitKind: Uint8Array.from(units, (u) => u.kind),
    firstUnit: firstUnits(units, entries.length),
    unitMass,
    unitActs: Uint16Array.from(units, (u) =>
      u.kind < UNIT.keywords ? actBits(normalize(u.text).replaceAll(' ', '')) : 0,
    ),
    keys,
    starts,
    weights,
    docs,
    impacts,
  };
  train(index, (unit) => piecesOf(index, read(normalize(units[unit]!.text))));
  return index;
}
