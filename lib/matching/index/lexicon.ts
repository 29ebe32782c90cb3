/** The general lexicon: which groups of like words a text touches. */
import { ByteReader } from '../bytes.ts';
import { BUCKETS, SHARE_UNIT } from './compile.ts';
import { compiledLexicon } from './compiled.ts';
import { hash, KIND } from './features.ts';
import { WordHash } from './wordHash.ts';

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

function keysOf(groups: number): Uint32Array {
  const keys = new Uint32Array(groups);
  for (let group = 0; group < groups; group++) keys[group] = hash(KIND.concept, String(group));
  return keys;
}

/** Words (without spaces) and the groups they belong to, over the bytes that compileLexicon wrote. */
export class Lexicon {
  /** longest word that begins with a unit */
  readonly #longest = new Uint8Array(1 << 16);
  /** key and share of each group */
  readonly #keys: Uint32Array;
  readonly #shares: Uint8Array;
  /** words with the same highest bits stand in one bucket: bucket b begins at word #buckets[b] */
  readonly #buckets: Uint32Array;
  readonly #lows: Uint16Array;
  readonly #checks: Uint16Array;
  /** groups of word w: #groups from #first[w] on */
  readonly #first: Uint32Array;
  readonly #groups: Uint16Array;
  readonly #hash = new WordHash();

  constructor(bytes: Uint8Array) {
    const from = new ByteReader(bytes);
    for (let units = from.number(); units > 0; units--) this.#longest[from.number()] = from.number();
    this.#shares = from.block();
    this.#keys = keysOf(this.#shares.length);
    const counts = from.block();
    if (counts.length !== BUCKETS) throw new Error('These bytes are no compiled lexicon: compile it again.');
    this.#buckets = beginnings(counts);
    this.#lows = halves(from.block());
    this.#checks = halves(from.block());
    this.#first = beginnings(from.block());
    this.#groups = halves(from.block());
  }

  /** Every lexicon word that stands in a text without spaces, with its span. */
  find(chars: string, found: Found): void {
    for (let from = 0; from < chars.length; from++) {
      const end = Math.min(chars.length, from + this.#longest[chars.charCodeAt(from)]!);
      this.#hash.begin();
      for (let to = from + 1; to <= end; to++) {
        this.#hash.take(chars.charCodeAt(to - 1));
        const word = this.#wordOf(this.#hash.place, this.#hash.check);
        if (word >= 0) this.#tell(word, from, to, found);
      }
    }
  }

  #wordOf(place: number, check: number): number {
    const bucket = place >>> 16;
    const low = place & 0xffff;
    for (let word = this.#buckets[bucket]!; word < this.#buckets[bucket + 1]!; word++) {
      if (this.#lows[word] === low && this.#checks[word] === check) return word;
    }
    return -1;
  }

  #tell(word: number, from: number, to: number, found: Found): void {
    const first = this.#first[word]!;
    const next = this.#first[word + 1]!;
    const ambiguity = (next - first) ** AMBIGUITY;
    for (let i = next - 1; i >= first; i--) {
      const group = this.#groups[i]!;
      found(this.#keys[group]!, this.#shares[group]! / SHARE_UNIT / ambiguity, from, to);
    }
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
