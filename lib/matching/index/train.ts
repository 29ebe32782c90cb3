/** Learns from the phrasings themselves: each, held out, should find its own entry before any other. */
import type { Piece } from '../rank/pieces.ts';
import { TEXT_UNIT } from '../rank/search.ts';
import type { StoredIndex } from './stored.ts';

const EPOCHS = 4;
const STEP = 0.12;
/** Own entry must lead by this share. */
const MARGIN = 0.15;
const LOWEST = 0.25;
const HIGHEST = 2;
/** Phrasings looked at in all epochs together; a very large content is learnt from in part. */
const BUDGET = 24_000;

/** Impacts are kept in steps, so that an index packs well: fine ones in what an entry is asked by, coarse ones elsewhere. */
const FINE = 8;
const COARSE = 24;

/** An impact as it is stored, in the unit of an entry or of a question that none answers: 4–252 in steps. */
export function stepped(impact: number, kind: number, isCovered: boolean): number {
  const step = kind === TEXT_UNIT || !isCovered ? COARSE : FINE;
  return Math.max(4, Math.min(252, Math.round(impact / step) * step));
}

interface Work {
  readonly index: StoredIndex;
  readonly impacts: Float32Array;
  readonly first: Float32Array;
  readonly scores: Float32Array;
}

/** A piece that more than this share of all units hold tells nothing apart, and reading its postings takes longest. */
const COMMON = 1 / 25;

/** Scores of all titles and phrasings for the pieces of unit `self`, which itself stays out. */
function score({ index, impacts, scores }: Work, pieces: readonly Piece[], self: number): number[] {
  const touched: number[] = [];
  const most = index.unitEntry.length * COMMON;
  for (const p of pieces) {
    if (p.at < 0) continue;
    const begin = index.postings.begin(p.at);
    const end = index.postings.end(p.at);
    if (end - begin > most) continue;
    const weight = p.weight * index.postings.rarity(p.at);
    for (let i = begin; i < end; i++) {
      const doc = index.postings.docs[i]!;
      if (doc === self || index.unitKind[doc] === TEXT_UNIT) continue;
      if (scores[doc] === 0) touched.push(doc);
      scores[doc]! += weight * impacts[i]!;
    }
  }
  return touched;
}

function adjust({ index, impacts, first }: Work, pieces: readonly Piece[], own: number, rival: number): void {
  for (const p of pieces) {
    if (p.at < 0) continue;
    const begin = index.postings.begin(p.at);
    const end = index.postings.end(p.at);
    for (let i = begin; i < end; i++) {
      const doc = index.postings.docs[i]!;
      if (doc === own) impacts[i] = Math.min(first[i]! * HIGHEST, impacts[i]! * (1 + STEP));
      else if (doc === rival) impacts[i] = Math.max(first[i]! * LOWEST, impacts[i]! * (1 - STEP));
    }
  }
}

function learnFrom(work: Work, pieces: readonly Piece[], self: number): void {
  const { index, scores } = work;
  const entry = index.unitEntry[self]!;
  let own = -1;
  let rival = -1;
  const touched = score(work, pieces, self);
  for (const doc of touched) {
    if (index.unitEntry[doc] === entry) own = own < 0 || scores[doc]! > scores[own]! ? doc : own;
    else rival = rival < 0 || scores[doc]! > scores[rival]! ? doc : rival;
  }
  const lost = own >= 0 && rival >= 0 && scores[rival]! > scores[own]! * (1 - MARGIN);
  for (const doc of touched) scores[doc] = 0;
  if (lost) adjust(work, pieces, own, rival);
}

/** Units that can be held out: titles and phrasings of entries that have more than one. */
function learners(index: StoredIndex): number[] {
  const count = new Uint32Array(index.total);
  index.unitEntry.forEach((entry, unit) => {
    if (index.unitKind[unit]! < 2) count[entry]!++;
  });
  return [...index.unitEntry.keys()].filter((u) => index.unitKind[u]! < 2 && count[index.unitEntry[u]!]! > 1);
}

/** Adjusts the impacts of an index in place; `piecesOfUnit` gives the pieces of a unit's text. */
export function train(index: StoredIndex, piecesOfUnit: (unit: number) => readonly Piece[]): void {
  const units = learners(index);
  if (!units.length) return;
  const { postings } = index;
  postings.openAll();
  const first = Float32Array.from(postings.impacts);
  const work: Work = {
    index,
    impacts: first.slice(),
    first,
    scores: new Float32Array(index.unitEntry.length),
  };
  const epochs = Math.max(1, Math.min(EPOCHS, Math.floor(BUDGET / units.length)));
  const stride = Math.max(1, Math.ceil(units.length / BUDGET));
  const looked = units.filter((_, i) => i % stride === 0);
  const pieces = looked.map(piecesOfUnit);
  for (let epoch = 0; epoch < epochs; epoch++)
    looked.forEach((unit, i) => {
      learnFrom(work, pieces[i]!, unit);
    });
  work.impacts.forEach((value, i) => {
    const unit = postings.docs[i]!;
    postings.impacts[i] = stepped(value, index.unitKind[unit]!, index.unitEntry[unit]! < index.covered);
  });
}
