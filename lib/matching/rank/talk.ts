/** Ranks the entries of the field of the talk for a question that hangs on it. */
import type { StoredIndex } from '../index/stored.ts';
import { fitsTalk } from '../talk/followUp.ts';
import { lettersOf, normalize } from '../text/normalize.ts';
import { read } from '../text/words.ts';
import type { Aspect } from '../types.ts';
import { type Piece, piecesOf } from './pieces.ts';
import { type Scratch, search } from './search.ts';

/** Where the talk stands in an index: its field and the number of the entry last shown. */
export interface Spot {
  readonly field?: string;
  readonly last?: number;
}

const LIMIT = 400;

/** Evidence of some pieces for the entries of a field, against the best of them (0–1). */
function shares(
  index: StoredIndex,
  scratch: Scratch,
  pieces: readonly Piece[],
  inField: (e: number) => boolean,
): Map<number, number> {
  const hits = search(index, pieces, scratch, LIMIT, inField);
  const top = hits[0]?.evidence ?? 1;
  return new Map(hits.map((hit) => [hit.entry, hit.evidence / top]));
}

/** Entries of the field of the talk, best first, with how well they fit. */
export function rankInTalk(
  index: StoredIndex,
  scratch: Scratch,
  question: readonly Piece[],
  aspect: Aspect | undefined,
  { field, last }: Spot,
): { entry: number; fit: number }[] {
  const inField = (entry: number): boolean =>
    entry === last || (field !== undefined && index.field(entry) === field);
  const own = shares(index, scratch, question, inField);
  const topic = last === undefined ? [] : piecesOf(index, read(normalize(index.title(last))));
  const near = shares(index, scratch, topic, inField);
  return Array.from({ length: index.covered }, (_, entry) => entry)
    .filter(inField)
    .map((entry) => {
      const isLast = entry === last;
      const phrasings = index.lines(entry).map(lettersOf);
      const neighbour = {
        topic: isLast ? 1 : (near.get(entry) ?? 0),
        own: own.get(entry) ?? 0,
        isLast,
        phrasings,
      };
      return { entry, fit: fitsTalk(neighbour, aspect) };
    })
    .sort((a, b) => b.fit - a.fit || a.entry - b.entry)
    .slice(0, 20);
}
