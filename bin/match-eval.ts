/** Measures the matcher on a labelled set; prints one JSON object (or a small table). Usage: see USAGE. */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type CorpusEntry, evaluate, type Labelled, labelsOf, toEntry } from '../bench/match/measure.ts';
import { rankAll } from '../bench/match/ours.ts';

const USAGE =
  'match:eval -- --corpus corpus.json --queries queries.json [--oos oos.json] [--json] [--ranks out.jsonl]';

const read = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T;

function options(): { corpus: string; queries: string; oos?: string; json: boolean; ranks?: string } {
  const { values } = parseArgs({
    options: {
      corpus: { type: 'string' },
      queries: { type: 'string' },
      oos: { type: 'string' },
      json: { type: 'boolean', default: false },
      ranks: { type: 'string' },
    },
  });
  if (!values.corpus || !values.queries)
    throw new Error(`--corpus and --queries are needed.\nUsage: ${USAGE}`);
  return { ...values, corpus: values.corpus, queries: values.queries, json: values.json };
}

function main(): void {
  const { corpus, queries, oos, json, ranks } = options();
  const entries = read<CorpusEntry[]>(corpus).map(toEntry);
  const asked = read<Labelled[]>(queries);
  const outside = oos ? read<{ text: string }[]>(oos) : [];
  const run = rankAll(entries, asked, outside);
  if (ranks) writeFileSync(ranks, run.rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  const scored = asked.flatMap((q, i) => (q.ids || q.id ? [i] : []));
  const figures = {
    ...evaluate(
      scored.map((i) => run.rows[i]!),
      labelsOf(scored.map((i) => asked[i]!)),
      run.rows.slice(asked.length),
    ),
    indexMs: run.indexMs,
    heapMB: run.heapMB,
  };
  if (json) process.stdout.write(`${JSON.stringify(figures)}\n`);
  else console.table(figures);
}

try {
  main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
