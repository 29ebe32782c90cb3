/**
 * A word of the lexicon as two hashes: one finds its place, the other tells it from its neighbours there. No string is
 * kept. 44 bits of them are looked at: of a billion stretches of text that are no word, five are taken for one.
 */
const START = 0x811c9dc5;
const FACTOR = 0x01000193;
const CHECK_START = 0x2545f491;
const CHECK_FACTOR = 0x9e3779b1 | 1;

/** Words are found by the highest bits of their place and known there by its lowest 16 and their check. */
export const BUCKETS = 1 << 12;
export const bucketOf = (place: number): number => place >>> 20;
export const lowOf = (place: number): number => place & 0xffff;
/** Shares of groups are stored in these parts of one. */
export const SHARE_UNIT = 200;

/** Running state of both hashes; one object is used again and again. */
export class WordHash {
  #place = START;
  #check = CHECK_START;

  /** Begins a new word. */
  begin(): void {
    this.#place = START;
    this.#check = CHECK_START;
  }

  /** Takes the next UTF-16 unit. */
  take(unit: number): void {
    this.#place = Math.imul(this.#place ^ unit, FACTOR);
    this.#check = Math.imul(this.#check ^ unit, CHECK_FACTOR);
  }

  /** 32 bits, evenly spread from the highest bit on. */
  get place(): number {
    const mixed = Math.imul(this.#place ^ (this.#place >>> 15), 0x85ebca6b);
    return (mixed ^ (mixed >>> 13)) >>> 0;
  }

  /** 16 bits. */
  get check(): number {
    return (this.#check ^ (this.#check >>> 16)) & 0xffff;
  }
}
