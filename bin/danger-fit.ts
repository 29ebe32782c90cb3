/** `node bin/danger-fit.ts`: learns the weights of the danger reader anew from its scenes, lines and the content. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import { type Lesson, learnFrom, type Weights } from '../lib/matching/danger/learn/fit.ts';
import { classesOf, linesOf, rowsOf, seededDice } from '../lib/matching/danger/learn/grammar.ts';
import { toldPlainly } from '../lib/matching/danger/told.ts';
import type { DangerKind } from '../lib/matching/danger/types.ts';
import { CIVIL } from '../lib/matching/lexicon/civil.ts';
import { DAILY } from '../lib/matching/lexicon/daily.ts';
import { GENERAL } from '../lib/matching/lexicon/general.ts';
import { HOUSING } from '../lib/matching/lexicon/housing.ts';
import { LIVING } from '../lib/matching/lexicon/living.ts';
import { PLANNING } from '../lib/matching/lexicon/planning.ts';
import { SERVICES } from '../lib/matching/lexicon/services.ts';
import { TOWN } from '../lib/matching/lexicon/town.ts';

const LEARN = new URL('../lib/matching/danger/learn/', import.meta.url);
const LINES = new URL('../test/matching-talk/', import.meta.url);
const CONTENT = new URL('../content/icheon/fields/', import.meta.url);
const OUT = new URL('../lib/matching/danger/weights.ts', import.meta.url);

/** Lines made of one scene: the harmless scenes are fewer and broader. */
const PER_DANGER = 50;
const PER_HARMLESS = 100;
/** A line that somebody wrote counts as much as this many made ones. */
const WRITTEN = 12;

const read = (name: string, at: URL): string => readFileSync(new URL(name, at), 'utf8');

function scenes(): Lesson[] {
  const classes = classesOf(read('words.txt', LEARN));
  const dice = seededDice(7);
  const dangers = rowsOf(read('danger.txt', LEARN)).flatMap((row) => {
    const [kind, scene] = row.split('\t') as [DangerKind, string];
    return linesOf(scene, classes, PER_DANGER, dice).map((text) => ({ text, kind }));
  });
  const harmless = rowsOf(read('harmless.txt', LEARN)).flatMap((row) =>
    linesOf(row, classes, PER_HARMLESS, dice),
  );
  return [...dangers, ...harmless.map((text) => ({ text }))];
}

function written(leftOut: ReadonlySet<string>): Lesson[] {
  const files = readdirSync(LINES).filter((name) => /^danger-.*\.tsv$/.test(name) && !leftOut.has(name));
  return files.flatMap((name) =>
    rowsOf(read(name, LINES)).map((row) => {
      const [kind, text] = row.split('\t') as [DangerKind | '-', string];
      return { text, weight: WRITTEN, ...(kind === '-' ? {} : { kind }) };
    }),
  );
}

interface FieldFile {
  readonly entries: readonly { readonly title: string; readonly phrasings?: readonly string[] }[];
}

/** Who it is about and how upset it sounds, neither of which makes a danger. */
const ABOUT = '||엄마가 |할머니가 |남편이 |우리 애가 |친구가 |누가 |아빠 |저 |아들이 |옆집에서 '.split('|');
const UPSET =
  ' 어떡해요| 도와주세요|ㅠㅠ| 급해요| 큰일났어요| 어쩌죠| 빨리요| 걱정이에요| 미치겠어요| 안돼요'.split('|');

/** What citizens ask according to the content, as it stands and said by somebody upset. */
function asked(): Lesson[] {
  const dice = seededDice(5);
  const pick = (from: readonly string[]): string => from[Math.floor(dice() * from.length)] as string;
  const questions = readdirSync(CONTENT)
    .flatMap((name) => (parse(read(name, CONTENT)) as FieldFile).entries)
    .flatMap((entry) => [entry.title, ...(entry.phrasings ?? [])])
    .filter((text) => !toldPlainly(text));
  return questions.flatMap((text) => [{ text, weight: WRITTEN }, { text: pick(ABOUT) + text + pick(UPSET) }]);
}

/** Questions, talk and errands of no danger at all, as people wrote them. */
function ordinary(leftOut: ReadonlySet<string>): Lesson[] {
  const files = readdirSync(LINES).filter((name) => /^harmless-.*\.txt$/.test(name) && !leftOut.has(name));
  return files.flatMap((name) => rowsOf(read(name, LINES)).map((text) => ({ text, weight: WRITTEN })));
}

/** Words that the lexicon also holds for those in danger: their groups teach nothing harmless. */
const GRAVE =
  /자살|죽|학대|폭력|성폭|성추행|스토킹|실종|화재|불이|불_?났|연기|가스|익사|물에_?빠|납치|강도|협박|피싱|사기|119|112|109|위기|쓰러|응급|구조|구급|갇|미아|잃어|가출|칼|맞았|때리|때려|위협|침입|도둑|중독|질식|폭발|추락|사고|다쳤|다친|피가|경련|발작/;

/** Everyday words alone and in pairs, so that a short question is not heard as a cry. */
function words(): Lesson[] {
  const known = [CIVIL, TOWN, GENERAL].flatMap((lexicon) => lexicon.trim().split('\n'));
  const more = [PLANNING, LIVING, HOUSING, SERVICES, DAILY].flatMap((lexicon) => lexicon.trim().split('\n'));
  const rows = [...known, ...more.filter((row) => !GRAVE.test(row))];
  const groups = rows.map((row) =>
    row
      .replaceAll('_', ' ')
      .replace(/[->]/g, '')
      .split(/ +(?=\S)/),
  );
  return groups
    .flatMap((group) => group.flatMap((word, at) => [word, `${word} ${group[(at + 1) % group.length]}`]))
    .filter((text) => text.length > 1 && !toldPlainly(text))
    .map((text) => ({ text }));
}

function moduleOf({ unit, bias, pieces }: Weights): string {
  const alike = new Map<string, string[]>();
  for (const [piece, { weight, kind = '' }] of pieces) {
    const key = `${weight}, '${kind}'`;
    alike.set(key, [...(alike.get(key) ?? []), piece]);
  }
  const rows = [...alike].sort().map(([key, some]) => `  [${key}, '${some.sort().join(' ')}'],`);
  return [
    '// Written by bin/danger-fit.ts. Do not edit: change the scenes or the lines and run it again.',
    "import type { DangerKind } from './types.ts';",
    '',
    '/** Log-odds of one unit of weight. */',
    `export const UNIT = ${unit};`,
    '/** Log-odds of a text that holds none of the pieces. */',
    `export const BIAS = ${bias.toFixed(4)};`,
    '/** Pieces by weight (above 0 they speak for danger, below 0 against it) and by the kind they speak for. */',
    "export const PIECES: readonly (readonly [number, DangerKind | '', string])[] = [",
    ...rows,
    '];',
    '',
  ].join('\n');
}

const leftOut = new Set(process.argv.slice(2));
const weights = learnFrom([...scenes(), ...written(leftOut), ...ordinary(leftOut), ...asked(), ...words()]);
writeFileSync(OUT, moduleOf(weights));
process.stdout.write(`${weights.pieces.size} pieces\n`);
