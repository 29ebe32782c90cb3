/**
 * Whole numbers as bytes. One after the other: seven bits a byte, the low ones first; small numbers take one byte. As
 * planes: the low bytes of all, then the next ones; larger, but any of them is at hand without reading those before it.
 */

/** Numbers in planes, as they lie in the bytes that they were read from. */
export class Planes {
  /** How many numbers there are. */
  readonly length: number;
  readonly #lowest: Uint8Array;
  readonly #others: readonly Uint8Array[];

  /** `planes`: the low bytes first, each as long as there are numbers. */
  constructor(planes: readonly Uint8Array[]) {
    const [lowest = new Uint8Array(), ...others] = planes;
    this.length = lowest.length;
    this.#lowest = lowest;
    this.#others = others;
  }

  /** Number `i`. */
  at(i: number): number {
    let value = this.#lowest[i]!;
    for (let plane = 0; plane < this.#others.length; plane++)
      value |= this.#others[plane]![i]! << (8 * plane + 8);
    return value >>> 0;
  }
}

/** Writes numbers into a growing block of bytes. */
export class ByteWriter {
  #bytes = new Uint8Array(1 << 16);
  #length = 0;

  /** Appends a whole number, 0 to 2³² − 1. */
  number(value: number): void {
    if (this.#length + 5 > this.#bytes.length) this.#grow(this.#bytes.length);
    let rest = value >>> 0;
    while (rest > 127) {
      this.#bytes[this.#length++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    this.#bytes[this.#length++] = rest;
  }

  /** Appends rising numbers, each as its distance from the one before. */
  rising(values: Uint16Array | Uint32Array): void {
    let before = 0;
    for (const value of values) {
      this.number(value - before);
      before = value;
    }
  }

  /** Appends the bytes of an array with their number before them. */
  block({ buffer, byteOffset, byteLength }: Uint8Array | Int8Array | Uint16Array): void {
    const block = new Uint8Array(buffer, byteOffset, byteLength);
    this.number(block.length);
    while (this.#length + block.length > this.#bytes.length) this.#grow(this.#bytes.length);
    this.#bytes.set(block, this.#length);
    this.#length += block.length;
  }

  /** Appends numbers, 0 to 2³² − 1, as planes. */
  planes(values: ArrayLike<number>): void {
    let most = 1;
    for (let i = 0; i < values.length; i++) most = Math.max(most, values[i]!);
    const planes = Math.ceil((32 - Math.clz32(most)) / 8);
    this.number(planes);
    for (let shift = 0; shift < planes * 8; shift += 8) {
      const plane = new Uint8Array(values.length);
      for (let i = 0; i < plane.length; i++) plane[i] = values[i]! >>> shift;
      this.block(plane);
    }
  }

  /** How many bytes were written so far. */
  get length(): number {
    return this.#length;
  }

  /** What was written so far. */
  done(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  #grow(by: number): void {
    const larger = new Uint8Array(this.#bytes.length + by);
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}

/** Reads what a ByteWriter wrote, in the same order. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The next number. */
  number(): number {
    const bytes = this.#bytes;
    let byte = bytes[this.#at++]!;
    if (byte < 128) return byte;
    let value = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = bytes[this.#at++]!;
      value |= (byte & 127) << shift;
    }
    return value >>> 0;
  }

  /** Fills `into` with the next numbers. */
  fill(into: Uint32Array | Uint16Array): void {
    for (let i = 0; i < into.length; i++) into[i] = this.number();
  }

  /**
   * Fills `into` with the next numbers, run by run (run i ends where run i + 1 begins). In a run each number was written
   * as its distance from the one before. One loop over all: what is called a hundred thousand times is slow in a process
   * that has just started.
   */
  fillRising(into: Uint16Array | Uint32Array, starts: Uint32Array): void {
    const bytes = this.#bytes;
    let at = this.#at;
    for (let run = 0; run + 1 < starts.length; run++) {
      const end = starts[run + 1]!;
      let before = 0;
      for (let i = starts[run]!; i < end; i++) {
        let byte = bytes[at++]!;
        let value = byte;
        if (byte > 127) {
          value &= 127;
          for (let shift = 7; byte > 127; shift += 7) {
            byte = bytes[at++]!;
            value |= (byte & 127) << shift;
          }
        }
        before += value;
        into[i] = before;
      }
    }
    this.#at = at;
  }

  /** The next block; a view, not a copy. */
  block(): Uint8Array {
    const length = this.number();
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  /** The next numbers in planes; a view, not a copy. */
  planes(): Planes {
    return new Planes(Array.from({ length: this.number() }, () => this.block()));
  }
}
