/** Pieces of a text that the learnt reader weighs: runs of one to three syllables, blanks left out. */
import { foldSounds, tidy } from './fold.ts';

const LONGEST = 3;

/** All runs of one to three characters of a text as it sounds; `^` and `$` mark its ends. */
export function piecesOf(text: string): Set<string> {
  const run = `^${foldSounds(tidy(text)).replaceAll(' ', '')}$`;
  const pieces = new Set<string>();
  for (let length = 1; length <= LONGEST; length += 1)
    for (let at = 0; at + length <= run.length; at += 1) pieces.add(run.slice(at, at + length));
  return pieces;
}
