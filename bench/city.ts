/** `npm run bench:city`: citizens' questions through the dialogue over the city's own content. `-- --show`: what half A gets wrong. */

import { askCovered, askFollowUp, askUncovered, type Judged } from '../test/city-questions/judge.ts';
import { coveredQuestions, followUps, type Half, uncoveredQuestions } from '../test/city-questions/sets.ts';
import { bookOf, icheon } from '../test/dialogue/factories.ts';

interface Line extends Judged {
  readonly half: Half;
  readonly text: string;
  readonly right: string;
  readonly field: string;
  /** Place of the first right entry in the matcher's ranking, from 1, whatever the threshold; 0 where there is none. */
  readonly rank: number;
}

const share = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;

const count = (lines: readonly Line[], test: (line: Line) => boolean): number => lines.filter(test).length;

/** '90.1 % (243/270)'. */
function of(lines: readonly Line[], test: (line: Line) => boolean): string {
  const hits = count(lines, test);
  return `${share(hits, lines.length)} (${hits}/${lines.length})`;
}

const atOnce = (line: Line): boolean => line.verdict === 'right';
const onePress = (line: Line): boolean => line.verdict === 'right' || line.verdict === 'press';
const wrongGiven = (line: Line): boolean => line.wrongGiven;
const missing = (line: Line): boolean => !onePress(line) && !line.wrongGiven;

type Row = readonly [label: string, lines: readonly Line[], test: (line: Line) => boolean];

function printTable(rows: readonly Row[], halves: readonly (readonly [string, (line: Line) => boolean])[]) {
  console.log(`| | ${halves.map(([name]) => name).join(' | ')} |\n|${' --- |'.repeat(halves.length + 1)}`);
  for (const [label, lines, test] of rows) {
    console.log(`| ${label} | ${halves.map(([, keep]) => of(lines.filter(keep), test)).join(' | ')} |`);
  }
}

function printFields(covered: readonly Line[]): void {
  const fields = [...new Set(covered.map(({ field }) => field))];
  console.log('\n| field | at once | one press | wrong given | not found |\n| --- | --- | --- | --- | --- |');
  for (const field of fields) {
    const own = covered.filter((line) => line.field === field);
    const cells = [atOnce, onePress, wrongGiven, missing].map((test) => share(count(own, test), own.length));
    console.log(`| ${field} (${own.length}) | ${cells.join(' | ')} |`);
  }
}

function show(title: string, lines: readonly Line[]): void {
  console.log(`\n## ${title}`);
  for (const line of lines.filter(({ half, verdict }) => half === 'A' && verdict !== 'right')) {
    console.log(
      `${line.verdict.padEnd(5)} ${line.rank} ${line.score?.toFixed(2) ?? '    '} ${line.text}  ⇒ ${line.right} | ${line.did}`,
    );
  }
}

const book = bookOf(await icheon());

function rankOf(text: string, right: readonly string[]): number {
  return book.matcher.match(text).candidates.findIndex(({ id }) => right.includes(id)) + 1;
}

const covered: Line[] = coveredQuestions().map((question) => {
  const { text, half, right } = question;
  const field = right[0]?.split('-')[0] ?? '';
  return {
    ...askCovered(book, question),
    text,
    half,
    right: right.join(','),
    field,
    rank: rankOf(text, right),
  };
});
const uncovered: Line[] = uncoveredQuestions().map((question) => {
  const { text, half, kind } = question;
  return { ...askUncovered(book, question), text, half, right: kind, field: kind, rank: 0 };
});
const pairs: Line[] = followUps().map((pair) => {
  const judged = askFollowUp(book, pair);
  const right = `${pair.right.join(',')} '${pair.shows}'`;
  return {
    ...judged,
    text: `${pair.first} [${judged.first}] → ${pair.text}`,
    half: pair.half,
    right,
    field: '',
    rank: 0,
  };
});

const onlyA = process.argv.includes('--half-a');
const halves: [string, (line: Line) => boolean][] = [['half A', ({ half }) => half === 'A']];
if (!onlyA) halves.push(['half B', ({ half }) => half === 'B'], ['both', () => true]);
printTable(
  [
    ['right answer at once', covered, atOnce],
    ['within one press', covered, onePress],
    ['wrong answers given', covered, wrongGiven],
    ['not found although covered', covered, missing],
    ['ranked first, whatever the threshold', covered, ({ rank }) => rank === 1],
    ['ranked in three', covered, ({ rank }) => rank > 0 && rank <= 3],
    ['uncovered answered as if covered', uncovered, wrongGiven],
    ['uncovered offered candidates', uncovered, ({ did }) => did.startsWith('choose')],
    ['follow-ups right', pairs, atOnce],
  ],
  halves,
);
printFields(onlyA ? covered.filter(({ half }) => half === 'A') : covered);
if (process.argv.includes('--show')) {
  show('covered', covered);
  show('uncovered', uncovered);
  show('follow-ups', pairs);
}
