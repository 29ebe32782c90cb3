/** What stands behind each key of an index: how rare it is, and which units hold it how strongly. */
import { ByteReader, ByteWriter, type Planes } from '../bytes.ts';
import { Runs, writeRuns } from '../runs.ts';
import { KeyTable, writeKeys } from './keyTable.ts';

/** Numbers of units: two bytes each where they fit. */
export type UnitNumbers = Uint16Array | Uint32Array;

/** Room for `count` numbers that are below `most`. */
export function numbersBelow(most: number, count: number): UnitNumbers {
  return most <= 1 << 16 ? new Uint16Array(count) : new Uint32Array(count);
}

/** Postings as they are laid out when an index is built: `starts[i]` to `starts[i + 1]` are those of `keys[i]`. */
export interface LaidOut {
  /** hashed pieces, ascending */
  readonly keys: Uint32Array;
  /** in how many entries each piece stands, in sixteenths (build.ts: an entry may count for less than one) */
  readonly spread: Uint32Array;
  readonly starts: Uint32Array;
  /** numbers of the units that hold a piece, rising */
  readonly docs: UnitNumbers;
  readonly impacts: Uint8Array;
}

/** What `spread` counts in one entry. */
export const SPREAD_UNIT = 16;
/** A content smaller than this counts as this large: rarity in a handful of entries says little. */
const SMALLEST = 30;

/** Rarity of a piece from its spread over a content of `entries` entries; that of an unseen piece for 0. */
export function rarity(entries: number, spread: number): number {
  const n = Math.max(entries, SMALLEST);
  const entriesWithIt = spread / SPREAD_UNIT;
  return Math.log(1 + (n - entriesWithIt + 0.5) / (entriesWithIt + 0.5));
}

/** Spreads whose rarity is kept at hand: nearly every piece stands in a few entries. */
const COMMON_SPREADS = 64 * SPREAD_UNIT;

function raritiesOf(entries: number): Float32Array {
  const known = new Float32Array(COMMON_SPREADS);
  for (let spread = 0; spread < known.length; spread++) known[spread] = rarity(entries, spread);
  return known;
}

/** Keys whose postings are read together, when one of them is first asked for. */
const BLOCK = 32;

/** Writes postings. */
export function writePostings(out: ByteWriter, { keys, spread, starts, docs, impacts }: LaidOut): void {
  writeKeys(out, keys);
  out.planes(spread);
  writeRuns(
    out,
    keys.map((_, at) => starts[at + 1]! - starts[at]!),
    BLOCK,
  );
  const lengths: number[] = [];
  const all = new ByteWriter();
  for (let first = 0; first < keys.length; first += BLOCK) {
    const before = all.length;
    for (let at = first; at < Math.min(keys.length, first + BLOCK); at++)
      all.rising(docs.subarray(starts[at], starts[at + 1]));
    lengths.push(all.length - before);
  }
  writeRuns(out, lengths);
  out.block(all.done());
  out.block(impacts);
}

/** The postings of an index. Their units are read when they are first asked for: most are not, in a short life. */
export class Postings {
  readonly #keys: KeyTable;
  readonly #spread: Planes;
  readonly #entries: number;
  readonly #rarities: Float32Array;
  readonly #counts: Runs;
  readonly #blocks: Runs;
  readonly #packed: Uint8Array;
  readonly #isOpen: Uint8Array;
  readonly #starts: Uint32Array;
  /** Numbers of the units, rising from `begin` to before `end` of a key; what is not between the two of an asked key is not read yet. */
  readonly docs: UnitNumbers;
  /** How strongly each unit of `docs` holds the piece. */
  readonly impacts: Uint8Array;

  /** Reads what writePostings wrote, for an index of so many entries and units. */
  constructor(from: ByteReader, entries: number, units: number) {
    this.#entries = entries;
    this.#rarities = raritiesOf(entries);
    this.#keys = new KeyTable(from);
    this.#spread = from.planes();
    this.#counts = new Runs(from);
    this.#blocks = new Runs(from);
    this.#packed = from.block();
    this.impacts = from.block();
    this.#isOpen = new Uint8Array(this.#blocks.count);
    this.#starts = new Uint32Array(this.#keys.size + 1);
    this.docs = numbersBelow(units, this.impacts.length);
  }

  /** Number of a piece's key, −1 where no unit holds it. */
  find(key: number): number {
    return this.#keys.find(key);
  }

  /** How rare the piece with this number is. */
  rarity(at: number): number {
    const spread = this.#spread.at(at);
    return spread < COMMON_SPREADS ? this.#rarities[spread]! : Math.fround(rarity(this.#entries, spread));
  }

  /** Reads the postings of every piece. */
  openAll(): void {
    for (let block = 0; block < this.#isOpen.length; block++)
      if (this.#isOpen[block] === 0) this.#open(block);
  }

  /** Where the postings of a piece begin. */
  begin(at: number): number {
    const block = Math.floor(at / BLOCK);
    if (this.#isOpen[block] === 0) this.#open(block);
    return this.#starts[at]!;
  }

  /** Where they end; to be asked after `begin`. */
  end(at: number): number {
    return this.#starts[at + 1]!;
  }

  #open(block: number): void {
    const first = block * BLOCK;
    const last = Math.min(this.#keys.size, first + BLOCK);
    let start = this.#counts.begin(first);
    for (let at = first; at < last; at++) {
      this.#starts[at] = start;
      start += this.#counts.lengthOf(at);
    }
    this.#starts[last] = start;
    const from = this.#blocks.begin(block);
    const packed = this.#packed.subarray(from, from + this.#blocks.lengthOf(block));
    new ByteReader(packed).fillRising(this.docs, this.#starts.subarray(first, last + 1));
    this.#isOpen[block] = 1;
  }
}
