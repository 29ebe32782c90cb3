/** Fits the learnt reader: logistic regression over pieces of text, every weight drawn towards zero. */

import { drawnToZero, minimize } from '../../learn/minimize.ts';
import { piecesOf } from '../pieces.ts';
import type { DangerKind } from '../types.ts';
import { learnVoices } from './voices.ts';

/** One line to learn from. */
export interface Lesson {
  readonly text: string;
  /** The danger it tells of; a harmless line has none. */
  readonly kind?: DangerKind;
  /** How often it counts; 1 when left out. */
  readonly weight?: number;
}

/** What was learnt of one piece: a whole number of units, −127 to 127, and which kind of danger it speaks for, how loud. */
export interface Piece {
  readonly weight: number;
  readonly kind?: DangerKind;
  /** units, −127 to 127; 0 without a kind */
  readonly voice: number;
}

/** What was learnt. Weights and voices are in units of `unit`; pieces are known by their keys. */
export interface Weights {
  readonly unit: number;
  readonly bias: number;
  readonly pieces: ReadonlyMap<number, Piece>;
}

/** How much the lessons count against drawing weights to zero. */
const COUNTS = 3;
/** A missed danger is worse than a false alarm. */
const DANGER_COUNTS = 2;
const ROUNDS = 300;
const TOLERANCE = 1e-6;
const UNIT = 0.15;
const MOST = 127;
/** Pieces that weigh less than this many units are left out. */
const LIGHT = 7;
/** Pieces of fewer lines than this are left out. */
const RARE = 2;

interface Examples {
  /** numbers of the pieces of all lines, one line after the other; line i has those from starts[i] to starts[i + 1] */
  readonly pieces: Int32Array;
  readonly starts: Int32Array;
  /** share of each piece in its line: longer lines weigh no more than short ones */
  readonly scale: Float64Array;
  /** 1 for danger, −1 for none */
  readonly signs: Int8Array;
  readonly weights: Float64Array;
}

/** A lesson with the keys of its pieces. */
export interface Read {
  readonly lesson: Lesson;
  readonly keys: readonly number[];
}

function vocabulary(lines: readonly Read[]): Map<number, number> {
  const seen = new Map<number, number>();
  for (const { keys } of lines) for (const key of keys) seen.set(key, (seen.get(key) ?? 0) + 1);
  const kept = [...seen].filter(([, count]) => count >= RARE).map(([key]) => key);
  return new Map(kept.map((key, index) => [key, index]));
}

function examplesOf(lines: readonly Read[], index: ReadonlyMap<number, number>): Examples {
  const known = lines.map(({ keys }) => keys.flatMap((key) => index.get(key) ?? []));
  const starts = new Int32Array(lines.length + 1);
  known.forEach((some, i) => {
    starts[i + 1] = (starts[i] as number) + some.length;
  });
  return {
    pieces: Int32Array.from(known.flat()),
    starts,
    scale: Float64Array.from(lines, ({ keys }) => 1 / Math.sqrt(Math.max(1, keys.length))),
    signs: Int8Array.from(lines, ({ lesson }) => (lesson.kind ? 1 : -1)),
    weights: Float64Array.from(
      lines,
      ({ lesson: { weight = 1, kind } }) => COUNTS * weight * (kind ? DANGER_COUNTS : 1),
    ),
  };
}

/** What the lessons cost under some weights (the bias stands last), and the slope of that. */
function loss(
  { pieces, starts, scale, signs, weights }: Examples,
  at: Float64Array,
  slope: Float64Array,
): number {
  const bias = at.length - 1;
  let cost = drawnToZero(at, slope);
  for (let line = 0; line < signs.length; line += 1) {
    const [from, to] = [starts[line] as number, starts[line + 1] as number];
    let sum = 0;
    for (let p = from; p < to; p += 1) sum += at[pieces[p] as number] as number;
    const share = scale[line] as number;
    const sign = signs[line] as number;
    const margin = sign * (sum * share + (at[bias] as number));
    const weight = weights[line] as number;
    cost += weight * (margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin);
    const pull = (-sign * weight) / (1 + Math.exp(margin));
    for (let p = from; p < to; p += 1) {
      const piece = pieces[p] as number;
      slope[piece] = (slope[piece] as number) + pull * share;
    }
    slope[bias] = (slope[bias] as number) + pull;
  }
  return cost;
}

const inUnits = (value: number): number => Math.max(-MOST, Math.min(MOST, Math.round(value / UNIT)));

/** Weights learnt from the lessons; pieces of one line only or of next to no weight are left out. */
export function learnFrom(lessons: readonly Lesson[]): Weights {
  const lines = lessons.map((lesson): Read => ({ lesson, keys: [...piecesOf(lesson.text)] }));
  const index = vocabulary(lines);
  const examples = examplesOf(lines, index);
  const learnt = minimize(index.size + 1, (at, slope) => loss(examples, at, slope), ROUNDS, TOLERANCE);
  const kept = [...index]
    .map(([key, i]) => [key, inUnits(learnt[i] as number)] as const)
    .filter(([, weight]) => Math.abs(weight) >= LIGHT);
  const speaking = kept.filter(([, weight]) => weight > 0).map(([key]) => key);
  const voices = learnVoices(lines, new Set(speaking));
  const pieces = new Map<number, Piece>();
  for (const [key, weight] of kept) {
    const voice = voices.get(key);
    pieces.set(key, voice ? { weight, kind: voice.kind, voice: inUnits(voice.loud) } : { weight, voice: 0 });
  }
  return { unit: UNIT, bias: learnt[index.size] as number, pieces };
}
