/** Latency as a histogram: adds up exactly over periods, where percentiles would not. */

/** Upper bounds of the buckets in ms; each about a quarter above the one before, so a percentile is that exact. */
export const LATENCY_BOUNDS: readonly number[] = [
  1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100, 125, 150, 200, 250, 300, 400, 500, 600,
  800, 1000, 1250, 1500, 2000, 2500, 3000, 4000, 5000, 10_000,
];

/** Turns by the index of their bucket; beyond the last bound, one bucket more. */
export type LatencyCounts = Record<string, number>;

/** Index of the bucket that holds a latency in ms, as a key. */
export function latencyBucket(ms: number): string {
  const index = LATENCY_BOUNDS.findIndex((bound) => ms <= bound);
  return String(index === -1 ? LATENCY_BOUNDS.length : index);
}

/**
 * The latency in ms that a share (0–1) of turns stayed within: the upper bound of the bucket where the share is
 * reached, so never too good; undefined without turns.
 */
export function latencyWithin(counts: Readonly<LatencyCounts>, share: number): number | undefined {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (total === 0) return undefined;
  let seen = 0;
  const reached = LATENCY_BOUNDS.find((_, index) => {
    seen += counts[String(index)] ?? 0;
    return seen >= total * share;
  });
  return reached ?? LATENCY_BOUNDS.at(-1);
}
