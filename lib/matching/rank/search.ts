/** First look: every entry that shares a piece with the question, by weight of what is shared. */
import { emitAll } from '../index/emit.ts';
import { KIND, KIND_WEIGHT } from '../index/features.ts';
import type { StoredIndex } from '../index/stored.ts';
import type { Reading } from '../text/words.ts';

/** One piece of a question. `at` is the number of its key in the index, -1 where no entry has it. */
export interface Piece {
  readonly at: number;
  readonly kind: number;
  readonly weight: number;
  readonly from: number;
  readonly to: number;
  /** true when it comes from a synonym, not from the question's own words */
  readonly expanded: boolean;
}

/** Number of a key in the index, -1 where it is not. */
export function keyAt(keys: Uint32Array, key: number): number {
  let low = 0;
  let high = keys.length - 1;
  while (low <= high) {
    const mid = (low + high) >> 1;
    const found = keys[mid]!;
    if (found === key) return mid;
    if (found < key) low = mid + 1;
    else high = mid - 1;
  }
  return -1;
}

/** Pieces of a reading, each once (the heaviest occurrence counts), scaled by `scale`. */
export function piecesOf(index: StoredIndex, reading: Reading, scale = 1, expanded = false): Piece[] {
  const pieces = new Map<number, Piece>();
  emitAll(reading, true, (key, kind, weight, from, to) => {
    const full = weight * KIND_WEIGHT[kind]! * scale;
    const before = pieces.get(key);
    if (!before || before.weight < full) {
      pieces.set(key, { at: before?.at ?? keyAt(index.keys, key), kind, weight: full, from, to, expanded });
    }
  });
  return [...pieces.values()];
}

/** Weight of each unit kind in an entry's score: title, phrasing, keywords, text. */
const UNIT_WEIGHT = [1, 1, 0.8, 0.8];
const OTHERS = 0.08;

/** Scratch of one matcher; a search leaves it clean. */
export interface Scratch {
  readonly units: Float32Array;
  readonly touched: Uint32Array;
  readonly best: Float32Array;
  readonly sum: Float32Array;
  readonly text: Float32Array;
}

/** Scratch for an index. */
export const scratchFor = (index: StoredIndex): Scratch => ({
  units: new Float32Array(index.unitEntry.length),
  touched: new Uint32Array(index.unitEntry.length),
  best: new Float32Array(index.ids.length),
  sum: new Float32Array(index.ids.length),
  text: new Float32Array(index.ids.length),
});

/** One entry found, with the evidence for it. */
export interface Hit {
  readonly entry: number;
  readonly evidence: number;
  /** evidence of a title or phrasing on average */
  readonly mean: number;
}

function addUp(index: StoredIndex, pieces: readonly Piece[], scratch: Scratch): number {
  let touched = 0;
  for (const piece of pieces) {
    if (piece.at < 0) continue;
    const weight = (piece.weight * index.weights[piece.at]!) / 127;
    const end = index.starts[piece.at + 1]!;
    for (let i = index.starts[piece.at]!; i < end; i++) {
      const doc = index.docs[i]!;
      if (scratch.units[doc] === 0) scratch.touched[touched++] = doc;
      scratch.units[doc]! += weight * index.impacts[i]!;
    }
  }
  return touched;
}

/** Number of units of an entry without its text. */
function phrases(index: StoredIndex, entry: number): number {
  const last = index.firstUnit[entry + 1]!;
  const units = last - index.firstUnit[entry]!;
  return Math.max(1, index.unitKind[last - 1] === 3 ? units - 1 : units);
}

/** Entries with any evidence, best first, at most `limit`. */
export function search(index: StoredIndex, pieces: readonly Piece[], scratch: Scratch, limit = 50): Hit[] {
  const touched = addUp(index, pieces, scratch);
  const entries: number[] = [];
  for (let t = 0; t < touched; t++) {
    const doc = scratch.touched[t]!;
    const entry = index.unitEntry[doc]!;
    const kind = index.unitKind[doc]!;
    const value = scratch.units[doc]! * UNIT_WEIGHT[kind]!;
    scratch.units[doc] = 0;
    if (scratch.best[entry] === 0 && scratch.text[entry] === 0) entries.push(entry);
    if (kind === 3) scratch.text[entry] = value;
    else {
      scratch.sum[entry]! += value;
      if (value > scratch.best[entry]!) scratch.best[entry] = value;
    }
  }
  const hits = entries.map((entry) => {
    const best = scratch.best[entry]!;
    const evidence = best + OTHERS * Math.min(best * 3, scratch.sum[entry]! - best) + scratch.text[entry]!;
    const mean = scratch.sum[entry]! / phrases(index, entry);
    scratch.best[entry] = scratch.sum[entry] = scratch.text[entry] = 0;
    return { entry, evidence, mean };
  });
  return hits.sort((a, b) => b.evidence - a.evidence || a.entry - b.entry).slice(0, limit);
}

/** Kinds that stand for whole words; used to name what brought an entry. */
export const WORD_KINDS: ReadonlySet<number> = new Set([KIND.word, KIND.concept]);
