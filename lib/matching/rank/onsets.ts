/** Questions in initial consonants only ('ㅇㄱ ㅈㅂㄱ' → 여권 재발급). */
import { ONSETS, toOnsets } from '../text/hangul.ts';
import { normalize } from '../text/normalize.ts';

/** Onsets of a text as Latin letters (one byte each), words parted by spaces; other characters are left out. */
function onsetLetters(text: string): string {
  let out = '';
  for (const c of toOnsets(normalize(text))) {
    const at = ONSETS.indexOf(c);
    if (at >= 0) out += String.fromCharCode(97 + at);
    else if (c === ' ') out += ' ';
  }
  return out;
}

/** The onsets of a title or phrasing: with a space before each word, and without spaces. */
export interface Onsets {
  readonly words: string;
  readonly joined: string;
}

/** Onsets of a title or phrasing, to be asked by `byOnsets`. */
export function onsetsOf(text: string): Onsets {
  const letters = onsetLetters(text);
  return { words: ` ${letters}`, joined: letters.replaceAll(' ', '') };
}

/** How well onsets fit one phrasing, 0–1: every word must be there; best where they begin words and fill it. */
function fitOf(asked: readonly string[], { words, joined }: Onsets): number {
  if (!joined || !asked.every((word) => joined.includes(word))) return 0;
  const begins = asked.filter((word) => words.includes(` ${word}`)).length / asked.length;
  const length = asked.reduce((sum, word) => sum + word.length, 0);
  return (0.4 + 0.6 * begins) * (0.5 + 0.5 * Math.min(1, length / joined.length));
}

/** Entries whose title or a phrasing fits the onsets, best first, with how well (0–1). `lines`: those of each entry. */
export function byOnsets(
  question: string,
  lines: readonly (readonly Onsets[])[],
): { entry: number; fit: number }[] {
  const letters = onsetLetters(question);
  const words = [...new Set(letters.split(' ').filter(Boolean))];
  if (!words.length) return [];
  return lines
    .map((own, entry) => ({ entry, fit: Math.max(...own.map((line) => fitOf(words, line))) }))
    .filter((hit) => hit.fit > 0)
    .sort((a, b) => b.fit - a.fit || a.entry - b.entry)
    .slice(0, 50);
}

/** Most that one of several entries gets whose onsets fit alike: they are offered, none is answered. */
const UNSURE = 0.3;

/** Probability of an onsets hit: few letters fit many things, and where several fit alike none is sure. */
export function onsetScore(fit: number, question: string, rivals: number): number {
  const letters = question.replaceAll(' ', '').length;
  const score = Math.min(0.7, fit * Math.min(1, letters / 5));
  return rivals > 1 ? Math.min(UNSURE, score / (1 + 0.1 * (rivals - 1))) : score;
}
