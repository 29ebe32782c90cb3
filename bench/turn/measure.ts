/** Timing of HTTP calls to a running city. All times in ms. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { City } from '../../local/city.ts';

/** What is called. */
export interface Subject {
  readonly name: string;
  /** Name of the function whose processes are killed for a cold start. */
  readonly fn: string;
  readonly path: string;
  /** Body of the next call. */
  readonly body: () => string;
  /** Folder of its bundle. */
  readonly bundle: string;
}

/** What was measured of a subject. */
export interface Figures {
  readonly bundleKb: number;
  readonly cold: number;
  readonly warm: number;
  readonly warm95: number;
  readonly storeCalls: number;
}

/** Cold starts measured of each subject. */
const COLD_RUNS = 7;
/** Warm turns measured, after as many that are not counted. */
const WARM_RUNS = 150;
const UNCOUNTED = 30;

/** The value at share `q` of sorted figures. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

async function call(city: City, { path, body }: Subject): Promise<number> {
  const began = performance.now();
  const headers = { 'content-type': 'application/json', 'x-minwontalk-secret': 'Local-Secret' };
  const response = await fetch(`${city.url}${path}`, { method: 'POST', headers, body: body() });
  await response.text();
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}`);
  return performance.now() - began;
}

function bytesOf(folder: string): number {
  const files = readdirSync(folder).filter((name) => name.endsWith('.mjs'));
  return files.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}

async function storeCalls(city: City): Promise<number> {
  const metrics = (await (await fetch(`${city.controlUrl}/metrics`)).json()) as { calls: { store: unknown } };
  const { store } = metrics.calls;
  if (typeof store === 'number') return store;
  return Object.values(store as Record<string, number>).reduce((sum, count) => sum + count, 0);
}

/** Calls so far, once what earlier turns left behind (counting, announcing) is done. */
async function quietStoreCalls(city: City): Promise<number> {
  await city.settled();
  return storeCalls(city);
}

/** Measures the subjects in turn, run by run, so that a machine whose speed drifts hurts all alike. */
export async function measure(city: City, subjects: readonly Subject[]): Promise<Map<string, Figures>> {
  const cold = new Map<string, number[]>(subjects.map(({ name }) => [name, []]));
  const warm = new Map<string, number[]>(subjects.map(({ name }) => [name, []]));
  const calls = new Map<string, number>();
  for (let run = 0; run < COLD_RUNS; run += 1) {
    for (const subject of subjects) {
      await city.kill(subject.fn);
      cold.get(subject.name)?.push(await call(city, subject));
    }
  }
  for (let run = 0; run < UNCOUNTED + WARM_RUNS; run += 1) {
    for (const subject of subjects) {
      const before = run === UNCOUNTED ? await quietStoreCalls(city) : 0;
      const ms = await call(city, subject);
      if (run === UNCOUNTED) calls.set(subject.name, (await storeCalls(city)) - before);
      if (run >= UNCOUNTED) warm.get(subject.name)?.push(ms);
    }
  }
  return new Map(
    subjects.map(({ name, bundle }) => {
      const [colds, warms] = [cold.get(name) ?? [], warm.get(name) ?? []];
      const figures: Figures = {
        bundleKb: bytesOf(bundle) / 1024,
        cold: quantile(colds, 0.5),
        warm: quantile(warms, 0.5),
        warm95: quantile(warms, 0.95),
        storeCalls: calls.get(name) ?? 0,
      };
      return [name, figures] as const;
    }),
  );
}
