/** `node bin/danger-fit.ts`: learns the weights of the danger reader anew from the written lines and the content. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import { tidy } from '../lib/matching/danger/fold.ts';
import { type Lesson, learnFrom, type Weights } from '../lib/matching/danger/learn/fit.ts';
import { packPieces } from '../lib/matching/danger/packed.ts';
import { RULES, toldPlainly } from '../lib/matching/danger/told.ts';
import type { DangerKind } from '../lib/matching/danger/types.ts';
import { windowsOf } from '../lib/matching/danger/windows.ts';
import { UNCOVERED } from '../lib/matching/lexicon/uncovered.ts';

const LINES = new URL('../test/matching-talk/', import.meta.url);
const CONTENT = new URL('../content/icheon/fields/', import.meta.url);
const ASKED = new URL('../content/icheon/', import.meta.url);
const OUT = new URL('../lib/matching/danger/weights.ts', import.meta.url);

/** A line that somebody wrote counts as much as this many made ones. */
const WRITTEN = 30;

const read = (name: string, at: URL): string => readFileSync(new URL(name, at), 'utf8');
const rowsOf = (source: string): string[] => source.split('\n').filter((row) => row.trim() !== '');

/** A small seeded generator (mulberry32): the same lines always give the same lessons. */
function seededDice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function files(pattern: RegExp, leftOut: ReadonlySet<string>): string[] {
  return readdirSync(LINES).filter((name) => pattern.test(name) && !leftOut.has(name));
}

/** Dangers and what looks like them. */
function written(leftOut: ReadonlySet<string>): Lesson[] {
  return files(/^danger-.*\.tsv$/, leftOut).flatMap((name) =>
    rowsOf(read(name, LINES)).map((row) => {
      const [kind, text] = row.split('\t') as [DangerKind | '-', string];
      return { text, weight: WRITTEN, ...(kind === '-' ? {} : { kind }) };
    }),
  );
}

/** Questions, talk and errands of no danger at all, as people wrote them. */
function ordinary(leftOut: ReadonlySet<string>): Lesson[] {
  return files(/^harmless-.*\.txt$/, leftOut).flatMap((name) =>
    rowsOf(read(name, LINES)).map((text) => ({ text, weight: WRITTEN })),
  );
}

interface FieldFile {
  readonly entries: readonly {
    readonly id: string;
    readonly title: string;
    readonly phrasings?: readonly string[];
    readonly keywords?: readonly string[];
  }[];
}

/** Who it is about and how upset it sounds, neither of which makes a danger. */
const ABOUT = '||엄마가 |할머니가 |남편이 |우리 애가 |친구가 |누가 |아빠 |저 |아들이 |옆집에서 '.split('|');
const UPSET =
  ' 어떡해요| 도와주세요|ㅠㅠ| 급해요| 큰일났어요| 어쩌죠| 빨리요| 걱정이에요| 미치겠어요| 안돼요'.split('|');

/** Keyword of entries that are about a danger: what is asked for them is no harmless line. */
const OF_DANGER = '자살예방';

/** What citizens ask according to the content and what no city answers, as it stands and said by somebody upset. */
function asked(): Lesson[] {
  const dice = seededDice(5);
  const pick = (from: readonly string[]): string => from[Math.floor(dice() * from.length)] as string;
  const entries = readdirSync(CONTENT).flatMap((name) => (parse(read(name, CONTENT)) as FieldFile).entries);
  const harmless = entries.filter(({ keywords }) => !keywords?.includes(OF_DANGER));
  const grave = new Set(entries.filter((entry) => !harmless.includes(entry)).map(({ id }) => id));
  const collected = rowsOf(read('asked.tsv', ASKED)).map((row) => row.split('\t') as [string, string]);
  const questions = [
    ...harmless.flatMap((entry) => [entry.title, ...(entry.phrasings ?? [])]),
    ...collected.filter(([id]) => !grave.has(id)).map(([, text]) => text),
    ...UNCOVERED,
  ].filter((text) => !toldPlainly(text));
  return questions.flatMap((text) => [{ text, weight: WRITTEN }, { text: pick(ABOUT) + text + pick(UPSET) }]);
}

function moduleOf({ unit, bias, pieces }: Weights): string {
  const kinds = RULES.map(({ kind }) => kind);
  const rows = [...pieces].sort(([a], [b]) => a - b);
  const packed = packPieces({
    keys: Uint32Array.from(rows, ([key]) => key),
    weights: Int8Array.from(rows, ([, { weight }]) => weight),
    kinds: Uint8Array.from(rows, ([, { kind }]) => (kind ? kinds.indexOf(kind) + 1 : 0)),
    voices: Int8Array.from(rows, ([, { voice }]) => voice),
  });
  return [
    '// Written by bin/danger-fit.ts. Do not edit: change the lines and run it again.',
    "import type { DangerKind } from './types.ts';",
    '',
    '/** Log-odds of one unit of weight. */',
    `export const UNIT = ${unit};`,
    '/** Log-odds of a text that holds none of the pieces. */',
    `export const BIAS = ${bias.toFixed(4)};`,
    '/** Kinds as the pieces count them, from 1. */',
    'export const KINDS: readonly DangerKind[] = [',
    ...kinds.map((kind) => `  '${kind}',`),
    '];',
    '/** Pieces, their weights, kinds and voices (packed.ts). */',
    'export const PACKED =',
    `  '${packed}';`,
    '',
  ].join('\n');
}

/** A long message is read stretch by stretch: each stretch of a harmless one is harmless. */
function inStretches(lesson: Lesson): Lesson[] {
  const stretches = lesson.kind ? [] : windowsOf(tidy(lesson.text));
  return stretches.length > 1 ? [lesson, ...stretches.map((text) => ({ ...lesson, text }))] : [lesson];
}

const leftOut = new Set(process.argv.slice(2));
const lessons = [...written(leftOut), ...ordinary(leftOut), ...asked()];
const weights = learnFrom(lessons.flatMap(inStretches));
writeFileSync(OUT, moduleOf(weights));
process.stdout.write(`${weights.pieces.size} pieces\n`);
