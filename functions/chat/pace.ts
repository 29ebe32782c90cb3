/** How fast one citizen may write. Nobody types so fast: a script, or a stuck client, must not be felt by others. */

/** Turns that one citizen may send at once, and how many a second come back. */
const BURST = 40;
const PER_SECOND = 2;
/** Citizens remembered; the one that was heard longest ago is forgotten first. */
const REMEMBERED = 5000;

interface Bucket {
  left: number;
  at: number;
}

/** Counts the turns of each citizen in this process. `allows` takes a turn and says whether it is within the pace. */
export function createPace(): { allows(citizen: string, now: number): boolean } {
  const buckets = new Map<string, Bucket>();
  return {
    allows(citizen, now) {
      const before = buckets.get(citizen) ?? { left: BURST, at: now };
      const earned = (Math.max(0, now - before.at) / 1000) * PER_SECOND;
      const left = Math.min(BURST, before.left + earned);
      buckets.delete(citizen);
      buckets.set(citizen, { left: Math.max(0, left - 1), at: Math.max(now, before.at) });
      if (buckets.size > REMEMBERED) buckets.delete(buckets.keys().next().value as string);
      return left >= 1;
    },
  };
}
