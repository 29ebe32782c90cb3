/** First look: every entry that shares a piece with the question, by weight of what is shared. */
import type { StoredIndex } from '../index/stored.ts';
import type { Piece } from './pieces.ts';

/** Kind of the unit that holds an answer's text (index/build.ts). */
export const TEXT_UNIT = 3;
/** Impact of a piece that fills its unit; stored impacts are whole numbers. */
export const FULL_IMPACT = 127;

/** Weight of each unit kind in an entry's score: title, phrasing, keywords, text. */
const UNIT_WEIGHT = [1, 1, 0.8, 0.8];
/** What the other phrasings of an entry add to its best one. */
const OTHERS = 0.1;

/** Working memory of one matcher; a search leaves it clean. */
export interface Scratch {
  readonly units: Float32Array;
  readonly touched: Uint32Array;
  readonly entries: Uint32Array;
  readonly best: Float32Array;
  readonly second: Float32Array;
  readonly third: Float32Array;
  readonly text: Float32Array;
}

/** Working memory for an index. */
export const scratchFor = (index: StoredIndex): Scratch => ({
  units: new Float32Array(index.unitEntry.length),
  touched: new Uint32Array(index.unitEntry.length),
  entries: new Uint32Array(index.total),
  best: new Float32Array(index.total),
  second: new Float32Array(index.total),
  third: new Float32Array(index.total),
  text: new Float32Array(index.total),
});

/** One entry found, with the evidence for it. */
export interface Hit {
  readonly entry: number;
  readonly evidence: number;
  /** evidence of the three best of title, phrasings and keywords on average (of all, where there are fewer) */
  readonly mean: number;
}

function addUp(index: StoredIndex, pieces: readonly Piece[], { units, touched }: Scratch): number {
  const { postings } = index;
  const { docs, impacts } = postings;
  let count = 0;
  for (const piece of pieces) {
    if (piece.at < 0) continue;
    const weight = (piece.weight * postings.rarity(piece.at)) / FULL_IMPACT;
    const begin = postings.begin(piece.at);
    const end = postings.end(piece.at);
    for (let i = begin; i < end; i++) {
      const doc = docs[i]!;
      if (units[doc] === 0) touched[count++] = doc;
      units[doc]! += weight * impacts[i]!;
    }
  }
  return count;
}

/** Gathers the scores of touched units by entry; gives the number of entries touched. */
function gatherEntries(index: StoredIndex, scratch: Scratch, touched: number): number {
  const { units, entries, best, second, third, text } = scratch;
  let count = 0;
  for (let t = 0; t < touched; t++) {
    const doc = scratch.touched[t]!;
    const entry = index.unitEntry[doc]!;
    const kind = index.unitKind[doc]!;
    const value = units[doc]! * UNIT_WEIGHT[kind]!;
    units[doc] = 0;
    if (best[entry] === 0 && text[entry] === 0) entries[count++] = entry;
    if (kind === TEXT_UNIT) text[entry] = value;
    else if (value > best[entry]!) {
      third[entry] = second[entry]!;
      second[entry] = best[entry]!;
      best[entry] = value;
    } else if (value > second[entry]!) {
      third[entry] = second[entry]!;
      second[entry] = value;
    } else if (value > third[entry]!) third[entry] = value;
  }
  return count;
}

/** Number of titles, phrasings and keyword lists of an entry. */
function phrases(index: StoredIndex, entry: number): number {
  const last = index.firstUnit[entry + 1]!;
  const units = last - index.firstUnit[entry]!;
  return Math.max(1, index.unitKind[last - 1] === TEXT_UNIT ? units - 1 : units);
}

/** Puts a hit into a list kept best first and at most `limit` long. */
function insert(hits: Hit[], hit: Hit, limit: number): void {
  let at = hits.length;
  while (at > 0 && isBefore(hit, hits[at - 1]!)) at--;
  hits.splice(at, 0, hit);
  if (hits.length > limit) hits.pop();
}

const isBefore = (a: Hit, b: Hit): boolean =>
  a.evidence > b.evidence || (a.evidence === b.evidence && a.entry < b.entry);

/** Questions that no entry answers that are found beside the entries. */
const UNCOVERED_FOUND = 4;

/**
 * Entries with any evidence, best first, at most `limit`; only those that `wanted` lets through. Behind them the likest
 * questions that no entry answers.
 */
export function search(
  index: StoredIndex,
  pieces: readonly Piece[],
  scratch: Scratch,
  limit: number,
  wanted: (entry: number) => boolean = () => true,
): Hit[] {
  const count = gatherEntries(index, scratch, addUp(index, pieces, scratch));
  const { entries, best, second, third, text } = scratch;
  const hits: Hit[] = [];
  const others: Hit[] = [];
  for (let i = 0; i < count; i++) {
    const entry = entries[i]!;
    const more = second[entry]! + third[entry]!;
    const evidence = best[entry]! + OTHERS * more + text[entry]!;
    const isEntry = entry < index.covered;
    const list = isEntry ? hits : others;
    const most = isEntry ? limit : UNCOVERED_FOUND;
    const last = list.length === most ? list[most - 1]! : undefined;
    if ((!last || evidence >= last.evidence) && wanted(entry)) {
      insert(
        list,
        { entry, evidence, mean: (best[entry]! + more) / Math.min(3, phrases(index, entry)) },
        most,
      );
    }
    best[entry] = second[entry] = third[entry] = text[entry] = 0;
  }
  return [...hits, ...others];
}
