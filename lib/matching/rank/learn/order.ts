/** Fits the weights that put candidates in order: the right ones of each question before the others. */
import { drawnToZero, minimize } from '../../learn/minimize.ts';

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
    rows: Float64Array.from(figures.flatMap((row) => row.slice(0, size).map((x, f) => x / spread[f]!))),
    right,
    share: weight / total / (2 * drawn),
  }));
  const most = Math.max(...telling.map(({ right }) => right.length));
  const likely = new Float64Array(most);
  const at = minimize(
    size,
    (weights, slope) => {
      let cost = drawnToZero(weights, slope);
      for (const { rows, right, share } of packed) {
        let highest = Number.NEGATIVE_INFINITY;
        for (let c = 0; c < right.length; c++) {
          let z = 0;
          for (let f = 0; f < size; f++) z += rows[c * size + f]! * weights[f]!;
          likely[c] = z;
          highest = Math.max(highest, z);
        }
        let all = 0;
        let good = 0;
        for (let c = 0; c < right.length; c++) {
          likely[c] = Math.exp(likely[c]! - highest);
          all += likely[c]!;
          if (right[c]) good += likely[c]!;
        }
        good = Math.max(good, Number.MIN_VALUE);
        cost -= share * Math.log(good / all);
        for (let c = 0; c < right.length; c++) {
          const pull = share * (likely[c]! / all - (right[c] ? likely[c]! / good : 0));
          for (let f = 0; f < size; f++) slope[f]! += pull * rows[c * size + f]!;
        }
      }
      return cost;
    },
    ROUNDS,
    TOLERANCE,
  );
  return Array.from(at, (weight, f) => weight / spread[f]!);
}
