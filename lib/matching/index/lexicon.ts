/** The general lexicon: which groups of like words a text touches. */
import { ByteReader, type Planes } from '../bytes.ts';
import { Runs } from '../runs.ts';
import { compiledLexicon } from './compiled.ts';
import { hash, KIND } from './features.ts';
import { BUCKETS, bucketOf, lowOf, SHARE_UNIT, WordHash } from './wordHash.ts';

/** A word that stands in many groups says less of each: its share is divided by this root of their number. */
const AMBIGUITY = 0.2;

/** Told once for each group of a word that was found. */
export type Found = (key: number, share: number, from: number, to: number) => void;

/** Words (without spaces) and the groups they belong to, over the bytes that compileLexicon wrote. */
export class Lexicon {
  /** longest word that begins with a unit */
  readonly #longest = new Uint8Array(1 << 16);
  /** key of each group, 0 until it is needed, and its share */
  readonly #keys: Uint32Array;
  readonly #shares: Uint8Array;
  /** words with the same highest bits stand in one bucket */
  readonly #buckets: Runs;
  readonly #lows: Planes;
  readonly #checks: Planes;
  /** groups of each word */
  readonly #members: Runs;
  readonly #groups: Planes;
  readonly #hash = new WordHash();

  constructor(bytes: Uint8Array) {
    const from = new ByteReader(bytes);
    for (let units = from.number(); units > 0; units--) this.#longest[from.number()] = from.number();
    this.#shares = from.block();
    this.#keys = new Uint32Array(this.#shares.length);
    this.#buckets = new Runs(from);
    if (this.#buckets.count !== BUCKETS)
      throw new Error('These bytes are no compiled lexicon: compile it again.');
    this.#lows = from.planes();
    this.#checks = from.planes();
    this.#members = new Runs(from);
    this.#groups = from.planes();
  }

  /** Every lexicon word that stands in a text without spaces, with its span. */
  find(chars: string, found: Found): void {
    for (let from = 0; from < chars.length; from++) {
      const end = Math.min(chars.length, from + this.#longest[chars.charCodeAt(from)]!);
      this.#hash.begin();
      for (let to = from + 1; to <= end; to++) {
        this.#hash.take(chars.charCodeAt(to - 1));
        this.#look(this.#hash.place, this.#hash.check, from, to, found);
      }
    }
  }

  /** Tells the groups of the word with these hashes, if there is one. */
  #look(place: number, check: number, from: number, to: number, found: Found): void {
    const bucket = bucketOf(place);
    const low = lowOf(place);
    const begin = this.#buckets.begin(bucket);
    const end = begin + this.#buckets.lengthOf(bucket);
    for (let word = begin; word < end; word++) {
      if (this.#lows.at(word) === low && this.#checks.at(word) === check) this.#tell(word, from, to, found);
    }
  }

  #tell(word: number, from: number, to: number, found: Found): void {
    const first = this.#members.begin(word);
    const size = this.#members.lengthOf(word);
    const ambiguity = size ** AMBIGUITY;
    for (let i = first + size - 1; i >= first; i--) {
      const group = this.#groups.at(i);
      found(this.#keyOf(group), this.#shares[group]! / SHARE_UNIT / ambiguity, from, to);
    }
  }

  #keyOf(group: number): number {
    if (this.#keys[group] === 0) this.#keys[group] = hash(KIND.concept, String(group));
    return this.#keys[group]!;
  }

  /** Number of words. */
  get size(): number {
    return this.#lows.length;
  }
}

let general: Lexicon | undefined;

/** The lexicon that comes with the matcher, read on first use. */
export function generalLexicon(): Lexicon {
  general ??= new Lexicon(compiledLexicon());
  return general;
}
