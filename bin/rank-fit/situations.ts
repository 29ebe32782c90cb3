/** Contents with questions whose answers are known: what the constants of the matcher are fitted on. */
import { existsSync, readFileSync } from 'node:fs';
import { type CorpusEntry, type Labelled, labelsOf, toEntry } from '../../bench/match/measure.ts';
import { toMatchEntries } from '../../lib/content/lookup.ts';
import type { Content } from '../../lib/content/types.ts';
import { buildIndex, type MatchEntry, type StoredIndex } from '../../lib/matching/index.ts';
import { UNCOVERED } from '../../lib/matching/lexicon/uncovered.ts';
import { buildSnapshot } from '../content-files.ts';

/** A question, the entries that answer it (none: nothing does), and how much it counts. */
export interface Asked {
  readonly text: string;
  readonly ids: readonly string[];
  readonly weight: number;
}

/** A content with its questions. */
export interface Situation {
  readonly name: string;
  readonly index: StoredIndex;
  readonly asked: readonly Asked[];
}

interface Question {
  readonly text: string;
  readonly ids: readonly string[];
  /** against others of its situation */
  readonly counts: number;
}

const KIT = new URL('../../../shared/matching/', import.meta.url);
const WRITTEN = new URL('../../test/matching-fit/public.tsv', import.meta.url);

const json = <T>(path: string): T => JSON.parse(readFileSync(new URL(path, KIT), 'utf8')) as T;

/** FNV-1a with its high bits mixed in: which half of the public questions one belongs to. */
function halfOf(text: string): 'A' | 'B' {
  let hash = 2_166_136_261;
  for (const unit of text) hash = Math.imul(hash ^ unit.charCodeAt(0), 16_777_619);
  return ((hash ^ (hash >>> 13)) >>> 0) % 2 ? 'B' : 'A';
}

/** The public questions that may be learnt from: halves are told apart by their first entry. */
function publicHalf(path: string): Question[] {
  const queries = json<Labelled[]>(path);
  const labels = labelsOf(queries);
  return queries.flatMap(({ text }, i) => {
    const ids = labels[i]!;
    return halfOf([...ids].sort()[0]!) === 'A' ? [{ text, ids, counts: 1 }] : [];
  });
}

const every = (n: number, rest: number) => (_: unknown, i: number) => i % n === rest;

/** Half of what no city answers stands in every index, half of the other half is asked. */
const GENERAL = UNCOVERED.filter(every(2, 0));
const UNHEARD = UNCOVERED.filter(every(4, 1));

function writtenQuestions(): Question[] {
  const rows = readFileSync(WRITTEN, 'utf8').trim().split('\n');
  return rows.map((row) => {
    const [ids, text] = row.split('\t') as [string, string];
    return { text, ids: ids.split(','), counts: 1 };
  });
}

const none = (texts: readonly string[], counts: number): Question[] =>
  texts.map((text) => ({ text, ids: [], counts }));

/** Phrasings that `isOut` picks (by their number among all) are taken out and asked. */
function heldOut(entries: readonly MatchEntry[], isOut: (i: number) => boolean): [MatchEntry[], Question[]] {
  const out: Question[] = [];
  let i = 0;
  const kept = entries.map((entry) => ({
    ...entry,
    phrasings: (entry.phrasings ?? []).filter((text) => {
      if (text === entry.title) return false;
      const isTaken = isOut(i++);
      if (isTaken) out.push({ text, ids: [entry.id], counts: 1 });
      return !isTaken;
    }),
  }));
  return [kept, out];
}

/** The city as it began: without what citizens asked, with half of its phrasings; and questions that it then hears. */
function youngCity(content: Content): [MatchEntry[], Question[]] {
  const fields = content.fields.map((field) => ({
    ...field,
    entries: field.entries.map(({ asked: _, ...entry }) => entry),
  }));
  const collected = content.fields.flatMap(({ entries }) =>
    entries.flatMap(({ id, asked = [] }) => asked.map((text) => ({ text, ids: [id], counts: 1 }))),
  );
  const [entries, questions] = heldOut(toMatchEntries({ ...content, fields }), (i) => i % 2 === 1);
  return [entries, [...questions.filter(every(2, 0)), ...collected.filter(every(5, 0))]];
}

