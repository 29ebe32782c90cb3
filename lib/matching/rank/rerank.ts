/** Second look: the best candidates of the first look in the order that their evidence deserves. */
import type { StoredIndex } from '../index/stored.ts';
import { byWords, type Evidence, look, type Question } from './evidence.ts';
import type { Hit } from './search.ts';

/** How many candidates get a second look. */
export const LOOKED_AT = 50;

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
  'manyPhrasings',
  'topicTitle',
  'topicWords',
  'topicAll',
] as const;

/** Weights of the figures; fitted once on half of the public sets, the same for every content. */
const WEIGHTS: readonly number[] = [
  9.19, 3.05, 4.3, 0.03, -1.53, 2.16, 0.62, -0.63, -0.69, -0.4, -2.3, 2.92, 0.15, 5.46, 4.97, -1.37, -1.04,
  0.16, -0.16, -0.37, 3.91, -3.28, 0, 0, 0,
];

/** A candidate after the second look. */
export interface Ranked extends Hit {
  readonly rank: number;
  readonly seen: Evidence;
  readonly figures: readonly number[];
}

/** What a question's pieces could weigh at most. */
export function massOf(index: StoredIndex, question: Question): number {
  let mass = 0;
  for (const p of question.pieces) {
    if (!p.expanded) mass += p.weight * (p.at < 0 ? 6 : index.weights[p.at]!);
  }
  return Math.max(1, mass);
}

function figuresOf(index: StoredIndex, question: Question, hit: Hit, seen: Evidence, mass: number): number[] {
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
    Math.log(index.firstUnit[hit.entry + 1]! - index.firstUnit[hit.entry]!),
    ...seen.topic,
  ];
}

/** Candidates of the first look, ranked anew; those beyond LOOKED_AT follow in their old order. */
export function rerank(index: StoredIndex, question: Question, hits: readonly Hit[]): Ranked[] {
  const mass = massOf(index, question);
  const ranked = hits.slice(0, LOOKED_AT).map((hit) => {
    const seen = look(index, question, hit.entry);
    const figures = figuresOf(index, question, hit, seen, mass);
    return { ...hit, seen, figures, rank: figures.reduce((sum, f, i) => sum + f * WEIGHTS[i]!, 0) };
  });
  return ranked.sort((a, b) => b.rank - a.rank || a.entry - b.entry);
}
