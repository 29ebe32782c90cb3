/** Peers of the matcher: the measuring kit's own runners, as far as their packages are installed beside it. */
import { registerHooks } from 'node:module';
import type { CorpusEntry, Row } from './measure.ts';
import { heapNow } from './ours.ts';

/** A peer made ready on a corpus. */
export interface Ready {
  row(text: string, oos: boolean): Promise<Row>;
  readonly indexMs: number;
  readonly heapMB: number;
}

/** A matcher that can be measured. */
export interface Peer {
  readonly name: string;
  make(corpus: readonly CorpusEntry[]): Promise<Ready>;
}

type Rank = (text: string) => { id: string; score: number }[] | Promise<{ id: string; score: number }[]>;
type Makers = Record<string, (corpus: readonly CorpusEntry[]) => Rank | Promise<Rank>>;

/** Peers that take minutes; left out of a quick run. */
const SLOW = /nlpjs|fuse/;

function peerOf(name: string, make: Makers[string]): Peer {
  return {
    name,
    make: async (corpus) => {
      const before = heapNow();
      const begun = performance.now();
      const rank = await make(corpus);
      const indexMs = Math.round(performance.now() - begun);
      const heapMB = Math.round((heapNow() - before) / 1e5) / 10;
      const row = async (text: string, oos: boolean): Promise<Row> => {
        const start = performance.now();
        const top = (await rank(text)).slice(0, 10);
        return { text, oos, top, answered: false, us: Math.round((performance.now() - start) * 1000) };
      };
      return { row, indexMs, heapMB };
    },
  };
}

const TRIAL: readonly CorpusEntry[] = [
  { id: 'a', title: '여권 발급' },
  { id: 'b', title: '전입 신고' },
];

async function works(make: Makers[string]): Promise<boolean> {
  try {
    await make(TRIAL);
    return true;
  } catch {
    return false;
  }
}

/** The kit stands beside this repository and has no packages of its own: its bare imports are looked up here. */
function lendPackages(kit: URL): void {
  registerHooks({
    resolve(specifier, context, next) {
      const ofKit = context.parentURL?.startsWith(kit.href) === true && /^[@a-z]/.test(specifier);
      return next(specifier, ofKit ? { ...context, parentURL: import.meta.url } : context);
    },
  });
}

/** Peers that run here, and the names of those whose packages are missing. */
export async function loadPeers(kit: URL, quick: boolean): Promise<{ peers: Peer[]; missing: string[] }> {
  lendPackages(kit);
  const { PEERS } = (await import(new URL('peers.mjs', kit).href)) as { PEERS: Makers };
  const peers: Peer[] = [];
  const missing: string[] = [];
  for (const [name, make] of Object.entries(PEERS)) {
    if (quick && SLOW.test(name)) continue;
    if (await works(make)) peers.push(peerOf(name, make));
    else missing.push(name);
  }
  return { peers, missing };
}