type Noisy = (text: string, seed: number) => { text: string };

/** Seeds of the noise; 0 is none. */
const SEEDS = [0, 1, 7];
const NOISE_COUNTS = 0.7;

interface Plan {
  readonly name: string;
  readonly weight: number;
  readonly index: StoredIndex;
  readonly covered: readonly Question[];
  readonly uncovered: readonly Question[];
}

/** Share of a situation's weight that its uncovered questions have, against the covered ones. */
const UNCOVERED_SHARE = 0.8;

const countOf = (questions: readonly Question[]): number =>
  questions.reduce((sum, { counts }) => sum + counts, 0);

function situationOf({ name, weight, index, covered, uncovered }: Plan, noisy: Noisy): Situation {
  const asked = (questions: readonly Question[], share: number, each: number): Asked[] => {
    const unit = (weight * share) / countOf(questions);
    return SEEDS.flatMap((seed) =>
      questions
        .filter((_, i) => seed === 0 || i % each === 0)
        .map(({ text, ids, counts }) => ({
          text: seed ? noisy(text, seed).text : text,
          ids,
          weight: unit * counts * (seed ? NOISE_COUNTS : 1),
        })),
    );
  };
  return { name, index, asked: [...asked(covered, 1, 1), ...asked(uncovered, UNCOVERED_SHARE, 2)] };
}

/** All situations, weights with a mean of one. Throws when the measuring kit is not there. */
export async function situations(): Promise<Situation[]> {
  if (!existsSync(KIT))
    throw new Error('The measuring kit is not here: put it at ../shared/matching beside this checkout.');
  const { noisy } = (await import(new URL('noise.mjs', KIT).href)) as { noisy: Noisy };
  const { content } = await buildSnapshot('icheon');
  const outside = none(
    json<{ text: string }[]>('seoul120/oos.json').flatMap(({ text }) => (halfOf(text) === 'A' ? [text] : [])),
    3,
  );
  const unheard = none(UNHEARD, 1.5);
  const near = content.uncovered ?? [];
  const [cityEntries, cityAsked] = heldOut(toMatchEntries(content), (i) => i % 5 === 0);
  const [youngEntries, youngAsked] = youngCity(content);
  const nearAsked = none(near.filter(every(2, 1)), 2);
  const written = writtenQuestions();
  const half = publicHalf('seoul120/queries.json');
  const halfCounts = (0.3 / 0.7) * (written.length / half.length);
  const corpus = (name: string): MatchEntry[] => json<CorpusEntry[]>(`${name}/corpus.json`).map(toEntry);
  const plans: Plan[] = [
    {
      name: 'public corpus',
      weight: 1,
      index: buildIndex(corpus('seoul120'), [], [], GENERAL),
      covered: [...half.map((question) => ({ ...question, counts: halfCounts })), ...written],
      uncovered: [...outside, ...unheard],
    },
    {
      name: 'paraphrases',
      weight: 0.4,
      index: buildIndex(corpus('parakqc'), [], [], GENERAL),
      covered: publicHalf('parakqc/queries.json'),
      uncovered: [...outside, ...unheard],
    },
    {
      name: 'city',
      weight: 1,
      index: buildIndex(cityEntries, content.synonyms, near.filter(every(2, 0)), GENERAL),
      covered: cityAsked,
      uncovered: [...outside, ...unheard, ...nearAsked],
    },
    {
      name: 'young city',
      weight: 0.5,
      index: buildIndex(youngEntries, content.synonyms, [], GENERAL),
      covered: youngAsked,
      uncovered: [...outside, ...unheard, ...nearAsked],
    },
  ];
  const all = plans.map((plan) => situationOf(plan, noisy));
  const weights = all.flatMap(({ asked }) => asked.map(({ weight }) => weight));
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
  return all.map((situation) => ({
    ...situation,
    asked: situation.asked.map((question) => ({ ...question, weight: question.weight / mean })),
  }));
}
