/** The keys of an index: each is found by its highest bits, as bytes that need no reading. */
import type { ByteReader, ByteWriter, Planes } from '../bytes.ts';
import { Runs, writeRuns } from '../runs.ts';
import { KEY_BITS } from './features.ts';

/**
 * Most and least bits that name a bucket. Between them there are two to four times as many buckets as keys: of 100,000 keys
 * eight bits are left, and numbers of keys in buckets, nearly all 0 or 1, take next to no room.
 */
const LEAST_BITS = 4;
const MOST_BITS = 20;

/** Buckets of which the first one's beginning is kept: a key is looked for a thousand times in a question. */
const STEP = 16;

/** Bits that are left to tell a key from the others in its bucket. */
function lowBits(keys: number): number {
  const bits = Math.floor(Math.log2(Math.max(1, keys))) + 2;
  return KEY_BITS - Math.max(LEAST_BITS, Math.min(MOST_BITS, bits));
}

/** Writes keys, which rise. */
export function writeKeys(out: ByteWriter, keys: Uint32Array): void {
  const bits = lowBits(keys.length);
  const inBucket = new Uint32Array(1 << (KEY_BITS - bits));
  for (const key of keys) inBucket[key >>> bits]!++;
  out.planes(keys.map((key) => key & ((1 << bits) - 1)));
  writeRuns(out, inBucket, STEP);
}

/** Keys by number: the first, the smallest, is 0. */
export class KeyTable {
  readonly #buckets: Runs;
  readonly #lows: Planes;
  readonly #bits: number;

  /** Reads what writeKeys wrote. */
  constructor(from: ByteReader) {
    this.#lows = from.planes();
    this.#buckets = new Runs(from);
    this.#bits = lowBits(this.#lows.length);
  }

  /** Number of keys. */
  get size(): number {
    return this.#lows.length;
  }

  /** Number of a key, −1 where it is not among them. */
  find(key: number): number {
    const bucket = key >>> this.#bits;
    const count = this.#buckets.lengthOf(bucket);
    if (count === 0) return -1;
    const low = key & ((1 << this.#bits) - 1);
    const begin = this.#buckets.begin(bucket);
    for (let at = begin; at < begin + count; at++) if (this.#lows.at(at) === low) return at;
    return -1;
  }
}
