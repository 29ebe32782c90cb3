/** Chance that falls the same way for the same seed, so that a test that failed can be run again. */

/** Dice of a test. */
export interface Dice {
  /** A number in [0, 1). */
  roll(): number;
  /** True in that part of the cases, 0 to 1. */
  chance(part: number): boolean;
  pick<T>(items: readonly T[]): T;
}

/** Dice by xorshift; the same seed gives the same row. */
export function diceOf(seed: number): Dice {
  let state = seed;
  const roll = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  return {
    roll,
    chance: (part) => roll() < part,
    pick: <T>(items: readonly T[]): T => items[Math.floor(roll() * items.length)] as T,
  };
}
