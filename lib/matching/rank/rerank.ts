/** Second look: the best candidates of the first look in the order that their evidence deserves. */
import type { StoredIndex } from '../index/stored.ts';
import { type Evidence, look, type Room } from './evidence.ts';
import { sumOfTrees } from './forest.ts';
import { askedPieces, MIRROR_FIGURES, type Mirror } from './mirror.ts';
import { ORDER_TREES } from './orderTrees.ts';
import { byEnds, byWords, type Question } from './question.ts';
import type { Hit } from './search.ts';
import { WEIGHTS } from './weights.ts';

/** How many candidates get a second look; fewer when a question is so long that each look costs much. */
const LOOKED_AT = 36;
const LOOKED_AT_LEAST = 10;
const PIECES_LOOKED_AT = 9_000;

/** Number of candidates that get a second look, for a question of so many pieces. */
export const candidatesFor = (pieces: number): number =>
  Math.max(LOOKED_AT_LEAST, Math.min(LOOKED_AT, Math.floor(PIECES_LOOKED_AT / Math.max(1, pieces))));

/** Names of the figures of a candidate, in the order of WEIGHTS. */
export const FIGURES = [
  'evidence',
  'covered',
  'coveredWithText',
  'explained',
  'coveredExplained',
  'inText',
  'syllable',
  'bigram',
  'jamo',
  'word',
  'concept',
  'act',
  'mean',
  'sqrtEvidence',
  'missedWords',
  'worstWord',
  'actsBoth',
  'actsAsked',
  'actsOffered',
  'titleExplained',
  'topicTitle',
  'topicWords',
  'topicAll',
  'first',
  'last',
  ...MIRROR_FIGURES,
  'bothWays',
] as const;

/** Put on the rank of an entry that has the very question among its phrasings: nothing may pass it. */
const ASKED_AGAIN = 20;

/** A candidate after the second look. */
export interface Ranked extends Hit {
  readonly rank: number;
  readonly seen: Evidence;
  readonly figures: readonly number[];
  /** how surely a clerk said that the entry does not answer this, 0–1 */
  readonly denied: number;
}

function figuresOf(question: Question, hit: Hit, seen: Evidence): number[] {
  const { mass } = question;
  const [, syllable = 0, bigram = 0, jamo = 0, word = 0, concept = 0, act = 0] = seen.byKind;
  const evidence = hit.evidence / mass;
  const { stems } = question.reading;
  const words = byWords(stems, question.information, question.total, seen.cover);
  const [both, asked, offered] = seen.acts;
  return [
    evidence,
    seen.covered,
    seen.coveredWithText,
    seen.explained,
    seen.covered * seen.explained,
    seen.inText / mass,
    syllable / mass,
    bigram / mass,
    jamo / mass,
    word / mass,
    concept / mass,
    act / mass,
    hit.mean / mass,
    Math.sqrt(evidence),
    words.missed,
    words.worst,
    both,
    asked,
    offered,
    seen.titleExplained,
    ...seen.topic,
    ...byEnds(stems, question.information, seen.cover),
  ];
}

/** Taken off the rank of an entry that a clerk said does not answer this. */
const DENIED = 10;
/** Entries, and questions that no entry answers, looked at from the other side; the rest keep their order behind them. */
const MIRRORED = 6;
const MIRRORED_UNCOVERED = 2;
const MIRROR_AT = FIGURES.indexOf('mirrorCovered');
const COVERED_AT = FIGURES.indexOf('covered');

/** What figures add to a rank by their weights; the first of them is figure `from`. */
export function weighted(figures: readonly number[], from: number): number {
  let sum = 0;
  for (let i = 0; i < figures.length; i++) sum += figures[i]! * WEIGHTS[from + i]!;
  return sum;
}

/** What the trees add to the rank of a candidate that was looked at from both sides. */
const addedByTrees = sumOfTrees(ORDER_TREES);

/** What a matcher keeps for looking again. */
export interface Tools extends Room {
  readonly mirror: Mirror;
}

/**
 * Candidates of the first look, ranked anew. `prior` adds to the rank of an entry what the talk knows of it; `all` looks
 * at every one of them from both sides (for fitting).
 */
export function rerank(
  index: StoredIndex,
  tools: Tools,
  question: Question,
  hits: readonly Hit[],
  prior: (entry: number) => number = () => 0,
  all = false,
): Ranked[] {
  const { mirror } = tools;
  tools.floats.reset();
  const entries = hits.map(({ entry }) => entry);
  const sights = look(index, tools, question, entries);
  const once = hits.map((hit, i): Ranked => {
    const seen = sights[i]!;
    const figures = figuresOf(question, hit, seen);
    const base = prior(hit.entry) + (seen.whole ? ASKED_AGAIN : 0);
    return { ...hit, seen, figures, rank: base + weighted(figures, 0), denied: 0 };
  });
  const order = (a: Ranked, b: Ranked) => b.rank - a.rank || a.entry - b.entry;
  once.sort(order);
  const asked = askedPieces(question);
  const [near, far] = all ? [once, []] : firstOf(once, index.covered);
  const front = near.map((hit): Ranked => {
    const other = mirror.figures(asked, hit.entry, hit.seen.bestUnit);
    const more = [...other, other[0]! * hit.figures[COVERED_AT]!];
    const figures = [...hit.figures, ...more];
    const denied = mirror.denied(question, hit.entry, hit.seen.bestUnit);
    const added = hit.entry < index.covered ? addedByTrees(figures) : 0;
    const rank = hit.rank + weighted(more, MIRROR_AT) + added - DENIED * denied;
    return { ...hit, figures, rank, denied };
  });
  front.sort(order);
  const lowest = front.at(-1)?.rank ?? 0;
  const back = far.map((hit) => ({ ...hit, rank: Math.min(hit.rank, lowest) }));
  return [...front, ...back];
}

/** Those that are worth a look from the other side, and the rest, both in their order. */
function firstOf(ranked: readonly Ranked[], covered: number): [near: Ranked[], far: Ranked[]] {
  let entries = 0;
  let others = 0;
  const near: Ranked[] = [];
  const far: Ranked[] = [];
  for (const hit of ranked) {
    const isNear = hit.entry < covered ? entries++ < MIRRORED : others++ < MIRRORED_UNCOVERED;
    (isNear ? near : far).push(hit);
  }
  return [near, far];
}
