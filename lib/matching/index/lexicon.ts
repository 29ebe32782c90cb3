/** The general lexicon: which groups of like words a text touches. */

import { CIVIL } from '../lexicon/civil.ts';
import { conjugate } from '../lexicon/conjugate.ts';
import { DAILY } from '../lexicon/daily.ts';
import { GENERAL } from '../lexicon/general.ts';
import { HOUSING } from '../lexicon/housing.ts';
import { LIVING } from '../lexicon/living.ts';
import { OFFICE } from '../lexicon/office.ts';
import { PEOPLE } from '../lexicon/people.ts';
import { PLAIN } from '../lexicon/plain.ts';
import { PLANNING } from '../lexicon/planning.ts';
import { SERVICES } from '../lexicon/services.ts';
import { SITUATIONS } from '../lexicon/situations.ts';
import { SPOKEN } from '../lexicon/spoken.ts';
import { TOWN } from '../lexicon/town.ts';
import { hash, KIND } from './features.ts';

/** Share with which a narrow word stands for a broader group, and for its neighbours under that group. */
const BROADER = 1;
const BESIDE = 0.75;
/** Files of civil service, and those of everyday language, with the share at which they count. */
const FILES: readonly (readonly [share: number, text: string])[] = [
  ...[CIVIL, PEOPLE, TOWN, SPOKEN, OFFICE, PLANNING, LIVING, HOUSING, SERVICES].map(
    (text) => [1, text] as const,
  ),
  [0.8, GENERAL],
  [0.8, PLAIN],
  [0.8, DAILY],
  [1, SITUATIONS],
];
/** Slots of the table of words: a power of two, several times the number of words. */
const SLOTS = 1 << 18;
const MOST_WORDS = SLOTS / 2;
const MOST_MEMBERSHIPS = SLOTS;
/** Beginnings and factors of the two hashes that stand for a word: one finds its slot, the other tells it from its neighbours. */
const START = 0x811c9dc5;
const FACTOR = 0x01000193;
const CHECK_START = 0x2545f491;
const CHECK_FACTOR = 0x9e3779b1 | 1;

const BLANK = 32;
const HYPHEN = 45;
const JOINT = 95;

const slotOf = (h: number): number => (h ^ (h >>> 15)) & (SLOTS - 1);

/** Told once for each group of a word that was found. */
export type Found = (key: number, share: number, from: number, to: number) => void;

/**
 * Words (without spaces) and the groups they belong to: a table with open addressing in which a word is two hashes, no
 * string. A cold start reads forty thousand words from the texts in one pass; with a map of strings that takes five times
 * as long. Two words with both hashes alike (one in 2⁴⁵ for a pair of neighbours) would be taken for one.
 */
export class Lexicon {
  /** number of a word + 1, by its hash */
  readonly #slots = new Uint32Array(SLOTS);
  readonly #checks = new Int32Array(MOST_WORDS);
  readonly #lengths = new Uint8Array(MOST_WORDS);
  /** number of the word's memberships, and the first of them: a chain through the arrays below */
  readonly #counts = new Uint16Array(MOST_WORDS);
  readonly #heads = new Int32Array(MOST_WORDS);
  readonly #next = new Int32Array(MOST_MEMBERSHIPS);
  readonly #keys = new Uint32Array(MOST_MEMBERSHIPS);
  readonly #shares = new Float32Array(MOST_MEMBERSHIPS);
  /** longest word that begins with a character */
  readonly #longest = new Uint8Array(1 << 16);
  #size = 0;
  #memberships = 0;
  #groups = 0;

  /** Adds groups written as lexicon/civil.ts says. Throws where the table is full: SLOTS must grow with the words. */
  addText(text: string, share: number): void {
    let cut = text.indexOf('>');
    for (let from = 0; from < text.length; ) {
      const newline = text.indexOf('\n', from);
      const end = newline < 0 ? text.length : newline;
      if (cut >= 0 && cut < from) cut = text.indexOf('>', from);
      if (end > from) this.#addLine(text, from, end, cut > from && cut < end ? cut : -1, share);
      from = end + 1;
    }
  }

