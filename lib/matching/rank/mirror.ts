/** The look from the other side: how much of an entry's own title or phrasing the question explains. */
import { emitConcepts } from '../index/emit.ts';
import { type Emit, emitWordsAndPairs, KIND_WEIGHT } from '../index/features.ts';
import type { StoredIndex } from '../index/stored.ts';
import { normalize } from '../text/normalize.ts';
import { type Reading, read } from '../text/words.ts';
import { strengthOf } from './evidence.ts';
import { keyAt, type Piece } from './pieces.ts';
import { byEnds, byWords, informationOf, type Question, topicOf } from './question.ts';

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

/** A title or phrasing as it is compared. */
interface Line {
  readonly reading: Reading;
  readonly pieces: readonly Piece[];
  /** the pieces' keys, also of those that the content does not know */
  readonly keys: readonly number[];
  readonly information: Float32Array;
  readonly total: number;
  readonly topic: Float32Array;
  readonly topicTotal: number;
}

const sumOf = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0);

function lineOf(index: StoredIndex, text: string): Line {
  const reading = read(normalize(text).slice(0, LONGEST).trim());
  const pieces: Piece[] = [];
  const keys: number[] = [];
  const take: Emit = (key, kind, weight, from, to) => {
    const at = keyAt(index.keys, key);
    keys.push(key);
    pieces.push({ at, kind, weight: weight * KIND_WEIGHT[kind]!, from, to, expanded: false });
  };
  emitWordsAndPairs(reading, take);
  emitConcepts(reading, take);
  const information = informationOf(index, reading, pieces);
  const topic = topicOf(reading, information);
  return { reading, pieces, keys, information, total: sumOf(information), topic, topicTotal: sumOf(topic) };
}

/** How well each character of a line is explained, where `shareOf` says how far its nth piece counts. */
function coverOf(line: Line, shareOf: (nth: number) => number): Float32Array {
  const cover = new Float32Array(line.reading.chars.length);
  line.pieces.forEach((p, nth) => {
    const strength = strengthOf(p) * shareOf(nth);
    for (let c = p.from; c < p.to; c++) if (cover[c]! < strength) cover[c] = strength;
  });
  return cover;
}

function heldOf(weights: Float32Array, cover: Float32Array, total: number): number {
  let held = 0;
  for (let i = 0; i < cover.length; i++) held += weights[i]! * cover[i]!;
  return total > 0 ? held / total : 0;
}

/** How alike two lines are, 0–1: what each explains of the other. */
function likeness(one: Line, other: Line): number {
  const explained = (line: Line, by: Line): number => {
    const there = new Set(by.keys);
    const cover = coverOf(line, (nth) => (there.has(line.keys[nth]!) ? 1 : 0));
    return heldOf(line.information, cover, line.total);
  };
  return Math.sqrt(explained(one, other) * explained(other, one));
}

/** Lines of an index are read once: a matcher keeps what it has looked at. */
export class Mirror {
  readonly #index: StoredIndex;
  readonly #lines = new Map<string, Line>();

  constructor(index: StoredIndex) {
    this.#index = index;
  }

  /** Figures of an entry's best line (`unit` 0: its title) for a question whose pieces are `asked`, in MIRROR_FIGURES' order. */
  figures(asked: ReadonlyMap<number, number>, entry: number, unit: number): number[] {
    const { titles, phrasings } = this.#index;
    const line = this.#lineOf(phrasings[entry]![unit - 1] ?? titles[entry]!);
    const { information, total, topic, topicTotal } = line;
    const cover = coverOf(line, (nth) => asked.get(line.pieces[nth]!.at) ?? 0);
    const { missed, worst } = byWords(line, cover);
    return [
      heldOf(information, cover, total),
      heldOf(topic, cover, topicTotal),
      missed,
      worst,
      Math.log(1 + total),
      ...byEnds(line, cover),
    ];
  }

  /**
   * How surely a question is one of those that an entry does not answer although they sound like it, 0–1: it is nearer
   * to one of them than to the entry's own best line (`unit`).
   */
  denied({ reading }: Question, entry: number, unit: number): number {
    const { titles, phrasings, different } = this.#index;
    if (different[entry]!.length === 0) return 0;
    const asked = lineOf(this.#index, reading.text);
    const own = this.#lineOf(phrasings[entry]![unit - 1] ?? titles[entry]!);
    const likest = Math.max(...different[entry]!.map((text) => likeness(asked, this.#lineOf(text))));
    if (likest < LIKE) return 0;
    const nearer = likest - likeness(asked, own);
    return Math.max(0, Math.min(1, (nearer + EVEN) / (2 * EVEN)));
  }

  #lineOf(text: string): Line {
    let line = this.#lines.get(text);
    if (!line) {
      line = lineOf(this.#index, text);
      this.#lines.set(text, line);
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
