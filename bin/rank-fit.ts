/**
 * `npm run rank:fit weights`, then `order`, then `sure`: fits anew what the second look weighs (lib/matching/rank/weights.ts),
 * what trees add to that (rank/orderTrees.ts) and how sure the first candidate is (rank/trees.ts). Reads the public half of
 * the measuring kit beside this checkout (../shared/matching), questions written on its corpus (test/matching-fit) and the
 * content of Icheon. Each step takes one to three minutes.
 */
import { writeFileSync } from 'node:fs';
import { IndexMatcher, type Inspection } from '../lib/matching/matcher.ts';
import { SIGNS } from '../lib/matching/rank/calibrate.ts';
import { treeLine } from '../lib/matching/rank/forest.ts';
import { boost, boostOrder, type Example, type Ranking } from '../lib/matching/rank/learn/boost.ts';
import { fitOrder, type Lineup } from '../lib/matching/rank/learn/order.ts';
import { FIGURES, weighted } from '../lib/matching/rank/rerank.ts';
import { type Asked, situations } from './rank-fit/situations.ts';

const RANK = new URL('../lib/matching/rank/', import.meta.url);

/** Candidates of a question that the order is learnt from. */
const CANDIDATES = 20;
/** How strongly the weights of the order are drawn towards zero, per spread of their figure. */
const DRAWN = 3e-3;

/** Signs that can only make an answer likelier (1) or less likely (−1). */
const WAYS: Partial<Record<(typeof SIGNS)[number], number>> = {
  logCovered: 1,
  logMissed: -1,
  chat: -1,
  worstWord: -1,
  business: -1,
  errand: -1,
  elsewhere: -1,
  lead: 1,
  gap: 1,
  mirrorCovered: 1,
  shadowAhead: 1,
  shadowBehind: 1,
};

/** How the trees are grown: chosen in cross-validation by entry. */
const ORDER_GROWTH = {
  trees: 200,
  rate: 0.08,
  leaves: 6,
  leafSize: 300,
  drawn: 20,
  ways: FIGURES.map(() => 0),
};
const SURE_GROWTH = {
  trees: 200,
  rate: 0.06,
  leaves: 8,
  leafSize: 100,
  drawn: 5,
  ways: [...SIGNS.map((sign) => WAYS[sign] ?? 0), ...FIGURES.map(() => 0)],
};

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const isRight = ({ ids }: Asked, id: string): boolean => (ids.length ? ids.includes(id) : id === '');

/** What a lesson is made of: one question as the matcher sees it with the constants as they are now. */
type Teach<Lesson> = (question: Asked, seen: Inspection) => Lesson | undefined;

/** What all questions teach. `whole`: with all figures of every candidate. */
async function lessons<Lesson>(teach: Teach<Lesson>, whole = false): Promise<Lesson[]> {
  const all: Lesson[] = [];
  for (const { name, index, asked } of await situations()) {
    const matcher = new IndexMatcher(index);
    for (const question of asked) {
      const lesson = teach(question, matcher.inspect(question.text, whole));
      if (lesson) all.push(lesson);
    }
    say(`${name}: ${asked.length} questions`);
  }
  return all;
}

const lineupOf: Teach<Lineup> = (question, { ids, ranked }) => ({
  figures: ranked.slice(0, CANDIDATES).map(({ figures }) => figures),
  right: ids.slice(0, CANDIDATES).map((id) => isRight(question, id)),
  weight: question.weight,
});

/** The entries that were looked at from both sides, with the ranks that they have without trees. */
const rankingOf: Teach<Ranking> = ({ ids: answers, weight }, { ids, ranked }) => {
  if (answers.length === 0) return undefined;
  const near = [...ranked.keys()].filter(
    (i) => ids[i] !== '' && ranked[i]!.figures.length === FIGURES.length,
  );
  const figures = near.map((i) => ranked[i]!.figures);
  const right = near.map((i) => answers.includes(ids[i]!));
  return { figures, ranks: figures.map((own) => weighted(own, 0)), right, weight };
};

/** Whether the first entry answers. */
const exampleOf: Teach<Example> = ({ ids: right, weight }, { ids, ranked, signs }) => {
  const first = ids.findIndex((id) => id !== '');
  if (first < 0) return undefined;
  return { figures: [...signs, ...ranked[first]!.figures], holds: right.includes(ids[first]!), weight };
};

const HEAD = '// Written by bin/rank-fit.ts. Do not edit: change what it reads and run it again.';

const write = (name: string, lines: readonly string[]): void =>
  writeFileSync(new URL(name, RANK), [HEAD, ...lines, ''].join('\n'));

async function fitWeights(): Promise<void> {
  const weights = fitOrder(await lessons(lineupOf, true), FIGURES.length, DRAWN);
  write('weights.ts', [
    '/** What each figure of a candidate weighs in its rank (FIGURES of rerank.ts); the same for every content. */',
    'export const WEIGHTS: readonly number[] = [',
    ...weights.map((weight, f) => `  ${Number(weight.toFixed(2))}, // ${FIGURES[f]}`),
    '];',
  ]);
}

async function fitOrderTrees(): Promise<void> {
  const trees = boostOrder(await lessons(rankingOf), ORDER_GROWTH);
  write('orderTrees.ts', [
    '/** What is added to the rank of a candidate that was looked at from both sides: a tree a line (forest.ts). */',
    'export const ORDER_TREES = `',
    ...trees.map(treeLine),
    '`;',
  ]);
}

async function fitSureTrees(): Promise<void> {
  const { start, trees } = boost(await lessons(exampleOf), SURE_GROWTH);
  write('trees.ts', [
    '/** Log-odds that the first candidate answers: where they start, and what is added, a tree a line (forest.ts). */',
    `export const START = ${start.toFixed(4)};`,
    'export const TREES = `',
    ...trees.map(treeLine),
    '`;',
  ]);
}

/** Each step sees what the one before it wrote, so each is a run of its own. */
const STEPS: Readonly<Record<string, () => Promise<void>>> = {
  weights: fitWeights,
  order: fitOrderTrees,
  sure: fitSureTrees,
};

const USAGE = `Usage: rank:fit ${Object.keys(STEPS).join(' | ')} (in this order, then npm run bench:match)`;

try {
  const step = STEPS[process.argv[2] ?? ''];
  if (!step) throw new Error(USAGE);
  await step();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
