/** The general lexicon: which groups of like words a text touches. */
import { ByteReader } from '../bytes.ts';
import { compiledLexicon } from './compiled.ts';
import { hash, KIND } from './features.ts';
import { BUCKETS, bucketOf, lowOf, SHARE_UNIT, WordHash } from './wordHash.ts';

/** A word that stands in many groups says less of each: its share is divided by this root of their number. */
const AMBIGUITY = 0.2;

/** Told once for each group of a word that was found. */
export type Found = (key: number, share: number, from: number, to: number) => void;

const halves = (bytes: Uint8Array): Uint16Array => new Uint16Array(new Uint8Array(bytes).buffer);

/** Where runs of given lengths begin; one more than there are runs. */
function beginnings(lengths: Uint8Array): Uint32Array {
  const starts = new Uint32Array(lengths.length + 1);
  let at = 0;
  for (let i = 0; i < lengths.length; i++) {
    starts[i] = at;
    at += lengths[i]!;
  }
  starts[lengths.length] = at;
  return starts;
}

/** Where the groups of each bucket's words begin. */
function membersOf(buckets: Uint32Array, sizes: Uint8Array): Uint32Array {
  const members = new Uint32Array(buckets.length);
  let at = 0;
  for (let bucket = 0; bucket + 1 < buckets.length; bucket++) {
    members[bucket] = at;
    for (let word = buckets[bucket]!; word < buckets[bucket + 1]!; word++) at += sizes[word]!;
  }
  members[buckets.length - 1] = at;
  return members;
}

/** Words (without spaces) and the groups they belong to, over the bytes that compileLexicon wrote. */
export class Lexicon {
  /** longest word that begins with a unit */
  readonly #longest = new Uint8Array(1 << 16);
  /** key of each group, 0 until it is needed, and its share */
  readonly #keys: Uint32Array;
  readonly #shares: Uint8Array;
  /** words with the same highest bits stand in one bucket: bucket b begins at word #buckets[b], its groups at #members[b] */
  readonly #buckets: Uint32Array;
  readonly #members: Uint32Array;
  readonly #lows: Uint16Array;
  readonly #checks: Uint16Array;
  /** number of each word's groups */
  readonly #sizes: Uint8Array;
  readonly #groups: Uint16Array;
  readonly #hash = new WordHash();

  constructor(bytes: Uint8Array) {
    const from = new ByteReader(bytes);
    for (let units = from.number(); units > 0; units--) this.#longest[from.number()] = from.number();
    this.#shares = from.block();
    this.#keys = new Uint32Array(this.#shares.length);
    const counts = from.block();
    if (counts.length !== BUCKETS) throw new Error('These bytes are no compiled lexicon: compile it again.');
    this.#buckets = beginnings(counts);
    this.#lows = halves(from.block());
    this.#checks = halves(from.block());
    this.#sizes = from.block();
    this.#members = membersOf(this.#buckets, this.#sizes);
    this.#groups = halves(from.block());
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
    const end = this.#buckets[bucket + 1]!;
    for (let word = this.#buckets[bucket]!; word < end; word++) {
      if (this.#lows[word] === low && this.#checks[word] === check) this.#tell(bucket, word, from, to, found);
    }
  }

  #tell(bucket: number, word: number, from: number, to: number, found: Found): void {
    let first = this.#members[bucket]!;
    for (let before = this.#buckets[bucket]!; before < word; before++) first += this.#sizes[before]!;
    const size = this.#sizes[word]!;
    const ambiguity = size ** AMBIGUITY;
    for (let i = first + size - 1; i >= first; i--) {
      const group = this.#groups[i]!;
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
