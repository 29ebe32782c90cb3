/** Which words of a question brought an entry. */
import type { StoredIndex } from '../index/stored.ts';
import type { Reading } from '../text/words.ts';
import type { Piece } from './search.ts';

/** Evidence that each word of the question gave to an entry, strongest first. */
export function evidenceByWord(
  index: StoredIndex,
  reading: Reading,
  pieces: readonly Piece[],
  entry: number,
): { word: string; evidence: number }[] {
  const perChar = new Float32Array(reading.chars.length);
  for (const piece of pieces) {
    if (piece.at < 0 || piece.to > perChar.length) continue;
    const share = impactOn(index, piece, entry) / (piece.to - piece.from);
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

function impactOn(index: StoredIndex, piece: Piece, entry: number): number {
  let best = 0;
  for (let i = index.starts[piece.at]!; i < index.starts[piece.at + 1]!; i++) {
    if (index.unitEntry[index.docs[i]!] === entry) best = Math.max(best, index.impacts[i]!);
  }
  return (best * piece.weight * index.weights[piece.at]!) / 127;
}
