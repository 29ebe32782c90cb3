/** Finds the words of a list inside a text without spaces. */

/** Words of a list, ready to be looked for: quick to make and to ask however long the list is. */
export class Finder {
  readonly #words: ReadonlySet<string>;
  /** lengths of the words that begin with a character, longest first */
  readonly #lengths = new Map<string, number[]>();

  constructor(words: Iterable<string>) {
    this.#words = new Set(words);
    for (const word of this.#words) {
      const lengths = this.#lengths.get(word[0]!) ?? [];
      if (!lengths.includes(word.length)) lengths.push(word.length);
      this.#lengths.set(word[0]!, lengths);
    }
    for (const lengths of this.#lengths.values()) lengths.sort((a, b) => b - a);
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
    const lengths = this.#lengths.get(text[from]!);
    if (lengths === undefined) return 0;
    for (const n of lengths) {
      if (from + n <= text.length && this.#words.has(text.slice(from, from + n))) return n;
    }
    return 0;
  }
}
