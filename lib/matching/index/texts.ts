/** Texts of an index, made into strings when they are asked for: few of thousands are. */
import type { ByteReader, ByteWriter } from '../bytes.ts';
import { Runs, writeRuns } from '../runs.ts';

/** Writes texts. Half of a pair of surrogates alone is written as U+FFFD. */
export function writeTexts(out: ByteWriter, texts: readonly string[]): void {
  const encoder = new TextEncoder();
  writeRuns(
    out,
    texts.map((text) => encoder.encode(text).length),
  );
  out.block(encoder.encode(texts.map((text) => text.toWellFormed()).join('')));
}

/** A list of texts. */
export class Texts {
  readonly #runs: Runs;
  readonly #bytes: Uint8Array;
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });

  /** Reads what writeTexts wrote. */
  constructor(from: ByteReader) {
    this.#runs = new Runs(from);
    this.#bytes = from.block();
  }

  /** Number of texts. */
  get length(): number {
    return this.#runs.count;
  }

  /** Text `i`; '' behind the last one. */
  at(i: number): string {
    if (i >= this.length) return '';
    const begin = this.#runs.begin(i);
    return this.#decoder.decode(this.#bytes.subarray(begin, begin + this.#runs.lengthOf(i)));
  }

  /** Texts from `from` to before `to`. */
  slice(from: number, to: number): string[] {
    return Array.from({ length: to - from }, (_, i) => this.at(from + i));
  }
}

/** Writes a list of texts for each of several things. */
export function writeLists(out: ByteWriter, lists: readonly (readonly string[])[]): void {
  writeRuns(
    out,
    lists.map((list) => list.length),
  );
  writeTexts(out, lists.flat());
}

/** A list of texts of each of several things. */
export class Lists {
  readonly #runs: Runs;
  readonly #texts: Texts;

  /** Reads what writeLists wrote. */
  constructor(from: ByteReader) {
    this.#runs = new Runs(from);
    this.#texts = new Texts(from);
  }

  /** Number of things. */
  get count(): number {
    return this.#runs.count;
  }

  /** How many texts thing `i` has; none behind the last one. */
  countOf(i: number): number {
    return i < this.#runs.count ? this.#runs.lengthOf(i) : 0;
  }

  /** Text `n` of thing `i`, undefined where it has fewer. */
  text(i: number, n: number): string | undefined {
    return n >= 0 && n < this.countOf(i) ? this.#texts.at(this.#runs.begin(i) + n) : undefined;
  }

  /** All texts of thing `i`. */
  of(i: number): readonly string[] {
    const count = this.countOf(i);
    if (count === 0) return [];
    const begin = this.#runs.begin(i);
    return this.#texts.slice(begin, begin + count);
  }
}
