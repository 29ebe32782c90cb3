/**
 * Grows one tree down the slope of a loss: over histograms, best leaf first (as LightGBM does), by first and second
 * derivatives. A figure may be told to speak one way only: then no tree falls where it rises.
 */
import type { Tree } from '../forest.ts';

/** How the trees are grown. */
export interface Growth {
  readonly trees: number;
  /** share of each tree's advice that is taken, 0–1 */
  readonly rate: number;
  readonly leaves: number;
  /** examples that a leaf has at least */
  readonly leafSize: number;
  /** draws what leaves add towards zero */
  readonly drawn: number;
  /** of each figure: 1 never falls, −1 never rises, 0 free */
  readonly ways: readonly number[];
}

/** Steps that a figure is cut into at most. */
const BINS = 255;

/** Rows with each figure as the number of its step: step b holds what is above bound b − 1, up to bound b. */
interface Binned {
  readonly count: number;
  readonly bounds: readonly (readonly number[])[];
  /** of each figure: the step of each example */
  readonly steps: readonly Uint8Array[];
}

/** Bounds half way between neighbouring values; where these are many, BINS − 1 at equal numbers of rows. */
function boundsOf(sorted: Float64Array): number[] {
  const distinct = [...new Set(sorted)];
  if (distinct.length <= BINS) return distinct.slice(1).map((value, i) => (value + distinct[i]!) / 2);
  const bounds = new Set<number>();
  for (let i = 1; i < BINS; i++) {
    const at = (i * (sorted.length - 1)) / BINS;
    const below = sorted[Math.floor(at)]!;
    bounds.add(below + (at - Math.floor(at)) * (sorted[Math.ceil(at)]! - below));
  }
  return [...bounds];
}

/** Number of bounds below a value. */
function stepOf(bounds: readonly number[], value: number): number {
  let low = 0;
  let high = bounds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= bounds[middle]!) high = middle;
    else low = middle + 1;
  }
  return low;
}

function binned(rows: readonly (readonly number[])[], figures: number): Binned {
  const columns = Array.from({ length: figures }, (_, f) => Float64Array.from(rows, (row) => row[f]!));
  const bounds = columns.map((column) => boundsOf(column.slice().sort()));
  const steps = columns.map((column, f) => Uint8Array.from(column, (value) => stepOf(bounds[f]!, value)));
  return { count: rows.length, bounds, steps };
}

/** First and second derivative of the loss by what each row gets. */
export interface Slopes {
  readonly first: Float64Array;
  readonly second: Float64Array;
}

/** Examples that fall into one leaf, and what it may add. */
interface Leaf {
  readonly members: Int32Array;
  readonly first: number;
  readonly second: number;
  readonly adds: number;
  readonly least: number;
  readonly most: number;
}

/** Where a leaf may be cut: examples up to a step of a figure go below, and these are their sums. */
interface Cut {
  readonly gain: number;
  readonly figure: number;
  readonly step: number;
  readonly first: number;
  readonly second: number;
}

interface Split extends Cut {
  readonly below: Leaf;
  readonly above: Leaf;
}

/** A node while it grows: a leaf, until its split is taken. */
interface Node {
  readonly leaf: Leaf;
  split: Split | undefined;
  sides: { readonly below: Node; readonly above: Node } | undefined;
}

const EVEN = 1e-12;

/** Grows trees over the same rows of figures. */
export class Grower {
  readonly #data: Binned;
  readonly #growth: Growth;
  readonly #counts = new Int32Array(BINS + 1);
  readonly #firsts = new Float64Array(BINS + 1);
  readonly #seconds = new Float64Array(BINS + 1);

  constructor(rows: readonly (readonly number[])[], growth: Growth) {
    this.#data = binned(rows, growth.ways.length);
    this.#growth = growth;
  }

