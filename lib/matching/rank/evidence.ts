/** Second look at one entry: how much of the question it explains, how much of it the question explains. */
import { KIND, KIND_WEIGHT } from '../index/features.ts';
import type { StoredIndex } from '../index/stored.ts';
import { GENERIC } from '../lexicon/generic.ts';
import { ASKING_BITS, actBits, countBits } from '../talk/acts.ts';
import type { Reading } from '../text/words.ts';
import type { Piece } from './search.ts';

/** How well a matched piece explains the characters that it covers, by kind. */
const EXPLAINS: readonly number[] = [0, 0.25, 0.85, 1, 0.6, 1, 0.9, 0];

/** What is known of a question before any entry is looked at. */
export interface Question {
  readonly reading: Reading;
  readonly pieces: readonly Piece[];
  /** information of each character: its topic weight times the rarity of the pieces around it */
  readonly information: Float32Array;
  /** characters that no entry of the content knows (share of information) */
  readonly unknown: number;
  /** share of information in characters of which the content knows no neighbourhood, typing slips aside */
  readonly strange: number;
  readonly total: number;
  /** what it asks for (talk/acts.ts) */
  readonly acts: number;
  /** information of each character without words that any question may hold */
  readonly topic: Float32Array;
  readonly topicTotal: number;
}

/** Rarity given to a piece that the content has never seen. */
const rarest = (index: StoredIndex): number => Math.log(1 + (Math.max(30, index.ids.length) + 0.5) / 0.5);

/** Weighs the characters of a question by what they tell. */
export function weigh(index: StoredIndex, reading: Reading, pieces: readonly Piece[]): Question {
  const length = reading.chars.length;
  const sums = new Float32Array(length);
  const counts = new Float32Array(length);
  const known = new Uint8Array(length);
  const top = rarest(index);
  for (const p of pieces) {
    if (p.kind !== KIND.bigram || p.to > length || p.expanded) continue;
    const rarity = p.at < 0 ? top : index.weights[p.at]!;
    for (let i = p.from; i < p.to; i++) {
      sums[i]! += rarity;
      counts[i]!++;
    }
  }
  for (const p of pieces) {
    if (p.at >= 0 && p.kind !== KIND.syllable && !p.expanded)
      for (let i = p.from; i < Math.min(p.to, length); i++) known[i] = 1;
  }
  const familiar = new Uint8Array(length);
  for (const p of pieces) {
    const tells = p.kind === KIND.bigram || p.kind === KIND.concept || p.kind === KIND.word;
    if (p.at >= 0 && tells && !p.expanded) familiar.fill(1, p.from, Math.min(p.to, length));
  }
  const information = new Float32Array(length);
  let strange = 0;
  let total = 0;
  let unknown = 0;
  for (let i = 0; i < length; i++) {
    information[i] = (reading.weights[i]! < 1 ? 0.1 : 1) * (counts[i] ? sums[i]! / counts[i]! : top * 0.5);
    total += information[i]!;
    if (!known[i]) unknown += information[i]!;
    if (!familiar[i]) strange += information[i]!;
  }
  return {
    reading,
    pieces,
    information,
    unknown: total ? unknown / total : 1,
    strange: total ? strange / total : 1,
    total,
    acts: actBits(reading.chars) & ASKING_BITS,
    ...topicOf(reading, information),
  };
}

const GENERIC_SPAN = new RegExp([...GENERIC].sort((a, b) => b.length - a.length).join('|'), 'g');
/** What is left of the information of a word that any question may hold. */
const GENERIC_SHARE = 0.2;

function topicOf(reading: Reading, information: Float32Array): { topic: Float32Array; topicTotal: number } {
  const topic = information.slice();
  for (const found of reading.chars.matchAll(GENERIC_SPAN)) {
    for (let i = found.index; i < found.index + found[0].length; i++) topic[i]! *= GENERIC_SHARE;
  }
  return { topic, topicTotal: topic.reduce((sum, x) => sum + x, 0) };
}

/** Figures of one entry for one question. */
export interface Evidence {
  /** share of the question's information that title, phrasings or keywords explain, 0–1 */
  readonly covered: number;
  /** the same with the answer text, 0–1 */
  readonly coveredWithText: number;
  /** weight of matched pieces by kind, title and phrasings */
  readonly byKind: Float32Array;
  /** weight of matched pieces of the text */
  readonly inText: number;
  /** share of the topic explained by the very words of title and phrasings; of the text as well; by anything */
  readonly topic: readonly [title: number, words: number, all: number];
  /** how well each character is explained, by anything of the entry */
  readonly cover: Float32Array;
  /** share of the best phrasing that the question explains, 0–1 */
  readonly explained: number;
  /** share of the title that the question explains, 0–1 */
  readonly titleExplained: number;
  /** acts that question and best phrasing share, that only the question has, that only the phrasing has */
  readonly acts: readonly [both: number, asked: number, offered: number];
}

function firstAtLeast(docs: Uint32Array, low: number, high: number, wanted: number): number {
  let from = low;
  let to = high;
  while (from < to) {
    const mid = (from + to) >> 1;
    if (docs[mid]! < wanted) from = mid + 1;
    else to = mid;
  }
  return from;
}

