/** `npm run bench`: a citizen's turn beside an empty handler and a bare one with one read, in the same run. */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleFunction } from '../bin/build.ts';
import { createApp } from '../bin/city.ts';
import { startCity } from '../local/city.ts';
import { type Figures, measure, type Subject } from './turn/measure.ts';
import { addPeers, PEERS } from './turn/stack.ts';

const inRoot = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'minwontalk-bench-'));

let asked = 0;

/** A question as Kakao sends it, from ten citizens in turn: one alone would be asked to slow down. */
const question = () =>
  JSON.stringify({
    bot: { id: '5f0000000000000000000001', name: '민원 안내 봇' },
    action: { id: '7fc430bb4126ca8d35799a11', name: '질문', params: {}, detailParams: {}, clientExtra: {} },
    userRequest: {
      block: { id: '6b81728a12f584cfca1caab7', name: '폴백 블록' },
      user: { id: `bench-citizen-${asked++ % 10}`, type: 'botUserKey', properties: {} },
      utterance: '여권 만드는 데 얼마예요?',
      params: { surface: 'Kakaotalk.plusfriend' },
    },
  });

const SUBJECTS: readonly Subject[] = [
  ...PEERS.map((name) => ({
    name,
    fn: name,
    path: `/bench/${name}`,
    body: () => '{}',
    bundle: join(folder, name),
  })),
  { name: 'chat', fn: 'chat', path: '/skill/ask', body: question, bundle: inRoot('dist/functions/chat') },
];

async function run(): Promise<Map<string, Figures>> {
  for (const name of PEERS)
    await bundleFunction(inRoot(`bench/turn/handlers/${name}.ts`), join(folder, name));
  const assembly = join(folder, 'cdk.out');
  const made = await createApp({ outdir: assembly, validate: false, warn: () => undefined });
  addPeers(made, folder);
  made.app.synth();
  const city = await startCity({ assembly, quiet: true });
  try {
    return await measure(city, SUBJECTS);
  } finally {
    await city.close();
  }
}

const ROWS: readonly [string, (figures: Figures) => number, number][] = [
  ['bundle, KiB', (figures) => figures.bundleKb, 0],
  ['process start to first reply, ms (median of 7)', (figures) => figures.cold, 0],
  ['warm turn, ms (median of 150)', (figures) => figures.warm, 1],
  ['warm turn, ms (95th percentile)', (figures) => figures.warm95, 1],
  ['store calls a turn', (figures) => figures.storeCalls, 0],
];

function print(results: Map<string, Figures>): void {
  const of = (name: string) => results.get(name) as Figures;
  console.log(
    `${new Date().toISOString().slice(0, 10)} · Node ${process.versions.node} · ${cpus().length} × ${cpus()[0]?.model.trim()}\n`,
  );
  console.log('| | empty handler | one read | chat | chat ÷ one read |\n| --- | --- | --- | --- | --- |');
  for (const [label, figure, digits] of ROWS) {
    const [empty, bare, chat] = [figure(of('empty')), figure(of('bare')), figure(of('chat'))];
    const cells = [empty, bare, chat].map((value) => value.toFixed(digits));
    console.log(`| ${label} | ${cells.join(' | ')} | ${(chat / bare).toFixed(2)} |`);
  }
}

try {
  print(await run());
} finally {
  rmSync(folder, { recursive: true, force: true });
}
