/** Second look at one entry: how much of the question it explains, how much of it the question explains. */
import { KIND } from '../index/features.ts';
import type { StoredIndex } from '../index/stored.ts';
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
  readonly total: number;
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
    if (p.at >= 0 && p.kind !== KIND.syllable && !p.expanded) for (let i = p.from; i < Math.min(p.to, length); i++) known[i] = 1;
  }
  const information = new Float32Array(length);
  let total = 0;
  let unknown = 0;
  for (let i = 0; i < length; i++) {
    information[i] = (reading.weights[i]! < 1 ? 0.1 : 1) * (counts[i] ? sums[i]! / counts[i]! : top * 0.5);
    total += information[i]!;
    if (!known[i]) unknown += information[i]!;
  }
  return { reading, pieces, information, unknown: total ? unknown / total : 1, total };
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
  /** how well each character is explained, by anything of the entry */
  readonly cover: Float32Array;
  /** share of the best phrasing that the question explains, 0–1 */
  readonly explained: number;
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

/** Looks at one entry. */
export function look(index: StoredIndex, question: Question, entry: number): Evidence {
  const first = index.firstUnit[entry]!;
  const last = index.firstUnit[entry + 1]!;
  const units = last - first;
  const length = question.reading.chars.length;
  const cover = new Float32Array(length);
  const coverText = new Float32Array(length);
  const perUnit = new Float32Array(units);
  const byKind = new Float32Array(KINDS);
  let inText = 0;
  for (const p of question.pieces) {
    if (p.at < 0) continue;
    const end = index.starts[p.at + 1]!;
    const rarity = index.weights[p.at]!;
    let best = 0;
    let bestText = 0;
    for (let i = firstAtLeast(index.docs, index.starts[p.at]!, end, first); i < end && index.docs[i]! < last; i++) {
      const unit = index.docs[i]! - first;
      const impact = index.impacts[i]! / 255;
      if (index.unitKind[first + unit] === 3) bestText = Math.max(bestText, impact);
      else {
        best = Math.max(best, impact);
        if (p.kind === KIND.bigram || p.kind === KIND.word) perUnit[unit]! += p.weight * rarity;
      }
    }
    byKind[p.kind]! += p.weight * rarity * best;
    inText += p.weight * rarity * bestText;
    const strength = EXPLAINS[p.kind]! * (p.expanded ? 0.8 : 1);
    for (let c = p.from; c < Math.min(p.to, length); c++) {
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
  let explained = 0;
  for (let u = 0; u < units; u++) {
    const mass = index.unitMass[first + u]!;
    if (index.unitKind[first + u]! < 2 && mass > 0) explained = Math.max(explained, Math.min(1, perUnit[u]! / mass));
  }
  return { covered: covered / total, coveredWithText: coveredWithText / total, byKind, inText, cover, explained };
}
