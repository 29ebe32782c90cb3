/** Fits which kind of danger a piece speaks for: each piece for one kind, and how loud, by what tells the kinds apart. */

import { drawnToZero, minimize } from '../../learn/minimize.ts';
import type { DangerKind } from '../types.ts';
import type { Read } from './fit.ts';

/** What a piece says of the kind, in log-odds. */
export interface Voice {
  readonly kind: DangerKind;
  readonly loud: number;
}

/** A piece speaks for the kind that it mostly stands in when at least this share of its dangers is of that kind. */
const SHARE = 0.2;
/** How much a line counts against drawing voices to zero. */
const COUNTS = 100;
const ROUNDS = 200;
const TOLERANCE = 1e-5;

/** A danger, with its kind and its speaking pieces as numbers. */
interface Told {
  readonly kind: number;
  readonly pieces: readonly number[];
  readonly share: number;
}

/** How often each kind is told at all, so that a kind with many lessons takes no piece by mere number. */
function kindSizes(lines: readonly Read[]): Map<DangerKind, number> {
  const sizes = new Map<DangerKind, number>();
  for (const { lesson } of lines)
    if (lesson.kind) sizes.set(lesson.kind, (sizes.get(lesson.kind) ?? 0) + (lesson.weight ?? 1));
  return sizes;
}

function countKinds(
  lines: readonly Read[],
  sizes: ReadonlyMap<DangerKind, number>,
): Map<number, Map<DangerKind, number>> {
  const counts = new Map<number, Map<DangerKind, number>>();
  for (const { lesson, keys } of lines) {
    if (!lesson.kind) continue;
    const part = (lesson.weight ?? 1) / Math.sqrt(sizes.get(lesson.kind) as number);
    for (const key of keys) {
      const kinds = counts.get(key) ?? new Map<DangerKind, number>();
      counts.set(key, kinds.set(lesson.kind, (kinds.get(lesson.kind) ?? 0) + part));
    }
  }
  return counts;
}

function mostly(kinds: ReadonlyMap<DangerKind, number> | undefined): DangerKind | undefined {
  if (!kinds) return undefined;
  const all = [...kinds.values()].reduce((sum, count) => sum + count, 0);
  const [kind, count] = [...kinds].reduce((most, next) => (next[1] > most[1] ? next : most));
  return count / all >= SHARE ? kind : undefined;
}

/** What the lines cost under some voices, and the slope of that: the softmax of what is said for each kind. */
function loss(
  told: readonly Told[],
  kindOf: Uint8Array,
  kinds: number,
  at: Float64Array,
  slope: Float64Array,
): number {
  let cost = drawnToZero(at, slope);
  const said = new Float64Array(kinds);
  for (const { kind, pieces, share } of told) {
    said.fill(0);
    for (const p of pieces) said[kindOf[p] as number]! += (at[p] as number) * share;
    const highest = Math.max(...said);
    let all = 0;
    for (let k = 0; k < kinds; k += 1) all += Math.exp((said[k] as number) - highest);
    cost += COUNTS * (Math.log(all) + highest - (said[kind] as number));
    for (const p of pieces) {
      const k = kindOf[p] as number;
      const chance = Math.exp((said[k] as number) - highest) / all;
      slope[p]! += COUNTS * share * (chance - (k === kind ? 1 : 0));
    }
  }
  return cost;
}

/** The voices of some pieces (by key); those that stand in dangers of all kinds alike have none. */
export function learnVoices(
  lines: readonly Read[],
  speaking: ReadonlySet<number>,
): ReadonlyMap<number, Voice> {
  const sizes = kindSizes(lines);
  const counts = countKinds(lines, sizes);
  const kinds = [...sizes.keys()];
  const voiced = [...speaking].flatMap((key) => {
    const kind = mostly(counts.get(key));
    return kind ? [{ key, kind }] : [];
  });
  const index = new Map(voiced.map(({ key }, i) => [key, i]));
  const kindOf = Uint8Array.from(voiced, ({ kind }) => kinds.indexOf(kind));
  const told = lines.flatMap(({ lesson, keys }): Told[] => {
    if (!lesson.kind) return [];
    const pieces = keys.flatMap((key) => index.get(key) ?? []);
    return [{ kind: kinds.indexOf(lesson.kind), pieces, share: 1 / Math.sqrt(keys.length) }];
  });
  const learnt = minimize(
    voiced.length,
    (at, slope) => loss(told, kindOf, kinds.length, at, slope),
    ROUNDS,
    TOLERANCE,
  );
  return new Map(voiced.map(({ key, kind }, i) => [key, { kind, loud: learnt[i] as number }]));
}