  #addLine(text: string, from: number, end: number, cut: number, share: number): void {
    const key = this.#nextKey();
    if (cut < 0) {
      this.#addWords(text, from, end, key, share);
      return;
    }
    this.#addWords(text, from, cut, key, share * BESIDE);
    const over = this.#nextKey();
    this.#addWords(text, from, cut, over, share * BROADER);
    this.#addWords(text, cut + 1, end, over, share);
  }

  #nextKey(): number {
    return hash(KIND.concept, String(this.#groups++));
  }

  /** Adds the words that stand in a part of a line. */
  #addWords(text: string, from: number, end: number, key: number, share: number): void {
    for (let at = from; at < end; ) {
      if (text.charCodeAt(at) === BLANK) {
        at++;
        continue;
      }
      const start = at;
      while (at < end && text.charCodeAt(at) !== BLANK) at++;
      if (text.charCodeAt(at - 1) !== HYPHEN) this.#add(text, start, at, key, share);
      else {
        const stem = text.slice(start, at - 1).replaceAll('_', '');
        for (const form of conjugate(stem)) this.#add(form, 0, form.length, key, share);
      }
    }
  }

  #add(text: string, from: number, to: number, key: number, share: number): void {
    let h = START;
    let check = CHECK_START;
    let length = 0;
    let first = 0;
    for (let i = from; i < to; i++) {
      const unit = text.charCodeAt(i);
      if (unit === JOINT) continue;
      if (length === 0) first = unit;
      length++;
      h = Math.imul(h ^ unit, FACTOR);
      check = Math.imul(check ^ unit, CHECK_FACTOR);
    }
    if (length > this.#longest[first]!) this.#longest[first] = length;
    this.#join(this.#placeOf(h, check, length), key, share);
  }

  /** A word that stands in a group twice is there once: groups are added one after the other. */
  #join(word: number, key: number, share: number): void {
    const head = this.#heads[word]!;
    if (head >= 0 && this.#keys[head] === key) return;
    if (this.#memberships === MOST_MEMBERSHIPS) throw new Error('Too many memberships: make SLOTS larger.');
    const at = this.#memberships++;
    this.#next[at] = head;
    this.#keys[at] = key;
    this.#shares[at] = share;
    this.#heads[word] = at;
    this.#counts[word]!++;
  }

  /** Number of a word, which is added where it is new. */
  #placeOf(h: number, check: number, length: number): number {
    const slot = this.#slotFor(h, check, length);
    if (this.#slots[slot] !== 0) return this.#slots[slot]! - 1;
    if (this.#size === MOST_WORDS) throw new Error(`More than ${MOST_WORDS} words: make SLOTS larger.`);
    const word = this.#size++;
    this.#slots[slot] = word + 1;
    this.#checks[word] = check;
    this.#lengths[word] = length;
    this.#heads[word] = -1;
    return word;
  }

  /** The slot of a word, or the free one where it would stand. */
  #slotFor(h: number, check: number, length: number): number {
    let slot = slotOf(h);
    for (; this.#slots[slot] !== 0; slot = (slot + 1) & (SLOTS - 1)) {
      const word = this.#slots[slot]! - 1;
      if (this.#checks[word] === check && this.#lengths[word] === length) return slot;
    }
    return slot;
  }

  /** Every lexicon word that stands in a text without spaces, with its span. */
  find(chars: string, found: Found): void {
    for (let from = 0; from < chars.length; from++) {
      const end = Math.min(chars.length, from + this.#longest[chars.charCodeAt(from)]!);
      let h = START;
      let check = CHECK_START;
      for (let to = from + 1; to <= end; to++) {
        const unit = chars.charCodeAt(to - 1);
        h = Math.imul(h ^ unit, FACTOR);
        check = Math.imul(check ^ unit, CHECK_FACTOR);
        const word = this.#slots[this.#slotFor(h, check, to - from)]! - 1;
        if (word >= 0) this.#tell(word, from, to, found);
      }
    }
  }

  #tell(word: number, from: number, to: number, found: Found): void {
    const ambiguity = this.#counts[word]! ** 0.2;
    for (let m = this.#heads[word]!; m >= 0; m = this.#next[m]!) {
      found(this.#keys[m]!, this.#shares[m]! / ambiguity, from, to);
    }
  }

  /** Number of words. */
  get size(): number {
    return this.#size;
  }
}

let general: Lexicon | undefined;

/** The lexicon that comes with the matcher, made on first use. */
export function generalLexicon(): Lexicon {
  if (general) return general;
  general = new Lexicon();
  for (const [share, text] of FILES) general.addText(text, share);
  return general;
}
