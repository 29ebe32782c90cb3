/** Features of a text: hashed pieces of it, each with a weight. */
import { toJamo } from '../text/hangul.ts';
import type { Reading } from '../text/words.ts';

/** Bits that are dropped of a hash: 26 are left, so that keys pack well; of a question's pieces one in 600 meets a stranger's key. */
const DROPPED_BITS = 6;
/** Bits of a piece's key. */
export const KEY_BITS = 32 - DROPPED_BITS;

/** FNV-1a over UTF-16 units, seeded by the kind of feature so that kinds do not collide. */
export function hash(kind: number, text: string, from = 0, to = text.length): number {
  let h = 2166136261 ^ Math.imul(kind, 0x9e3779b1);
  for (let i = from; i < to; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619);
  h ^= h >>> 15;
  return Math.imul(h, 0x85ebca6b) >>> DROPPED_BITS;
}

/** Kinds of features. */
export const KIND = {
  syllable: 1,
  bigram: 2,
  jamo: 3,
  word: 4,
  concept: 5,
  act: 6,
  whole: 7,
} as const;

/** Weight of each kind in the score. */
export const KIND_WEIGHT: readonly number[] = [0, 0.25, 1, 0.22, 0.5, 1.5, 0.8, 0];

/** Called once for each piece: its key, its kind, its weight, the span of characters that it came from. */
export type Emit = (key: number, kind: number, weight: number, from: number, to: number) => void;

const JAMO_LENGTH = 4;

function emitGrams(reading: Reading, n: number, kind: number, emit: Emit): void {
  const { chars, weights, starts } = reading;
  for (let i = 0; i + n <= chars.length; i++) {
    let weight = 1;
    let crosses = false;
    for (let k = 0; k < n; k++) {
      weight *= weights[i + k]!;
      if (k > 0 && starts[i + k]) crosses = true;
    }
    const mean = n === 1 ? weight : weight ** (1 / n);
    emit(hash(kind, chars, i, i + n), kind, crosses ? mean * 0.6 : mean, i, i + n);
  }
}

function emitJamo(reading: Reading, emit: Emit): void {
  const jamo: string[] = [];
  const owner: number[] = [];
  for (let i = 0; i < reading.chars.length; i++) {
    for (const j of toJamo(reading.chars[i]!)) {
      jamo.push(j);
      owner.push(i);
    }
  }
  const line = jamo.join('');
  for (let i = 0; i + JAMO_LENGTH <= jamo.length; i++) {
    const from = owner[i]!;
    const to = owner[i + JAMO_LENGTH - 1]! + 1;
    let weight = 1;
    for (let k = from; k < to; k++) weight = Math.min(weight, reading.weights[k]!);
    emit(hash(KIND.jamo, line, i, i + JAMO_LENGTH), KIND.jamo, weight, from, to);
  }
}

/** Emits the pairs of characters and the words of a reading. */
export function emitWordsAndPairs(reading: Reading, emit: Emit): void {
  emitGrams(reading, 2, KIND.bigram, emit);
  emitWords(reading, emit);
}

/** Emits every piece of a reading. `deep` adds the pieces that only questions, titles and phrasings have. */
export function emitFeatures(reading: Reading, deep: boolean, emit: Emit): void {
  emitGrams(reading, 2, KIND.bigram, emit);
  if (!deep) return;
  emitGrams(reading, 1, KIND.syllable, emit);
  emitJamo(reading, emit);
  emitWords(reading, emit);
  if (reading.chars.length > 1) emitWhole(reading, emit);
}

/** What may trail a question without changing it. */
const TAIL =
  /(?:좀|을|를|은|는|이|가)?(?:알려(?:주세요|줘요?|주십시오|주실수있나요|주실래요|주라)|가르쳐(?:주세요|줘요?)|궁금(?:합니다|해요|한데요|해)|부탁(?:드려요|드립니다|해요|합니다)|문의(?:드립니다|드려요|드릴게요|합니다)?|알고싶(?:어요|습니다|은데요?)|좀요?|요)$/;

/** The whole text, and the whole text without what trails it ('알려주세요'): the same question asked again. */
export function wholesOf(chars: string): readonly string[] {
  const core = chars.replace(TAIL, '');
  return core.length > 1 && core !== chars ? [chars, core] : [chars];
}

function emitWhole({ chars }: Reading, emit: Emit): void {
  for (const whole of wholesOf(chars)) emit(hash(KIND.whole, whole), KIND.whole, 1, 0, 0);
}

function emitWords(reading: Reading, emit: Emit): void {
  for (const { stem, from } of reading.stems) {
    if (stem.length > 1) emit(hash(KIND.word, stem), KIND.word, 1, from, from + stem.length);
  }
}
