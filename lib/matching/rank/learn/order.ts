/** Fits the weights that put candidates in order: the right ones of each question before the others. */
import { drawnToZero, minimize, type Slope } from '../../learn/minimize.ts';

/** The candidates of one question: the figures of each, whether it is right, and how much the question counts. */
export interface Lineup {
  readonly figures: readonly (readonly number[])[];
  readonly right: readonly boolean[];
  readonly weight: number;
}

const ROUNDS = 400;
const TOLERANCE = 1e-7;

/** Root mean square distance of each figure from its mean, over all candidates. */
function spreads(lineups: readonly Lineup[], size: number): Float64Array {
  const sums = new Float64Array(size);
  const squares = new Float64Array(size);
  let count = 0;
  for (const { figures } of lineups)
    for (const row of figures) {
      count++;
      for (let f = 0; f < size; f++) {
        sums[f]! += row[f]!;
        squares[f]! += row[f]! * row[f]!;
      }
    }
  return sums.map((sum, f) => Math.sqrt(Math.max(0, squares[f]! / count - (sum / count) ** 2)) + 1e-6);
}

/** Shares of a question's probability by candidate: as they are, and as they are due, all of it on the right ones. */
export interface Shares {
  readonly are: Float64Array;
  readonly due: Float64Array;
  /** what the right ones have together */
  readonly right: number;
}

/** Shares out a question's probability by exp(odds). */
export function shareOut(odds: Float64Array, right: readonly boolean[]): Shares {
  const highest = Math.max(...odds);
  const loud = odds.map((x) => Math.exp(x - highest));
  const all = loud.reduce((sum, x) => sum + x, 0);
  const good = Math.max(
    loud.reduce((sum, x, i) => sum + (right[i] ? x : 0), 0),
    Number.MIN_VALUE,
  );
  return {
    are: loud.map((x) => x / all),
    due: loud.map((x, i) => (right[i] ? x / good : 0)),
    right: good / all,
  };
}

/**
 * Weights of the figures, so that exp(weighted sum) shares out each question's probability with the most of it on the right
 * candidates. Questions without a right or without a wrong candidate teach nothing. `drawn`: draws weights (per spread of
 * their figure) towards zero.
 */
export function fitOrder(lineups: readonly Lineup[], size: number, drawn: number): number[] {
  const telling = lineups.filter(({ right }) => right.includes(true) && right.includes(false));
  const spread = spreads(telling, size);
  const total = telling.reduce((sum, { weight }) => sum + weight, 0);
  const packed = telling.map(({ figures, right, weight }) => ({
    rows: Float64Array.from(figures.flatMap((row) => row.map((x, f) => x / spread[f]!))),
    odds: new Float64Array(right.length),
    right,
    share: weight / total / (2 * drawn),
  }));
  const cost: Slope = (weights, slope) => {
    let sum = drawnToZero(weights, slope);
    for (const { rows, odds, right, share } of packed) {
      odds.fill(0);
      for (let i = 0; i < rows.length; i++) odds[Math.floor(i / size)]! += rows[i]! * weights[i % size]!;
      const shares = shareOut(odds, right);
      sum -= share * Math.log(shares.right);
      for (let i = 0; i < rows.length; i++) {
        const c = Math.floor(i / size);
        slope[i % size]! += share * (shares.are[c]! - shares.due[c]!) * rows[i]!;
      }
    }
    return sum;
  };
  const at = minimize(size, cost, ROUNDS, TOLERANCE);
  return Array.from(at, (weight, f) => weight / spread[f]!);
}
