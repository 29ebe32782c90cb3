/** What is known of a question before any entry is looked at. */
import { KIND } from '../index/features.ts';
import { rarity } from '../index/postings.ts';
import type { StoredIndex } from '../index/stored.ts';
import { GENERIC } from '../lexicon/generic.ts';
import { ASKING_BITS, actBits } from '../talk/acts.ts';
import { Finder } from '../text/finder.ts';
import type { Reading, Stem } from '../text/words.ts';
import type { Piece } from './pieces.ts';

/** A question, its pieces, and what its characters tell. */
export interface Question {
  readonly reading: Reading;
  readonly pieces: readonly Piece[];
  /** those of them that the content knows */
  readonly known: readonly Piece[];
  /** information of each character: its topic weight times the rarity of the pieces around it */
  readonly information: Float32Array;
  readonly total: number;
  /** the same without words that any question may hold */
  readonly topic: Float32Array;
  readonly topicTotal: number;
  /** what it asks for (talk/acts.ts) */
  readonly acts: number;
  /** what its pieces could weigh at most */
  readonly mass: number;
}

/** Rarity counted for a piece that no entry has, when the most possible weight is summed. */
const UNSEEN = 6;
/** What a particle, ending or filler tells, against a word of the topic. */
const LIGHT_SHARE = 0.1;
/** What is left of the information of a word that any question may hold. */
const GENERIC_SHARE = 0.2;
const GENERIC_WORDS = new Finder(GENERIC);

/** Sum of figures. A loop: callbacks of typed arrays are slow until they are compiled. */
export function sumOf(values: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum;
}

/** Information of each character of a reading: its topic weight times the rarity of the pairs around it. */
export function informationOf(index: StoredIndex, reading: Reading, pieces: readonly Piece[]): Float32Array {
  const { length } = reading.chars;
  const top = rarity(index.total, 0);
  const sums = new Float32Array(length);
  const counts = new Uint8Array(length);
  for (const p of pieces) {
    if (p.kind !== KIND.bigram || p.expanded) continue;
    for (let i = p.from; i < p.to; i++) {
      sums[i]! += p.at < 0 ? top : index.postings.rarity(p.at);
      counts[i]!++;
    }
  }
  for (let i = 0; i < length; i++) {
    const share = reading.weights[i]! < 1 ? LIGHT_SHARE : 1;
    sums[i] = share * (counts[i] ? sums[i]! / counts[i]! : top * 0.5);
  }
  return sums;
}

/** The same without words that any question may hold. */
export function topicOf(reading: Reading, information: Float32Array): Float32Array {
  const topic = information.slice();
  GENERIC_WORDS.find(reading.chars, (from, to) => {
    for (let i = from; i < to; i++) topic[i]! *= GENERIC_SHARE;
  });
  return topic;
}

function massOf(index: StoredIndex, pieces: readonly Piece[]): number {
  let mass = 0;
  for (const p of pieces)
    if (!p.expanded) mass += p.weight * (p.at < 0 ? UNSEEN : index.postings.rarity(p.at));
  return Math.max(1, mass);
}

/** Weighs the characters of a question by what they tell. */
export function weigh(index: StoredIndex, reading: Reading, pieces: readonly Piece[]): Question {
  const information = informationOf(index, reading, pieces);
  const total = sumOf(information);
  const topic = topicOf(reading, information);
  return {
    reading,
    pieces,
    known: pieces.filter((p) => p.at >= 0),
    information,
    total,
    topic,
    topicTotal: sumOf(topic),
    acts: actBits(reading.chars) & ASKING_BITS,
    mass: massOf(index, pieces),
  };
}

/** How well the first and the last topic word are explained, 0–1: what a sentence is about tends to stand at an end. */
export function byEnds(
  stems: readonly Stem[],
  information: Float32Array,
  cover: Float32Array,
): readonly [first: number, last: number] {
  const shareOfStem = (at: number): number => {
    const word = stems.at(at);
    if (!word) return 0;
    let held = 0;
    let whole = 0;
    for (let i = word.from; i < word.from + word.stem.length; i++) {
      held += information[i]! * cover[i]!;
      whole += information[i]!;
    }
    return whole > 0 ? held / whole : 0;
  };
  return [shareOfStem(0), shareOfStem(-1)];
}

/** How an entry does on the topic words of a question. */
export interface Words {
  /** share of the words that it leaves unexplained */
  readonly missed: number;
  /** information of the worst word that it leaves unexplained, share of the question's */
  readonly worst: number;
  /** information of the best word that it explains */
  readonly best: number;
}

/** How an entry does on the topic words of a question; `cover` tells how well each character is explained. */
export function byWords(
  stems: readonly Stem[],
  information: Float32Array,
  total: number,
  cover: Float32Array,
): Words {
  let misses = 0;
  let worst = 0;
  let best = 0;
  for (const { stem, from } of stems) {
    let lost = 0;
    let whole = 0;
    for (let i = from; i < from + stem.length; i++) {
      whole += information[i]!;
      lost += information[i]! * (1 - cover[i]!);
    }
    if (whole > 0 && lost / whole > 0.5) misses++;
    worst = Math.max(worst, lost);
    best = Math.max(best, whole - lost);
  }
  const missed = misses / Math.max(1, stems.length);
  return { missed, worst: total ? worst / total : 0, best };
}
