/** The look from the other side: how much of an entry's own title or phrasing the question explains. */
import { emitConcepts } from '../index/emit.ts';
import { type Emit, emitWordsAndPairs, KIND, KIND_WEIGHT } from '../index/features.ts';
import type { StoredIndex } from '../index/stored.ts';
import { normalize } from '../text/normalize.ts';
import { type Reading, read, type Stem } from '../text/words.ts';
import { strengthOf } from './evidence.ts';
import type { Piece } from './pieces.ts';
import { byEnds, byWords, informationOf, type Question, sumOf, topicOf } from './question.ts';

/** Characters of a title that are looked at: what it is about stands in its beginning. */
const LONGEST = 40;

/** Likeness below which a line has nothing to say about a question. */
const LIKE = 0.45;
/** By so much likeness either way two lines are told apart for sure. */
const EVEN = 0.1;

/** Names of the figures, in their order. */
export const MIRROR_FIGURES = [
  'mirrorCovered',
  'mirrorTopic',
  'mirrorMissed',
  'mirrorWorst',
  'mirrorSize',
  'mirrorFirst',
  'mirrorLast',
] as const;

/** A title or phrasing as it is compared, packed: a matcher keeps thousands. */
interface Line {
  readonly stems: readonly Stem[];
  /** numbers of its pieces in the index */
  readonly ats: Int32Array;
  /** of each piece: where it begins and ends, and how well it explains, in 255ths */
  readonly spans: Uint32Array;
  /** information of each character, then topic of each */
  readonly figures: Float32Array;
  readonly total: number;
  readonly topicTotal: number;
}

const EXPLAINED = 255;
const spanOf = (from: number, to: number, strength: number): number =>
  from | (to << 8) | (Math.round(strength * EXPLAINED) << 16);

/** Reads a line. `take` is told each piece's key with its span. */
function readLine(
  index: StoredIndex,
  text: string,
  take: (key: number, at: number, span: number) => void,
): { reading: Reading; information: Float32Array } {
  const reading = read(
    normalize(text.slice(0, LONGEST * 2))
      .slice(0, LONGEST)
      .trim(),
  );
  const pieces: Piece[] = [];
  const emit: Emit = (key, kind, weight, from, to) => {
    const at = index.postings.find(key);
    const piece = { at, kind, weight: weight * KIND_WEIGHT[kind]!, from, to, expanded: false };
    if (kind === KIND.bigram) pieces.push(piece);
    take(key, at, spanOf(from, to, strengthOf(piece)));
  };
  emitWordsAndPairs(reading, emit);
  emitConcepts(reading, emit);
  return { reading, information: informationOf(index, reading, pieces) };
}

function lineOf(index: StoredIndex, text: string): Line {
  const ats: number[] = [];
  const spans: number[] = [];
  const { reading, information } = readLine(index, text, (_, at, span) => {
    if (at < 0) return;
    ats.push(at);
    spans.push(span);
  });
  const topic = topicOf(reading, information);
  const figures = new Float32Array(information.length * 2);
  figures.set(information);
  figures.set(topic, information.length);
  const { stems } = reading;
  const [total, topicTotal] = [sumOf(information), sumOf(topic)];
  return { stems, ats: Int32Array.from(ats), spans: Uint32Array.from(spans), figures, total, topicTotal };
}

/** Raises what a piece explains. */
function explain(cover: Float32Array, span: number, share: number): void {
  const strength = ((span >>> 16) / EXPLAINED) * share;
  const to = (span >>> 8) & 255;
  for (let c = span & 255; c < to; c++) if (cover[c]! < strength) cover[c] = strength;
}

function heldOf(weights: Float32Array, offset: number, cover: Float32Array, total: number): number {
  let held = 0;
  for (let i = 0; i < cover.length; i++) held += weights[offset + i]! * cover[i]!;
  return total > 0 ? held / total : 0;
}

/** A line with its keys, also those that the content does not know. */
interface Keyed {
  readonly spans: ReadonlyMap<number, number>;
  readonly information: Float32Array;
}

function keyedLine(index: StoredIndex, text: string): Keyed {
  const spans = new Map<number, number>();
  const { information } = readLine(index, text, (key, _, span) => spans.set(key, span));
  return { spans, information };
}

/** How alike two lines are, 0–1: what each explains of the other. */
function likeness(one: Keyed, other: Keyed): number {
  const explained = ({ spans, information }: Keyed, by: Keyed): number => {
    const cover = new Float32Array(information.length);
    for (const [key, span] of spans) if (by.spans.has(key)) explain(cover, span, 1);
    return heldOf(information, 0, cover, sumOf(information));
  };
  return Math.sqrt(explained(one, other) * explained(other, one));
}

/** Lines of an index are read once: a matcher keeps what it has looked at. */
export class Mirror {
  readonly #index: StoredIndex;
  /** by number of the unit */
  readonly #lines = new Map<number, Line>();

  constructor(index: StoredIndex) {
    this.#index = index;
  }

  /** Figures of an entry's best line (`unit` 0: its title) for a question whose pieces are `asked`, in MIRROR_FIGURES' order. */
  figures(asked: ReadonlyMap<number, number>, entry: number, unit: number): number[] {
    const line = this.#lineOf(entry, unit);
    const { ats, spans, figures, total, topicTotal, stems } = line;
    const length = figures.length / 2;
    const cover = new Float32Array(length);
    for (let i = 0; i < ats.length; i++) {
      const share = asked.get(ats[i]!);
      if (share !== undefined) explain(cover, spans[i]!, share);
    }
    const { missed, worst } = byWords(stems, figures, total, cover);
    return [
      heldOf(figures, 0, cover, total),
      heldOf(figures, length, cover, topicTotal),
      missed,
      worst,
      Math.log(1 + total),
      ...byEnds(stems, figures, cover),
    ];
  }

  /**
   * How surely a question is one of those that an entry does not answer although they sound like it, 0–1: it is nearer
   * to one of them than to the entry's own best line (`unit`).
   */
  denied({ reading }: Question, entry: number, unit: number): number {
    const different = this.#index.different(entry);
    if (different.length === 0) return 0;
    const asked = keyedLine(this.#index, reading.text);
    const like = (text: string): number => likeness(asked, keyedLine(this.#index, text));
    const likest = Math.max(...different.map(like));
    if (likest < LIKE) return 0;
    const nearer = likest - like(this.#index.line(entry, unit));
    return Math.max(0, Math.min(1, (nearer + EVEN) / (2 * EVEN)));
  }

  #lineOf(entry: number, unit: number): Line {
    const at = this.#index.firstUnit[entry]! + unit;
    let line = this.#lines.get(at);
    if (!line) {
      line = lineOf(this.#index, this.#index.line(entry, unit));
      this.#lines.set(at, line);
    }
    return line;
  }
}

/** The known pieces of a question, each with how far it counts as the question's own. */
export function askedPieces({ known }: Question): Map<number, number> {
  const asked = new Map<number, number>();
  for (const p of known) asked.set(p.at, Math.max(asked.get(p.at) ?? 0, p.expanded ? 0.8 : 1));
  return asked;
}
