/**
 * The built index: views over one block of bytes, its stored form. Reading them back is little work and touches little
 * memory: numbers lie as planes, texts become strings and postings numbers when they are first asked for.
 */

import { ByteReader, ByteWriter, type Planes } from '../bytes.ts';
import type { MatchSynonym } from '../types.ts';
import { type LaidOut, numbersBelow, Postings, type UnitNumbers, writePostings } from './postings.ts';
import { Lists, Texts, writeLists, writeTexts } from './texts.ts';

const FORMAT = 6;
/** Masses of units are stored in these parts of one: of masses around 40 finer ones tell nothing. */
export const MASS_UNIT = 20;

/** What is written of each entry that answers. */
export interface EntryWords {
  readonly id: string;
  readonly field: string;
  readonly title: string;
  /** other ways to ask it */
  readonly phrasings: readonly string[];
  /** questions that it does not answer although they sound like it */
  readonly different: readonly string[];
}

/** What is written of each unit (title, phrasing, keywords, text of an entry); those of an entry stand together. */
export interface UnitFigures {
  readonly entry: number;
  readonly kind: number;
  /** weight of its pieces that count as explained, in MASS_UNIT */
  readonly mass: number;
  /** what it asks for (talk/acts.ts) */
  readonly acts: number;
}

/** All that an index is made from. */
export interface IndexParts {
  readonly entries: readonly EntryWords[];
  /** questions that no entry answers; they stand behind the entries, each as one without id and field */
  readonly uncovered: readonly string[];
  readonly synonyms: readonly MatchSynonym[];
  readonly units: readonly UnitFigures[];
  readonly postings: LaidOut;
}

/** Puts an index into its stored form. The same parts give the same bytes. */
export function writeIndex({ entries, uncovered, synonyms, units, postings }: IndexParts): Uint8Array {
  const out = new ByteWriter();
  out.number(FORMAT);
  const fields = [...new Set(entries.map(({ field }) => field))];
  writeTexts(
    out,
    entries.map(({ id }) => id),
  );
  writeTexts(out, fields);
  out.planes(entries.map(({ field }) => fields.indexOf(field)));
  writeTexts(out, [...entries.map(({ title }) => title), ...uncovered]);
  writeLists(
    out,
    entries.map(({ phrasings }) => phrasings),
  );
  writeLists(
    out,
    entries.map(({ different }) => different),
  );
  writeLists(
    out,
    synonyms.map(({ word, term }) => [word, term]),
  );
  const unitCounts = new Uint32Array(entries.length + uncovered.length);
  for (const { entry } of units) unitCounts[entry]!++;
  out.planes(unitCounts);
  out.block(Uint8Array.from(units, ({ kind }) => kind));
  out.planes(units.map(({ mass }) => mass));
  out.planes(units.map(({ acts }) => acts));
  writePostings(out, postings);
  return out.done();
}

/** An index as it is asked. Entries and units are named by their numbers. */
export class StoredIndex {
  /** The stored form. */
  readonly bytes: Uint8Array;
  /** number of entries that answer; behind them stand the questions that no entry answers */
  readonly covered: number;
  /** number of both */
  readonly total: number;
  readonly synonyms: readonly MatchSynonym[];
  /** number of the entry that each unit belongs to */
  readonly unitEntry: UnitNumbers;
  readonly unitKind: Uint8Array;
  /** entry i has the units firstUnit[i] to firstUnit[i + 1] */
  readonly firstUnit: Uint32Array;
  readonly postings: Postings;
  readonly #ids: Texts;
  readonly #fields: readonly string[];
  readonly #fieldOf: Planes;
  readonly #titles: Texts;
  readonly #phrasings: Lists;
  readonly #different: Lists;
  readonly #masses: Planes;
  readonly #acts: Planes;

  /** Reads bytes written by writeIndex. @throws Error when they are of another format: build the index anew. */
  constructor(bytes: Uint8Array) {
    const from = new ByteReader(bytes);
    const format = bytes.length ? from.number() : 0;
    if (format !== FORMAT)
      throw new Error(`Index of format ${format}, not ${FORMAT}: publish the content again.`);
    this.bytes = bytes;
    this.#ids = new Texts(from);
    const fields = new Texts(from);
    this.#fields = fields.slice(0, fields.length);
    this.#fieldOf = from.planes();
    this.#titles = new Texts(from);
    this.#phrasings = new Lists(from);
    this.#different = new Lists(from);
    this.synonyms = synonymsOf(new Lists(from));
    this.covered = this.#ids.length;
    this.total = this.#titles.length;
    const counts = from.planes();
    this.unitKind = from.block();
    this.#masses = from.planes();
    this.#acts = from.planes();
    this.firstUnit = new Uint32Array(this.total + 1);
    this.unitEntry = numbersBelow(this.total, this.unitKind.length);
    let unit = 0;
    for (let entry = 0; entry < this.total; entry++) {
      for (const end = unit + counts.at(entry); unit < end; unit++) this.unitEntry[unit] = entry;
      this.firstUnit[entry + 1] = unit;
    }
    this.postings = new Postings(from, this.total, this.unitKind.length);
  }

  /** Id of an entry; '' for a question that no entry answers. */
  id(entry: number): string {
    return this.#ids.at(entry);
  }

  /** All ids of entries that answer, in their order. */
  ids(): readonly string[] {
    return this.#ids.slice(0, this.covered);
  }

  /** Field of an entry; '' where it has none. */
  field(entry: number): string {
    return entry < this.covered ? this.#fields[this.#fieldOf.at(entry)]! : '';
  }

  /** Title of an entry, or the question that no entry answers. */
  title(entry: number): string {
    return this.#titles.at(entry);
  }

  /** Line `n` that an entry is asked by: its title for 0, then its phrasings; the title where it has fewer. */
  line(entry: number, n: number): string {
    return this.#phrasings.text(entry, n - 1) ?? this.title(entry);
  }

  /** All lines that an entry is asked by, its title first. */
  lines(entry: number): readonly string[] {
    return [this.title(entry), ...this.#phrasings.of(entry)];
  }

  /** Questions that an entry does not answer although they sound like it. */
  different(entry: number): readonly string[] {
    return this.#different.of(entry);
  }

  /** Weight of a unit's pieces that count as explained. */
  mass(unit: number): number {
    return this.#masses.at(unit) / MASS_UNIT;
  }

  /** What a unit asks for (talk/acts.ts). */
  acts(unit: number): number {
    return this.#acts.at(unit);
  }
}

function synonymsOf(pairs: Lists): MatchSynonym[] {
  return Array.from({ length: pairs.count }, (_, i) => {
    const [word = '', term = ''] = pairs.of(i);
    return { word, term };
  });
}
