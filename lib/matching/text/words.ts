/** Words of a normalised text: their stems, and how much topic each character carries. */
import { ENDINGS, FILLERS, PARTICLES, SPANS } from '../lexicon/endings.ts';
import { isSyllable } from './hangul.ts';

/** Weight of a character that belongs to a particle, an ending or a filler. */
export const LIGHT = 0.15;

const byLength = (a: string, b: string): number => b.length - a.length;
const SUFFIXES = new Set([...PARTICLES, ...ENDINGS].filter((s) => isSyllable(s.charCodeAt(0))));
const LONGEST = Math.max(...[...SUFFIXES].map((s) => s.length));
const SPAN = new RegExp([...SPANS].sort(byLength).join('|'), 'g');
const SINGLE = new Set([...SUFFIXES].filter((s) => s.length === 1));

/** Length of the stem left when the longest ending is taken off a word; at least one syllable, two before a short ending. */
export function stemLength(word: string): number {
  for (let cut = Math.min(LONGEST, word.length - 1); cut >= 2; cut--) {
    if (SUFFIXES.has(word.slice(-cut))) return word.length - cut;
  }
  return word.length > 2 && SINGLE.has(word.slice(-1)) ? word.length - 1 : word.length;
}

/** A word without its endings, taken off twice at most ('여권에서는요' → '여권'). */
export function stemOf(word: string): string {
  let stem = word;
  for (let turn = 0; turn < 2; turn++) {
    const length = stemLength(stem);
    if (length === stem.length) break;
    stem = stem.slice(0, length);
  }
  return stem;
}

/** A word without its endings. */
export interface Stem {
  readonly stem: string;
  readonly from: number;
}

/** A text taken apart: characters without spaces, where words begin, how much topic each character carries. */
export interface Reading {
  readonly text: string;
  readonly chars: string;
  /** weight of each character, LIGHT–1 */
  readonly weights: Float32Array;
  /** 1 where a space stood before the character */
  readonly starts: Uint8Array;
  readonly words: readonly string[];
  /** words without endings and fillers, with the character they begin at */
  readonly stems: readonly Stem[];
}

function weighWords(words: readonly string[], weights: Float32Array, stems: Stem[]): void {
  let at = 0;
  for (const word of words) {
    const stem = stemOf(word);
    const filler = FILLERS.has(word) || FILLERS.has(stem);
    const from = filler ? 0 : stem.length;
    for (let i = from; i < word.length; i++) weights[at + i] = LIGHT;
    if (!filler) stems.push({ stem, from: at });
    at += word.length;
  }
}

/** Takes a normalised text apart. */
export function read(text: string): Reading {
  const words = text.length ? text.split(' ') : [];
  const chars = words.join('');
  const weights = new Float32Array(chars.length).fill(1);
  const starts = new Uint8Array(chars.length);
  const stems: Stem[] = [];
  weighWords(words, weights, stems);
  let at = 0;
  for (const word of words) {
    if (at < chars.length) starts[at] = 1;
    at += word.length;
  }
  for (const found of chars.matchAll(SPAN)) {
    for (let i = 0; i < found[0].length; i++) weights[found.index + i] = LIGHT;
  }
  return { text, chars, weights, starts, words, stems };
}
