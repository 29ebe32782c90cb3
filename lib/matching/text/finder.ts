/** Finds the words of a list inside a text without spaces. */

/** A stretch of a text. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

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

  /** Where words stand, from the left, the longest at each place; stretches do not overlap. */
  *find(text: string): Generator<Stretch> {
    for (let from = 0; from < text.length; ) {
      const lengths = this.#lengths.get(text[from]!);
      const length = lengths?.find(
        (n) => from + n <= text.length && this.#words.has(text.slice(from, from + n)),
      );
      if (length === undefined) from++;
      else {
        yield { from, to: from + length };
        from += length;
      }
    }
  }
}
