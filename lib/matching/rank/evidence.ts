/** Second look at one entry: how much of the question it explains, how much of it the question explains. */
import { KIND, KIND_WEIGHT, wholesOf } from '../index/features.ts';
import type { StoredIndex } from '../index/stored.ts';
import { firstAtLeast } from '../sorted.ts';
import { ASKING_BITS, countBits } from '../talk/acts.ts';
import { lettersOf } from '../text/normalize.ts';
import type { Piece } from './pieces.ts';
import type { Question } from './question.ts';
import { FULL_IMPACT, TEXT_UNIT } from './search.ts';

/** How well a matched piece explains the characters that it covers, by kind. */
const EXPLAINS: readonly number[] = [0, 0.25, 0.85, 0.6, 1, 0.9, 0, 0];
/** A word found only in the answer's text explains a little less. */
const IN_TEXT = 0.8;
const BY_SYNONYM = 0.8;
const KINDS = EXPLAINS.length;

/** Figures of one entry for one question. Shares are 0–1. */
export interface Evidence {
  /** share of the question's information that title, phrasings or keywords explain */
  readonly covered: number;
  /** the same with the answer text */
  readonly coveredWithText: number;
  /** weight of matched pieces by kind, title and phrasings */
  readonly byKind: Float32Array;
  /** true when the question is a title or phrasing of the entry, trailing words aside */
  readonly whole: boolean;
  /** weight of matched pieces of the text */
  readonly inText: number;
  /** share of the topic explained by the very words of title and phrasings; of the text as well; by anything */
  readonly topic: readonly [title: number, words: number, all: number];
  /** how well each character is explained by the very words of title and phrasings */
  readonly wordsTitle: Float32Array;
  /** how well each character is explained, by anything of the entry */
  readonly cover: Float32Array;
  /** share of the best phrasing that the question explains */
  readonly explained: number;
  /** that phrasing: 0 is the title, 1 the first phrasing */
  readonly bestUnit: number;
  /** share of the title that the question explains */
  readonly titleExplained: number;
  /** acts that question and best phrasing share, that only the question has, that only the phrasing has */
  readonly acts: readonly [both: number, asked: number, offered: number];
}

/** How well a matched piece explains its characters; a loose group explains less than a close one. */
export function strengthOf(p: Piece): number {
  const strength = EXPLAINS[p.kind]! * (p.expanded ? BY_SYNONYM : 1);
  return p.kind === KIND.concept ? strength * Math.min(1, p.weight / KIND_WEIGHT[KIND.concept]!) : strength;
}

/**
 * Room for the figures of one question's looks: a question looks at three dozen entries, and arrays of their own would
 * cost more than the looking. What is taken holds until the next `reset`.
 */
export class Floats {
  #room = new Float32Array(1 << 14);
  #used = 0;

  /** So many zeros. */
  take(count: number): Float32Array {
    if (this.#used + count > this.#room.length) {
      this.#room = new Float32Array(Math.max(count, this.#room.length * 2));
      this.#used = 0;
    }
    const taken = this.#room.subarray(this.#used, this.#used + count).fill(0);
    this.#used += count;
    return taken;
  }

  /** Gives all room free. */
  reset(): void {
    this.#used = 0;
  }
}

/** Working memory of looks: room for figures, and for each entry of the index its place among those looked at, from 1 (all zero between looks). */
export interface Room {
  readonly floats: Floats;
  readonly slots: Uint8Array;
}

/** What one entry shares with a question, while it is being looked at. */
class Look {
  readonly first: number;
  readonly last: number;
  readonly title: Float32Array;
  readonly all: Float32Array;
  readonly wordsTitle: Float32Array;
  readonly wordsAll: Float32Array;
  readonly perUnit: Float32Array;
  readonly byKind: Float32Array;
  inText = 0;
  /** A key says that the entry has this very question; keys can be alike by chance. */
  mayBeWhole = false;

  /** `length` characters of the question; the entry has the units from `first` to before `last`. */
  constructor(floats: Floats, length: number, first: number, last: number) {
    this.first = first;
    this.last = last;
    this.title = floats.take(length);
    this.all = floats.take(length);
    this.wordsTitle = floats.take(length);
    this.wordsAll = floats.take(length);
    this.perUnit = floats.take(last - first);
    this.byKind = floats.take(KINDS);
  }

  /** Takes in a piece that the entry holds with these impacts (0–1) in title or phrasings and in its text. */
  take(p: Piece, weight: number, best: number, text: number): void {
    this.byKind[p.kind]! += weight * best;
    this.inText += weight * text;
    if (p.kind === KIND.whole && best > 0) this.mayBeWhole = true;
    const strength = strengthOf(p);
    if (best > 0) raise(this.title, p, strength);
    raise(this.all, p, best > 0 ? strength : strength * IN_TEXT);
    if (p.kind !== KIND.bigram && p.kind !== KIND.word) return;
    if (best > 0) raise(this.wordsTitle, p, strength);
    raise(this.wordsAll, p, strength);
  }
}

