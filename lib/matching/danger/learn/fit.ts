/** Fits the learnt reader: logistic regression over pieces of syllables, by AdaGrad, in a fixed order of dice. */
import { piecesOf } from '../pieces.ts';
import type { DangerKind } from '../types.ts';
import { type Dice, seededDice } from './grammar.ts';

/** One line to learn from. */
export interface Lesson {
  readonly text: string;
  /** The danger it tells of; a harmless line has none. */
  readonly kind?: DangerKind;
  /** How often it counts; 1 when left out. */
  readonly weight?: number;
}

/** What was learnt of one piece: a whole number of units, and the kind of danger that it mostly stands in. */
export interface Piece {
  readonly weight: number;
  readonly kind?: DangerKind;
}

/** What was learnt. A weight is in units of `unit`. */
export interface Weights {
  readonly unit: number;
  readonly bias: number;
  readonly pieces: ReadonlyMap<string, Piece>;
}

const EPOCHS = 16;
const RATE = 0.3;
const DECAY = 2e-5;
/** A missed danger is worse than a false alarm. */
const DANGER_COUNTS = 2;
const UNIT = 0.25;
/** Pieces that weigh less than this many units are left out. */
const LIGHT = 4;

interface Example {
  readonly at: Int32Array;
  readonly wanted: 0 | 1;
  readonly weight: number;
}

function vocabulary(lessons: readonly Lesson[], atLeast: number): Map<string, number> {
  const seen = new Map<string, number>();
  for (const { text } of lessons)
    for (const piece of piecesOf(text)) seen.set(piece, (seen.get(piece) ?? 0) + 1);
  const kept = [...seen].filter(([, count]) => count >= atLeast).map(([piece]) => piece);
  return new Map(kept.map((piece, index) => [piece, index]));
}

function examplesOf(lessons: readonly Lesson[], index: ReadonlyMap<string, number>): Example[] {
  return lessons.map(({ text, kind, weight }) => ({
    at: Int32Array.from([...piecesOf(text)].flatMap((piece) => index.get(piece) ?? [])),
    wanted: kind ? 1 : 0,
    weight: (weight ?? 1) * (kind ? DANGER_COUNTS : 1),
  }));
}

class Learner {
  readonly weights: Float64Array;
  private readonly squares: Float64Array;
  bias = 0;
  private biasSquares = 1e-8;

  constructor(size: number) {
    this.weights = new Float64Array(size);
    this.squares = new Float64Array(size).fill(1e-8);
  }

  learn({ at, wanted, weight }: Example): void {
    if (at.length === 0) return;
    const scale = 1 / Math.sqrt(at.length);
    let sum = 0;
    for (const i of at) sum += this.weights[i] as number;
    const slope = (1 / (1 + Math.exp(-(sum * scale + this.bias))) - wanted) * weight;
    for (const i of at) this.step(i, slope * scale);
    this.biasSquares += slope * slope;
    this.bias -= (RATE * slope) / Math.sqrt(this.biasSquares);
  }

  private step(i: number, slope: number): void {
    const now = this.weights[i] as number;
    const pull = slope + DECAY * now;
    const squares = (this.squares[i] as number) + pull * pull;
    this.squares[i] = squares;
    this.weights[i] = now - (RATE * pull) / Math.sqrt(squares);
  }
}

function shuffled<T>(items: readonly T[], dice: Dice): T[] {
  const order = [...items];
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = Math.floor(dice() * (i + 1));
    [order[i], order[j]] = [order[j] as T, order[i] as T];
  }
  return order;
}

/** A piece speaks for a kind when at least this share of its dangers is of that kind. */
const SHARE = 0.5;

/** How often each kind is told at all, so that a kind with many lessons takes no piece by mere number. */
function kindSizes(lessons: readonly Lesson[]): Map<DangerKind, number> {
  const sizes = new Map<DangerKind, number>();
  for (const { kind, weight = 1 } of lessons) if (kind) sizes.set(kind, (sizes.get(kind) ?? 0) + weight);
  return sizes;
}

function countKinds(lessons: readonly Lesson[]): Map<string, Map<DangerKind, number>> {
  const sizes = kindSizes(lessons);
  const counts = new Map<string, Map<DangerKind, number>>();
  for (const { text, kind, weight = 1 } of lessons) {
    if (!kind) continue;
    const part = weight / Math.sqrt(sizes.get(kind) as number);
    for (const piece of piecesOf(text)) {
      const kinds = counts.get(piece) ?? new Map<DangerKind, number>();
      counts.set(piece, kinds.set(kind, (kinds.get(kind) ?? 0) + part));
    }
  }
  return counts;
}

function mostly(kinds: ReadonlyMap<DangerKind, number> | undefined): DangerKind | undefined {
  if (!kinds) return undefined;
  const all = [...kinds.values()].reduce((sum, count) => sum + count, 0);
  return [...kinds].find(([, count]) => count / all >= SHARE)?.[0];
}

function trained(lessons: readonly Lesson[], index: ReadonlyMap<string, number>): Learner {
  const examples = examplesOf(lessons, index);
  const learner = new Learner(index.size);
  const dice = seededDice(11);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1)
    for (const example of shuffled(examples, dice)) learner.learn(example);
  return learner;
}

/** Weights learnt from the lessons; pieces seen fewer than `atLeast` times or of next to no weight are left out. */
export function learnFrom(lessons: readonly Lesson[], atLeast = 11): Weights {
  const index = vocabulary(lessons, atLeast);
  const learner = trained(lessons, index);
  const kinds = countKinds(lessons);
  const pieces = new Map<string, Piece>();
  for (const [piece, i] of index) {
    const weight = Math.round((learner.weights[i] as number) / UNIT);
    if (Math.abs(weight) < LIGHT) continue;
    const kind = weight > 0 ? mostly(kinds.get(piece)) : undefined;
    pieces.set(piece, kind ? { weight, kind } : { weight });
  }
  return { unit: UNIT, bias: learner.bias, pieces };
}
