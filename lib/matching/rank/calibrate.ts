/** From evidence to the probability that the first entry answers. Constants fitted once, the same for every content. */
import { CHAT } from '../lexicon/chat.ts';
import { AGENCIES, MARKET, OTHERS } from '../lexicon/elsewhere.ts';
import { OFFICES, PLACES } from '../lexicon/places.ts';
import type { Evidence } from './evidence.ts';
import { byWords, type Question } from './question.ts';
import type { Ranked } from './rerank.ts';

/** At or above: answer. */
export const ANSWER = 0.43;
/** At or above, below ANSWER: offer up to three. */
export const CHOOSE = 0.12;

/** What the probability is computed from, in the order of WEIGHTS. */
export const SIGNS = [
  'one',
  'logCovered',
  'logMissed',
  'chat',
  'worstWord',
  'strange',
  'bestWord',
  'titleExplained',
  'explained',
  'logTopicTitle',
  'logWordsMissed',
  'business',
  'elsewhere',
  'logEvidence',
  'ratioSecond',
  'gap',
] as const;

const WEIGHTS: readonly number[] = [
  -6.669, 1.519, -0.705, -3.519, -1.795, 1.444, -0.534, 0.931, 1.685, 0.379, 0.471, -2.759, -1.172, 0.866,
  -0.11, 0.249,
];

const spanOf = (words: readonly string[]): RegExp =>
  new RegExp([...new Set(words)].sort((a, b) => b.length - a.length).join('|'), 'g');
const CHAT_SPAN = spanOf(CHAT);
const ELSEWHERE = spanOf([...PLACES, ...OFFICES]);
const BUSINESS = spanOf([...AGENCIES, ...MARKET, ...OTHERS]);

/** Share of the question's information that stands in small talk. */
function chatShare({ reading, information, total }: Question): number {
  let share = 0;
  for (const found of reading.chars.matchAll(CHAT_SPAN)) {
    for (let i = 0; i < found[0].length; i++) share += information[found.index + i]!;
  }
  return total ? Math.min(1, share / total) : 0;
}

/** Most that a word found by `pattern` is left unexplained by the words of title and phrasings, 0–1. */
function unheld({ reading }: Question, { wordsTitle }: Evidence, pattern: RegExp): number {
  let worst = 0;
  for (const found of reading.chars.matchAll(pattern)) {
    let held = 0;
    for (let i = 0; i < found[0].length; i++) held += wordsTitle[found.index + i]!;
    worst = Math.max(worst, 1 - held / found[0].length);
  }
  return worst > 0.3 ? worst : 0;
}

const log1 = (x: number): number => Math.log(1 + x);

/** By how much (in logarithms) one candidate's evidence is above another's, at most 2. */
const lead = (a: Ranked, b: Ranked | undefined): number =>
  Math.min(2, log1(a.evidence) - log1(b?.evidence ?? 0));

/** What the probability of the first candidate is computed from. */
export function signsOf(question: Question, ranked: readonly Ranked[]): number[] {
  const first = ranked[0]!;
  const { seen } = first;
  const words = byWords(question, seen.cover);
  const { total, topicTotal } = question;
  return [
    1,
    log1(seen.coveredWithText * total),
    log1((1 - seen.coveredWithText) * total),
    chatShare(question),
    words.worst,
    question.strange,
    log1(words.best),
    seen.titleExplained,
    seen.explained,
    log1(seen.topic[0] * topicTotal),
    log1((1 - seen.topic[1]) * topicTotal),
    unheld(question, seen, BUSINESS),
    unheld(question, seen, ELSEWHERE),
    log1(first.evidence),
    lead(first, ranked[1]),
    Math.min(8, first.rank - (ranked[1]?.rank ?? 0)),
  ];
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** Probability at least, when the question is a published one, word for word but for its end. */
const ASKED_AGAIN = 0.95;

/** Probability that each candidate answers: the first one's from its signs, the others' fall with their rank. */
export function probabilities(question: Question, ranked: readonly Ranked[]): number[] {
  const first = ranked[0];
  if (!first) return [];
  const fitted = sigmoid(signsOf(question, ranked).reduce((sum, sign, i) => sum + sign * WEIGHTS[i]!, 0));
  const top = first.seen.whole ? Math.max(ASKED_AGAIN, fitted) : fitted;
  return ranked.map((hit) => top * Math.exp(Math.max(-20, hit.rank - first.rank)));
}