function raise(cover: Float32Array, { from, to }: Piece, strength: number): void {
  for (let c = from; c < to; c++) if (cover[c]! < strength) cover[c] = strength;
}

/** Takes in the postings of one piece from `i` on that belong to the entry looked at; gives the place behind them. */
function takeRun(
  index: StoredIndex,
  found: Look,
  p: Piece,
  weight: number,
  from: number,
  end: number,
): number {
  const { unitKind, postings } = index;
  const { docs, impacts } = postings;
  const { first, last } = found;
  const counts = p.kind === KIND.bigram || p.kind === KIND.word;
  let best = 0;
  let text = 0;
  let i = from;
  for (; i < end; i++) {
    const unit = docs[i]!;
    if (unit >= last) break;
    const impact = impacts[i]! / FULL_IMPACT;
    if (unitKind[unit] === TEXT_UNIT) text = impact;
    else {
      if (impact > best) best = impact;
      if (counts) found.perUnit[unit - first]! += weight;
    }
  }
  if (best > 0 || text > 0) found.take(p, weight, best, text);
  return i;
}

/** Postings up to which reading all of a piece's is quicker than seeking those of each entry looked at. */
const READ_ALL = 12;

function takePiece(index: StoredIndex, looks: readonly Look[], slots: Uint8Array, p: Piece): void {
  const { unitEntry, postings } = index;
  const { docs } = postings;
  const begin = postings.begin(p.at);
  const end = postings.end(p.at);
  const weight = p.weight * postings.rarity(p.at);
  if (end - begin > READ_ALL * looks.length) {
    for (const found of looks) {
      takeRun(index, found, p, weight, firstAtLeast(docs, begin, end, found.first), end);
    }
    return;
  }
  for (let i = begin; i < end; ) {
    const slot = slots[unitEntry[docs[i]!]!]!;
    if (slot === 0) i++;
    else i = takeRun(index, looks[slot - 1]!, p, weight, i, end);
  }
}

/** Looks at entries, at most 255. The arrays of what is seen hold until `floats` is reset. */
export function look(
  index: StoredIndex,
  { floats, slots }: Room,
  question: Question,
  entries: readonly number[],
): Evidence[] {
  const { length } = question.reading.chars;
  const looks = entries.map((entry, i) => {
    slots[entry] = i + 1;
    return new Look(floats, length, index.firstUnit[entry]!, index.firstUnit[entry + 1]!);
  });
  for (const p of question.known) takePiece(index, looks, slots, p);
  return entries.map((entry, i) => {
    slots[entry] = 0;
    return evidenceOf(index, question, entry, looks[i]!);
  });
}

function evidenceOf(index: StoredIndex, question: Question, entry: number, found: Look): Evidence {
  const { information, total, topic, topicTotal } = question;
  const { first } = found;
  const [best, explained] = bestUnit(index, found.perUnit, first);
  return {
    covered: shareOf(information, found.title, total),
    coveredWithText: shareOf(information, found.all, total),
    byKind: found.byKind,
    inText: found.inText,
    whole: found.mayBeWhole && hasWhole(index, question, entry),
    topic: [
      shareOf(topic, found.wordsTitle, topicTotal),
      shareOf(topic, found.wordsAll, topicTotal),
      shareOf(topic, found.all, topicTotal),
    ],
    wordsTitle: found.wordsTitle,
    cover: found.all,
    explained,
    bestUnit: best,
    titleExplained: Math.min(1, found.perUnit[0]! / Math.max(1, index.mass(first))),
    acts: compareActs(question.acts, index.acts(first + best) & ASKING_BITS),
  };
}

/** Whether the question is a title or phrasing of the entry, letter for letter but for what trails it. */
function hasWhole(index: StoredIndex, { reading }: Question, entry: number): boolean {
  const asked = wholesOf(reading.chars);
  return index.lines(entry).some((line) => wholesOf(lettersOf(line)).some((own) => asked.includes(own)));
}

function shareOf(weights: Float32Array, cover: Float32Array, total: number): number {
  let sum = 0;
  for (let i = 0; i < cover.length; i++) sum += weights[i]! * cover[i]!;
  return total > 0 ? sum / total : 0;
}

/** The title or phrasing that the question explains best, and how much of it, 0–1. */
function bestUnit(
  index: StoredIndex,
  perUnit: Float32Array,
  first: number,
): [unit: number, explained: number] {
  let best = 0;
  let explained = 0;
  for (let u = 0; u < perUnit.length; u++) {
    if (perUnit[u] === 0 || index.unitKind[first + u]! > 1) continue;
    const mass = index.mass(first + u);
    if (mass <= 0) continue;
    const share = Math.min(1, perUnit[u]! / mass);
    if (share > explained) [best, explained] = [u, share];
  }
  return [best, explained];
}

function compareActs(asked: number, offered: number): [both: number, asked: number, offered: number] {
  return [countBits(asked & offered), countBits(asked & ~offered), countBits(offered & ~asked)];
}