const KINDS = 8;

/** How well a matched piece explains its characters; a loose group explains less than a close one. */
function strengthOf(p: Piece): number {
  const strength = EXPLAINS[p.kind]! * (p.expanded ? 0.8 : 1);
  return p.kind === KIND.concept ? strength * Math.min(1, p.weight / KIND_WEIGHT[KIND.concept]!) : strength;
}

/** Looks at one entry. */
export function look(index: StoredIndex, question: Question, entry: number): Evidence {
  const first = index.firstUnit[entry]!;
  const last = index.firstUnit[entry + 1]!;
  const units = last - first;
  const length = question.reading.chars.length;
  const cover = new Float32Array(length);
  const coverText = new Float32Array(length);
  const wordsTitle = new Float32Array(length);
  const wordsAll = new Float32Array(length);
  const perUnit = new Float32Array(units);
  const byKind = new Float32Array(KINDS);
  let inText = 0;
  for (const p of question.pieces) {
    if (p.at < 0) continue;
    const end = index.starts[p.at + 1]!;
    const rarity = index.weights[p.at]!;
    let best = 0;
    let bestText = 0;
    for (
      let i = firstAtLeast(index.docs, index.starts[p.at]!, end, first);
      i < end && index.docs[i]! < last;
      i++
    ) {
      const unit = index.docs[i]! - first;
      const impact = index.impacts[i]! / 127;
      if (index.unitKind[first + unit] === 3) bestText = Math.max(bestText, impact);
      else {
        best = Math.max(best, impact);
        if (p.kind === KIND.bigram || p.kind === KIND.word) perUnit[unit]! += p.weight * rarity;
      }
    }
    byKind[p.kind]! += p.weight * rarity * best;
    inText += p.weight * rarity * bestText;
    const isWord = p.kind === KIND.bigram || p.kind === KIND.trigram || p.kind === KIND.word;
    const strength = strengthOf(p);
    for (let c = p.from; c < Math.min(p.to, length); c++) {
      if (isWord && best > 0 && wordsTitle[c]! < strength) wordsTitle[c] = strength;
      if (isWord && best + bestText > 0 && wordsAll[c]! < strength) wordsAll[c] = strength;
      if (best > 0 && cover[c]! < strength) cover[c] = strength;
      if (bestText > 0 && coverText[c]! < strength * 0.8) coverText[c] = strength * 0.8;
    }
  }
  let covered = 0;
  let coveredWithText = 0;
  for (let c = 0; c < length; c++) {
    covered += question.information[c]! * cover[c]!;
    cover[c] = Math.max(cover[c]!, coverText[c]!);
    coveredWithText += question.information[c]! * cover[c]!;
  }
  const total = question.total || 1;
  const topic = [wordsTitle, wordsAll, cover].map((c) => shareOf(question.topic, c, question.topicTotal)) as [
    number,
    number,
    number,
  ];
  const [best, explained] = bestUnit(index, perUnit, first);
  const titleExplained = Math.min(1, perUnit[0]! / Math.max(1, index.unitMass[first]!));
  const acts = compareActs(question.acts, index.unitActs[first + best]! & ASKING_BITS);
  return {
    covered: covered / total,
    coveredWithText: coveredWithText / total,
    byKind,
    inText,
    topic,
    cover,
    explained,
    titleExplained,
    acts,
  };
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
    const mass = index.unitMass[first + u]!;
    if (index.unitKind[first + u]! > 1 || mass <= 0) continue;
    const share = Math.min(1, perUnit[u]! / mass);
    if (share > explained) [best, explained] = [u, share];
  }
  return [best, explained];
}

function compareActs(asked: number, offered: number): [both: number, asked: number, offered: number] {
  return [countBits(asked & offered), countBits(asked & ~offered), countBits(offered & ~asked)];
}

/** How an entry does on the topic words of a question. */
export interface Words {
  /** share of the words that it leaves unexplained */
  readonly missed: number;
  /** information of the worst word that it leaves unexplained, share of the question's */
  readonly worst: number;
  /** information of the best word that it explains */
  readonly best: number;
  /** number of words that it explains well */
  readonly explained: number;
}

/** How an entry does on the topic words of a question. */
export function byWords({ reading, information, total }: Question, cover: Float32Array): Words {
  let misses = 0;
  let worst = 0;
  let best = 0;
  let explained = 0;
  for (const { stem, from } of reading.stems) {
    let lost = 0;
    let whole = 0;
    for (let i = from; i < from + stem.length; i++) {
      whole += information[i]!;
      lost += information[i]! * (1 - cover[i]!);
    }
    if (whole > 0 && lost / whole > 0.5) misses++;
    if (whole > 0 && lost / whole < 0.25) explained++;
    best = Math.max(best, whole - lost);
    worst = Math.max(worst, lost);
  }
  return {
    missed: misses / Math.max(1, reading.stems.length),
    worst: total ? worst / total : 0,
    best,
    explained,
  };
}