  /** What examples with these sums had best add, between `least` and `most`. */
  #advice(
    { first, second }: Pick<Leaf, 'first' | 'second'>,
    { least, most }: Pick<Leaf, 'least' | 'most'>,
  ): number {
    return Math.min(most, Math.max(least, -first / (second + this.#growth.drawn + EVEN)));
  }

  /** What a leaf takes off the loss with what it adds (twice that, without what drawing costs). */
  #worth({ first, second, adds }: Pick<Leaf, 'first' | 'second' | 'adds'>): number {
    return -(2 * first * adds + (second + this.#growth.drawn) * adds * adds);
  }

  /** Sums up the examples of a leaf step by step of one figure. */
  #count(members: Int32Array, steps: Uint8Array, { first, second }: Slopes): void {
    this.#counts.fill(0);
    this.#firsts.fill(0);
    this.#seconds.fill(0);
    for (const example of members) {
      const step = steps[example]!;
      this.#counts[step]!++;
      this.#firsts[step]! += first[example]!;
      this.#seconds[step]! += second[example]!;
    }
  }

  #best(leaf: Leaf, slopes: Slopes): Split | undefined {
    const { leafSize, ways } = this.#growth;
    const { members } = leaf;
    if (members.length < 2 * leafSize) return undefined;
    const before = this.#worth(leaf);
    let found: Cut | undefined;
    this.#data.steps.forEach((steps, figure) => {
      this.#count(members, steps, slopes);
      const way = ways[figure]!;
      let count = 0;
      let first = 0;
      let second = 0;
      const last = this.#data.bounds[figure]!.length;
      for (let step = 0; step < last; step++) {
        count += this.#counts[step]!;
        first += this.#firsts[step]!;
        second += this.#seconds[step]!;
        if (!this.#counts[step] || count < leafSize) continue;
        if (members.length - count < leafSize) break;
        const rest = { first: leaf.first - first, second: leaf.second - second };
        const below = this.#advice({ first, second }, leaf);
        const above = this.#advice(rest, leaf);
        if (way * (above - below) < 0) continue;
        const after = this.#worth({ first, second, adds: below }) + this.#worth({ ...rest, adds: above });
        const gain = after - before;
        if (gain > (found?.gain ?? EVEN)) found = { gain, figure, step, first, second };
      }
    });
    return found && this.#apart(leaf, found);
  }

  /** The two leaves of a cut; where a figure speaks one way, neither may pass the middle between them. */
  #apart(leaf: Leaf, cut: Cut): Split {
    const steps = this.#data.steps[cut.figure]!;
    const rest = { first: leaf.first - cut.first, second: leaf.second - cut.second };
    const below = this.#advice(cut, leaf);
    const above = this.#advice(rest, leaf);
    const middle = (below + above) / 2;
    const way = this.#growth.ways[cut.figure]!;
    return {
      ...cut,
      below: {
        ...leaf,
        members: leaf.members.filter((i) => steps[i]! <= cut.step),
        first: cut.first,
        second: cut.second,
        adds: below,
        ...(way > 0 ? { most: middle } : {}),
        ...(way < 0 ? { least: middle } : {}),
      },
      above: {
        ...leaf,
        ...rest,
        members: leaf.members.filter((i) => steps[i]! > cut.step),
        adds: above,
        ...(way > 0 ? { least: middle } : {}),
        ...(way < 0 ? { most: middle } : {}),
      },
    };
  }

  /** Grows one tree; `told` hears what each example got. */
  grow(slopes: Slopes, told: (example: number, adds: number) => void): Tree {
    const sum = (xs: Float64Array): number => xs.reduce((a, b) => a + b, 0);
    const sums = { first: sum(slopes.first), second: sum(slopes.second) };
    const free = { least: Number.NEGATIVE_INFINITY, most: Number.POSITIVE_INFINITY };
    const members = Int32Array.from({ length: this.#data.count }, (_, i) => i);
    const whole = { ...sums, ...free, members, adds: this.#advice(sums, free) };
    const nodeOf = (leaf: Leaf): Node => ({ leaf, split: this.#best(leaf, slopes), sides: undefined });
    const root = nodeOf(whole);
    const leaves = [root];
    while (leaves.length < this.#growth.leaves) {
      const next = leaves.reduce((a, b) => ((b.split?.gain ?? 0) > (a.split?.gain ?? 0) ? b : a));
      if (!next.split) break;
      next.sides = { below: nodeOf(next.split.below), above: nodeOf(next.split.above) };
      leaves.splice(leaves.indexOf(next), 1, next.sides.below, next.sides.above);
    }
    return this.#finished(root, told);
  }

  #finished({ leaf, split, sides }: Node, told: (example: number, adds: number) => void): Tree {
    if (!split || !sides) {
      const adds = leaf.adds * this.#growth.rate;
      for (const example of leaf.members) told(example, adds);
      return { adds };
    }
    return {
      figure: split.figure,
      bound: this.#data.bounds[split.figure]![split.step]!,
      below: this.#finished(sides.below, told),
      above: this.#finished(sides.above, told),
    };
  }
}
