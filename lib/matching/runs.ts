/** Runs that lie one behind the other: where each begins, from their lengths. */
import type { ByteReader, ByteWriter, Planes } from './bytes.ts';

/** Of so many runs the first one's beginning is kept; from there lengths are added up. */
const STEP = 32;

/** Writes the lengths of runs. With a smaller `step` a beginning is found sooner, and more of them are kept. */
export function writeRuns(out: ByteWriter, lengths: ArrayLike<number>, step = STEP): void {
  const together: number[] = [];
  for (let i = 0; i < lengths.length; i++) {
    if (i % step === 0) together.push(0);
    together[together.length - 1]! += lengths[i]!;
  }
  out.number(step);
  out.planes(lengths);
  out.planes(together);
}

/** Where runs begin. Little is kept of each, since a fresh process pays for every page of memory that it touches. */
export class Runs {
  readonly #step: number;
  readonly #lengths: Planes;
  readonly #begins: Uint32Array;

  /** Reads what writeRuns wrote. */
  constructor(from: ByteReader) {
    this.#step = from.number();
    this.#lengths = from.planes();
    const together = from.planes();
    this.#begins = new Uint32Array(together.length + 1);
    for (let i = 0; i < together.length; i++) this.#begins[i + 1] = this.#begins[i]! + together.at(i);
  }

  /** Number of runs. */
  get count(): number {
    return this.#lengths.length;
  }

  /** How long run `i` is. */
  lengthOf(i: number): number {
    return this.#lengths.at(i);
  }

  /** Where run `i` begins. */
  begin(i: number): number {
    const steps = Math.floor(i / this.#step);
    let at = this.#begins[steps]!;
    for (let before = steps * this.#step; before < i; before++) at += this.#lengths.at(before);
    return at;
  }
}
