/** The pieces of a question, looked up in an index. */
import { emitAll } from '../index/emit.ts';
import { KIND_WEIGHT } from '../index/features.ts';
import type { StoredIndex } from '../index/stored.ts';
import type { Reading } from '../text/words.ts';

/** One piece of a question. `at` is the number of its key in the index, -1 where no entry has it. */
export interface Piece {
  readonly at: number;
  readonly kind: number;
  readonly weight: number;
  /** characters of the question (without spaces) that it came from */
  readonly from: number;
  readonly to: number;
  /** true when it comes from a synonym, not from the question's own words */
  readonly expanded: boolean;
}

/** Where the pieces of a synonym count: the span of the word that it stands for. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Pieces of a reading, each once (the heaviest occurrence counts), scaled by `scale`. */
export function piecesOf(index: StoredIndex, reading: Reading, scale = 1, standsFor?: Span): Piece[] {
  const pieces = new Map<number, Piece>();
  const expanded = standsFor !== undefined;
  emitAll(reading, true, (key, kind, weight, from, to) => {
    const full = weight * KIND_WEIGHT[kind]! * scale;
    const before = pieces.get(key);
    if (before && before.weight >= full) return;
    const at = before ? before.at : index.postings.find(key);
    const span = standsFor ?? { from, to };
    pieces.set(key, { at, kind, weight: full, from: span.from, to: span.to, expanded });
  });
  return [...pieces.values()];
}
