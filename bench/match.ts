/**
 * Our matcher beside its peers on the public sets, clean and noisy, in one run. Peers whose packages are not
 * installed are named and left out; the bigram BM25 needs none. Usage: npm run bench:match [-- --quick] [--seed 1]
 */
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  type CorpusEntry,
  evaluate,
  type Figures,
  type Labelled,
  labelsOf,
  toEntry,
} from './match/measure.ts';
import { rowOf, timedMatcher } from './match/ours.ts';
import { loadPeers, type Peer } from './match/peers.ts';

const SHARED = new URL('../../shared/matching/', import.meta.url);

interface Noisy {
  noisy(text: string, seed: number): { text: string };
}

interface Result {
  readonly name: string;
  readonly clean: Figures;
  readonly noisy: Figures;
  readonly indexMs: number;
  readonly heapMB: number;
}

/** Keeps the memory of an index apart from what reading the files took. */
const read = <T>(path: string): T => JSON.parse(readFileSync(new URL(path, SHARED), 'utf8')) as T;

const OURS: Peer = {
  name: 'minwontalk',
  make: async (corpus) => {
    const { matcher, indexMs, heapMB } = timedMatcher(corpus.map(toEntry));
    return { row: async (text, oos) => rowOf(matcher, text, oos), indexMs, heapMB };
  },
};

async function measure(peer: Peer, set: Set, seed: number, { noisy }: Noisy): Promise<Result> {
  const ready = await peer.make(set.corpus);
  for (const q of set.queries.slice(0, 20)) await ready.row(q.text, false);
  const labels = labelsOf(set.queries);
  const run = async (change: (text: string) => string): Promise<Figures> => {
    const inside = [];
    for (const q of set.queries) inside.push(await ready.row(change(q.text), false));
    const outside = [];
    for (const q of set.oos) outside.push(await ready.row(change(q.text), true));
    return evaluate(inside, labels, outside);
  };
  const clean = await run((text) => text);
  const { indexMs, heapMB } = ready;
  return { name: peer.name, clean, noisy: await run((text) => noisy(text, seed).text), indexMs, heapMB };
}

interface Set {
  readonly name: string;
  readonly corpus: readonly CorpusEntry[];
  readonly queries: readonly Labelled[];
  readonly oos: readonly { readonly text: string }[];
}

function setOf(name: string, most: number): Set {
  const oos = existsSync(new URL(`${name}/oos.json`, SHARED))
    ? read<{ text: string }[]>(`${name}/oos.json`)
    : [];
  return {
    name,
    corpus: read(`${name}/corpus.json`),
    queries: read<Labelled[]>(`${name}/queries.json`).slice(0, most),
    oos,
  };
}

const percent = (x: number | null): string => (x === null ? '–' : (x * 100).toFixed(1));

function line({ name, clean, noisy, indexMs, heapMB }: Result): string {
  const cells = [clean, noisy].flatMap((f) => [
    percent(f.top1),
    percent(f.top3),
    f.auroc?.toFixed(3) ?? '–',
    percent(f.oosRejected90),
  ]);
  return `| ${[name, ...cells, clean.p50us, clean.p95us, indexMs, heapMB].join(' | ')} |`;
}

const HEAD = [
  '| matcher | top1 | top3 | AUROC | oosRej@90 | noisy top1 | noisy top3 | noisy AUROC | noisy oosRej@90 | p50 µs | p95 µs | index ms | heap MB |',
  '|---|---|---|---|---|---|---|---|---|---|---|---|---|',
];

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { quick: { type: 'boolean', default: false }, seed: { type: 'string', default: '1' } },
  });
  if (!existsSync(SHARED)) {
    console.log(
      'Skipped: the public sets (../shared/matching beside this repository) are not on this machine.',
    );
    return;
  }
  const noise = (await import(new URL('noise.mjs', SHARED).href)) as Noisy;
  const { peers, missing } = await loadPeers(SHARED, values.quick);
  for (const name of missing) console.log(`Left out, its package is not installed: ${name}`);
  for (const name of ['seoul120', 'parakqc']) {
    const set = setOf(name, values.quick ? 400 : 5000);
    console.log(
      `\n## ${name} (${set.corpus.length} entries, ${set.queries.length} questions, seed ${values.seed})\n`,
    );
    console.log(HEAD.join('\n'));
    for (const peer of [OURS, ...peers])
      console.log(line(await measure(peer, set, Number(values.seed), noise)));
  }
}

await main();
