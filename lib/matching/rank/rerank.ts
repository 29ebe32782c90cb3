/** Second look: the best candidates of the first look in the order that their evidence deserves. */
import type { StoredIndex } from '../index/stored.ts';
import { type Evidence, look } from './evidence.ts';
import { byWords, type Question } from './question.ts';
import type { Hit } from './search.ts';

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
  'trigram',
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
] as const;

/** Weights of the figures; fitted once on half of the public sets, the same for every content. */
const WEIGHTS: readonly number[] = [
  7.55, 2.63, 2.62, 1.17, 1.08, 0.12, 1.47, 0.76, -0.22, 0.32, -1.71, 2.81, 0.58, 3.65, 3.26, -1.26, -1.01,
  0.26, -0.26, -0.12, 2.45, 0.43, 1.1, 1.9,
];

/** Put on the rank of an entry that has the very question among its phrasings: nothing may pass it. */
const ASKED_AGAIN = 20;

/** A candidate after the second look. */
export interface Ranked extends Hit {
  readonly rank: number;
  readonly seen: Evidence;
  readonly figures: readonly number[];
}

function figuresOf(question: Question, hit: Hit, seen: Evidence): number[] {
  const { mass } = question;
  const [, syllable = 0, bigram = 0, trigram = 0, jamo = 0, word = 0, concept = 0, act = 0] = seen.byKind;
  const evidence = hit.evidence / mass;
  const words = byWords(question, seen.cover);
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
    trigram / mass,
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
  ];
}

/** Candidates of the first look, ranked anew. `prior` adds to the rank of an entry what the talk knows of it. */
export function rerank(
  index: StoredIndex,
  question: Question,
  hits: readonly Hit[],
  prior: (entry: number) => number = () => 0,
): Ranked[] {
  const ranked = hits.map((hit): Ranked => {
    const seen = look(index, question, hit.entry);
    const figures = figuresOf(question, hit, seen);
    const base = prior(hit.entry) + (seen.whole ? ASKED_AGAIN : 0);
    const rank = figures.reduce((sum, f, i) => sum + f * WEIGHTS[i]!, base);
    return { ...hit, seen, figures, rank };
  });
  return ranked.sort((a, b) => b.rank - a.rank || a.entry - b.entry);
}
