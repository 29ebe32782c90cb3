/** Whole numbers as bytes: seven bits a byte, the low ones first; small numbers take one byte. */

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
}
