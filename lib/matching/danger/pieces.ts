/** Pieces of a text that the learnt reader weighs: runs of syllables with blanks left out, and runs within its words. */
import { foldSounds, tidy } from './fold.ts';

/** Longest run with blanks left out, and within a word. */
const LONGEST = 3;
const LONGEST_IN_WORD = 4;
/** Bits of a piece's key. Of the pieces that nobody has learnt one in three hundred is taken for another. */
const KEY_BITS = 24;
const START = 0x811c9dc5;
const FACTOR = 0x01000193;
/** Told into the key of a run within a word, so that it is another piece than the same run anywhere. */
const IN_WORD = 1;

function keyOf(text: string, from: number, to: number, start: number): number {
  let h = start;
  for (let i = from; i < to; i += 1) h = Math.imul(h ^ text.charCodeAt(i), FACTOR);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return (h ^ (h >>> 13)) >>> (32 - KEY_BITS);
}

/**
 * Keys of a text's pieces as it sounds, each once: all runs of one to three characters with blanks left out (`^` and `$`
 * mark the ends), and within each word the runs that touch its begin or end or are four long.
 */
export function piecesOf(text: string): Set<number> {
  const said = foldSounds(tidy(text));
  const keys = new Set<number>();
  const run = `^${said.replaceAll(' ', '')}$`;
  for (let length = 1; length <= LONGEST; length += 1)
    for (let at = 0; at + length <= run.length; at += 1) keys.add(keyOf(run, at, at + length, START));
  for (const word of said.split(' ')) inWord(` ${word} `, keys);
  return keys;
}

function inWord(word: string, keys: Set<number>): void {
  for (let length = 2; length <= LONGEST_IN_WORD; length += 1)
    for (let at = 0; at + length <= word.length; at += 1) {
      const touches = at === 0 || at + length === word.length;
      if (touches || length === LONGEST_IN_WORD) keys.add(keyOf(word, at, at + length, START ^ IN_WORD));
    }
}
