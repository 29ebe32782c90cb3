/** Fits trees that add up (gradient boosting, Friedman 2001): to a yes or no, or to an order. */
import { sigmoid } from '../calibrate.ts';
import type { Tree } from '../forest.ts';
import { Grower, type Growth, type Slopes } from './grow.ts';
import { type Lineup, shareOut } from './order.ts';

/** One example: its figures, whether it holds, how much it counts. */
export interface Example {
  readonly figures: readonly number[];
  readonly holds: boolean;
  readonly weight: number;
}

/** What was fitted: log-odds to start from, and trees that add to them. */
export interface Boosted {
  readonly start: number;
  readonly trees: readonly Tree[];
}

/** Grows one tree after the other; `slopesAt` writes the slopes of the loss for what the rows got so far. */
function grown(
  rows: readonly (readonly number[])[],
  growth: Growth,
  got: Float64Array,
  slopesAt: (slopes: Slopes) => void,
): Tree[] {
  const grower = new Grower(rows, growth);
  const slopes = { first: new Float64Array(rows.length), second: new Float64Array(rows.length) };
  return Array.from({ length: growth.trees }, () => {
    slopesAt(slopes);
    return grower.grow(slopes, (row, adds) => {
      got[row]! += adds;
    });
  });
}

/** Trees that tell from the figures whether an example holds, in log-odds. */
export function boost(examples: readonly Example[], growth: Growth): Boosted {
  const total = examples.reduce((sum, { weight }) => sum + weight, 0);
  const holding = examples.reduce((sum, { weight, holds }) => sum + (holds ? weight : 0), 0);
  const start = Math.log(holding / (total - holding));
  const odds = new Float64Array(examples.length).fill(start);
  const rows = examples.map(({ figures }) => figures);
  const trees = grown(rows, growth, odds, ({ first, second }) => {
    examples.forEach(({ holds, weight }, i) => {
      const likely = sigmoid(odds[i]!);
      first[i] = weight * (likely - (holds ? 1 : 0));
      second[i] = weight * likely * (1 - likely);
    });
  });
  return { start, trees };
}

/** Second derivative of a candidate's loss at least: what is sure is moved little. */
const FLAT = 1e-4;

/** Candidates of a question with the ranks that they have before the trees. */
export interface Ranking extends Lineup {
  readonly ranks: readonly number[];
}

/** Trees that add to the ranks of candidates, so that the right ones of each question come first. */
export function boostOrder(rankings: readonly Ranking[], growth: Growth): readonly Tree[] {
  const telling = rankings.filter(({ right }) => right.includes(true) && right.includes(false));
  const rows = telling.flatMap(({ figures }) => figures);
  const got = Float64Array.from(telling.flatMap(({ ranks }) => ranks));
  return grown(rows, growth, got, ({ first, second }) => {
    let from = 0;
    for (const { right, weight } of telling) {
      const { are, due } = shareOut(got.subarray(from, from + right.length), right);
      for (let i = 0; i < right.length; i++) {
        first[from + i] = weight * (are[i]! - due[i]!);
        second[from + i] = weight * Math.max(FLAT, are[i]! * (1 - are[i]!));
      }
      from += right.length;
    }
  });
}
