/** Finds the words of a list inside a text without spaces. */

const START = 0x811c9dc5;
const FACTOR = 0x01000193;

const step = (h: number, unit: number): number => Math.imul(h ^ unit, FACTOR);
/** A word as a small whole number: its hash and its length. Two words alike in both are as good as never met. */
const keyOf = (h: number, length: number): number => ((h ^ (h >>> 16)) & 0x1ffffff) * 32 + (length & 31);

/** Words of a list, ready to be looked for: quick to make and to ask however long the list is. */
export class Finder {
  readonly #words = new Set<number>();
  /** longest word that begins with a character */
  readonly #longest = new Map<number, number>();

  constructor(words: Iterable<string>) {
    for (const word of words) {
      let h = START;
      for (let i = 0; i < word.length; i++) h = step(h, word.charCodeAt(i));
      this.#words.add(keyOf(h, word.length));
      const first = word.charCodeAt(0);
      this.#longest.set(first, Math.max(this.#longest.get(first) ?? 0, word.length));
    }
  }

  /** Tells where words stand, from the left, the longest at each place; stretches do not overlap. */
  find(text: string, found: (from: number, to: number) => void): void {
    for (let from = 0; from < text.length; ) {
      const length = this.#lengthAt(text, from);
      if (length > 0) found(from, from + length);
      from += Math.max(1, length);
    }
  }

  #lengthAt(text: string, from: number): number {
    const longest = this.#longest.get(text.charCodeAt(from));
    if (longest === undefined) return 0;
    const end = Math.min(text.length, from + longest);
    let h = START;
    let length = 0;
    for (let at = from; at < end; at++) {
      h = step(h, text.charCodeAt(at));
      if (this.#words.has(keyOf(h, at - from + 1))) length = at - from + 1;
    }
    return length;
  }
}
