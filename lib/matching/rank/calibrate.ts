/** From evidence to the probability that the first entry answers. Constants fitted once, the same for every content. */
import { CHAT } from '../lexicon/chat.ts';
import { OFFICES, PLACES } from '../lexicon/places.ts';
import { byWords, type Evidence, type Question } from './evidence.ts';
import type { Ranked } from './rerank.ts';

/** At or above: answer. */
export const ANSWER = 0.5;
/** At or above, below ANSWER: offer up to three. */
export const CHOOSE = 0.18;

/** Names of what the probability is computed from, in the order of WEIGHTS. */
export const SIGNS = [
  'one',
  'rank',
  'gap',
  'gapToFifth',
  'covered',
  'coveredWithText',
  'unknown',
  'logTotal',
  'logCovered',
  'logMissed',
  'explained',
  'chat',
  'elsewhere',
  'concept',
  'missedWords',
  'worstWord',
  'words',
  'bigram',
  'word',
  'strange',
  'bestWord',
  'explainedWords',
  'titleExplained',
  'actsAsked',
  'actsOffered',
  'inText',
  'logCoveredTitle',
  'fieldAgreement',
  'few',
  'jamo',
  'topicTitle',
  'topicWords',
  'topicAll',
  'logTopic',
  'logTopicTitle',
  'logTopicMissed',
  'wordsMissed',
] as const;

const WEIGHTS: readonly number[] = [
  -4, 0.15, 0.3, 0, 1, 2, -1, 0, 0.5, -0.5, 0, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0,
];

const spanOf = (words: readonly string[]): RegExp =>
  new RegExp([...new Set(words)].sort((a, b) => b.length - a.length).join('|'), 'g');
const CHAT_SPAN = spanOf(CHAT);
const ELSEWHERE = spanOf([...PLACES, ...OFFICES]);

/** Share of the question's information that stands in small talk. */
function chatShare({ reading, information, total }: Question): number {
  let share = 0;
  for (const found of reading.chars.matchAll(CHAT_SPAN)) {
    for (let i = 0; i < found[0].length; i++) share += information[found.index + i]!;
  }
  return total ? Math.min(1, share / total) : 0;
}

/** 1 when the question names a place or an office that the entry does not. */
function elsewhere({ reading }: Question, { cover }: Evidence): number {
  for (const found of reading.chars.matchAll(ELSEWHERE)) {
    let held = 0;
    for (let i = 0; i < found[0].length; i++) held += cover[found.index + i]!;
    if (held / found[0].length < 0.7) return 1;
  }
  return 0;
}

/** Share of the next four candidates whose rank is near the first's. */
function fieldAgreement(ranked: readonly Ranked[]): number {
  return ranked.slice(1, 5).filter((hit) => ranked[0]!.rank - hit.rank < 1.5).length / 4;
}

/** What the probability of the first candidate is computed from. */
export function signsOf(question: Question, ranked: readonly Ranked[]): number[] {
  const first = ranked[0]!;
  const { seen } = first;
  const words = byWords(question, seen.cover);
  const after = (n: number): number => first.rank - (ranked[n]?.rank ?? 0);
  const { total, unknown } = question;
  return [
    1,
    first.rank,
    Math.min(8, after(1)),
    Math.min(10, after(4)),
    seen.covered,
    seen.coveredWithText,
    unknown,
    Math.log(1 + total),
    Math.log(1 + seen.coveredWithText * total),
    Math.log(1 + (1 - seen.coveredWithText) * total),
    seen.explained,
    chatShare(question),
    elsewhere(question, seen),
    first.figures[11]!,
    words.missed,
    words.worst,
    Math.min(6, question.reading.stems.length),
    first.figures[7]!,
    first.figures[10]!,
    question.strange,
    Math.log(1 + words.best),
    Math.min(4, words.explained),
    seen.titleExplained,
    seen.acts[1],
    seen.acts[2],
    first.figures[5]!,
    Math.log(1 + seen.covered * total),
    fieldAgreement(ranked),
    ranked.length < 5 ? 1 : 0,
    first.figures[9]!,
    ...seen.topic,
    Math.log(1 + question.topicTotal),
    Math.log(1 + seen.topic[0] * question.topicTotal),
    Math.log(1 + (1 - seen.topic[2]) * question.topicTotal),
    Math.log(1 + (1 - seen.topic[1]) * question.topicTotal),
  ];
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** Probability that each candidate answers: the first one's from its signs, the others' share what is left by rank. */
export function probabilities(question: Question, ranked: readonly Ranked[]): number[] {
  const first = ranked[0];
  if (!first) return [];
  const top = sigmoid(signsOf(question, ranked).reduce((sum, s, i) => sum + s * WEIGHTS[i]!, 0));
  return ranked.map((hit) => top * Math.exp(Math.max(-20, hit.rank - first.rank)));
}
