/** From evidence to the probability that the first entry answers. Constants fitted once, the same for every content. */
import { CHAT } from '../lexicon/chat.ts';
import { AGENCIES, ERRANDS, MARKET, OTHERS } from '../lexicon/elsewhere.ts';
import { OFFICES, PLACES } from '../lexicon/places.ts';
import { Finder } from '../text/finder.ts';
import type { Evidence } from './evidence.ts';
import { sumOfTrees } from './forest.ts';
import { byWords, type Question } from './question.ts';
import { FIGURES, type Ranked } from './rerank.ts';
import { START, TREES } from './trees.ts';

/** At or above: answer. */
export const ANSWER = 0.33;
/** At or above, below ANSWER: offer up to three. */
export const CHOOSE = 0.12;

/** What the probability is computed from beside the first candidate's figures, in the order that the trees count them. */
export const SIGNS = [
  'one',
  'logCovered',
  'logMissed',
  'chat',
  'worstWord',
  'bestWord',
  'business',
  'errand',
  'elsewhere',
  'logEvidence',
  'lead',
  'gap',
  'mirrorCovered',
  'act',
  'shadowAhead',
  'shadowBehind',
] as const;

const IN_CHAT = new Finder(CHAT);
const ELSEWHERE = new Finder([...PLACES, ...OFFICES]);
const BUSINESS = new Finder([...AGENCIES, ...MARKET, ...OTHERS]);
const ERRAND = new Finder(ERRANDS);
const MIRROR_COVERED = FIGURES.indexOf('mirrorCovered');
const ACT = FIGURES.indexOf('act');

/** Share of the question's information that stands in small talk. */
function chatShare({ reading, information, total }: Question): number {
  let share = 0;
  IN_CHAT.find(reading.chars, (from, to) => {
    for (let i = from; i < to; i++) share += information[i]!;
  });
  return total ? Math.min(1, share / total) : 0;
}

/** Most that a word of a list is left unexplained by the words of title and phrasings, 0–1. */
function unheld({ reading }: Question, { wordsTitle }: Evidence, list: Finder): number {
  let worst = 0;
  list.find(reading.chars, (from, to) => {
    let held = 0;
    for (let i = from; i < to; i++) held += wordsTitle[i]!;
    worst = Math.max(worst, 1 - held / (to - from));
  });
  return worst > 0.3 ? worst : 0;
}

const log1 = (x: number): number => Math.log(1 + x);

/** By how much (in logarithms) one candidate's evidence is above another's, at most 2. */
const lead = (a: Ranked, b: Ranked | undefined): number =>
  Math.min(2, log1(a.evidence) - log1(b?.evidence ?? 0));

/** Ranks by which a candidate can be ahead of another at most. */
const MOST_AHEAD = 8;

/** What the probability of the first candidate is computed from. `shadow`: the likest question that no entry answers. */
export function signsOf(question: Question, ranked: readonly Ranked[], shadow?: Ranked): number[] {
  const first = ranked[0]!;
  const { seen } = first;
  const ahead = shadow ? first.rank - shadow.rank : MOST_AHEAD;
  const words = byWords(question.reading.stems, question.information, question.total, seen.cover);
  const { total } = question;
  return [
    1,
    log1(seen.coveredWithText * total),
    log1((1 - seen.coveredWithText) * total),
    chatShare(question),
    words.worst,
    log1(words.best),
    unheld(question, seen, BUSINESS),
    unheld(question, seen, ERRAND),
    unheld(question, seen, ELSEWHERE),
    log1(first.evidence),
    lead(first, ranked[1]),
    Math.min(MOST_AHEAD, first.rank - (ranked[1]?.rank ?? 0)),
    first.figures[MIRROR_COVERED]!,
    first.figures[ACT]!,
    Math.max(0, Math.min(MOST_AHEAD, ahead)),
    Math.min(0, Math.max(-MOST_AHEAD, ahead)),
  ];
}

/** Probability of log-odds. */
export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

const addedByTrees = sumOfTrees(TREES);

/** Probability at least, when the question is a published one, word for word but for its end. */
const ASKED_AGAIN = 0.95;

/** Probability that each candidate answers: the first one's from its signs, the others' fall with their rank. */
export function probabilities(question: Question, ranked: readonly Ranked[], shadow?: Ranked): number[] {
  const first = ranked[0];
  if (!first) return [];
  const fitted = sigmoid(START + addedByTrees([...signsOf(question, ranked, shadow), ...first.figures]));
  const top = (first.seen.whole ? Math.max(ASKED_AGAIN, fitted) : fitted) * (1 - first.denied);
  return ranked.map((hit) => top * Math.exp(Math.max(-20, hit.rank - first.rank)));
}
