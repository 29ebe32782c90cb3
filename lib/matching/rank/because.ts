/** Which words of a question brought an entry. */
import type { StoredIndex } from '../index/stored.ts';
import { firstAtLeast } from '../sorted.ts';
import type { Reading } from '../text/words.ts';
import type { Piece } from './pieces.ts';
import { FULL_IMPACT } from './search.ts';

/** A word of the question and the evidence that it gave. */
export interface WordEvidence {
  readonly word: string;
  readonly evidence: number;
}

/** Evidence that each word of the question gave to an entry, strongest first; words that gave none are left out. */
export function evidenceByWord(
  index: StoredIndex,
  reading: Reading,
  pieces: readonly Piece[],
  entry: number,
): WordEvidence[] {
  const perChar = new Float32Array(reading.chars.length);
  for (const piece of pieces) {
    if (piece.at < 0 || piece.to === piece.from) continue;
    const share = evidenceOf(index, piece, entry) / (piece.to - piece.from);
    for (let i = piece.from; i < piece.to; i++) perChar[i]! += share;
  }
  let at = 0;
  const words = reading.words.map((word) => {
    let evidence = 0;
    for (const end = at + word.length; at < end; at++) evidence += perChar[at]!;
    return { word, evidence };
  });
  return words.filter((w) => w.evidence > 0).sort((a, b) => b.evidence - a.evidence);
}

function evidenceOf(index: StoredIndex, piece: Piece, entry: number): number {
  const first = index.firstUnit[entry]!;
  const last = index.firstUnit[entry + 1]!;
  const { postings } = index;
  let best = 0;
  const begin = postings.begin(piece.at);
  const end = postings.end(piece.at);
  for (let i = firstAtLeast(postings.docs, begin, end, first); i < end; i++) {
    if (postings.docs[i]! >= last) break;
    best = Math.max(best, postings.impacts[i]!);
  }
  return (best / FULL_IMPACT) * piece.weight * postings.rarity(piece.at);
}
