/** All pieces of a text: its characters, words and the groups of the lexicon that its words belong to. */

import { actsOf } from '../talk/acts.ts';
import type { Reading } from '../text/words.ts';
import { type Emit, emitFeatures, hash, KIND } from './features.ts';
import { generalLexicon } from './lexicon.ts';

/** Share left to a lexicon word that is found across a blank, and to one that also begins within a word ('이용 업체' holds no 용업). */
const ACROSS = 0.7;
const ASTRIDE = 0.25;
/** Share left to a word that is part of a longer word of the lexicon ('재활' in '재활용'). */
const WITHIN = 0.6;

/** Whether a one-syllable word stands alone: a word begins with it and ends or goes on in a particle after it. */
function standsAlone(reading: Reading, from: number, to: number): boolean {
  if (!reading.starts[from]) return false;
  return to >= reading.chars.length || reading.starts[to] === 1 || reading.weights[to]! < 1;
}

interface Concept {
  readonly key: number;
  readonly share: number;
  readonly from: number;
  readonly to: number;
}

function shareIn(reading: Reading, from: number, to: number): number {
  for (let i = from + 1; i < to; i++) if (reading.starts[i]) return reading.starts[from] ? ACROSS : ASTRIDE;
  return 1;
}

/** The words of the lexicon in a reading, by where they begin. */
function conceptsIn(reading: Reading): Concept[] {
  const concepts: Concept[] = [];
  generalLexicon().find(reading.chars, (key, share, from, to) => {
    if (to - from === 1 && !standsAlone(reading, from, to)) return;
    concepts.push({ key, share: share * shareIn(reading, from, to), from, to });
  });
  return concepts;
}

/** Emits the groups that the words of a reading belong to. */
export function emitConcepts(reading: Reading, emit: Emit): void {
  const concepts = conceptsIn(reading);
  // The furthest end of a word that begins earlier, and of one that begins at the same place.
  let before = 0;
  for (let i = 0; i < concepts.length; ) {
    const { from } = concepts[i]!;
    let next = i;
    while (next < concepts.length && concepts[next]!.from === from) next++;
    const furthest = concepts[next - 1]!.to;
    for (; i < next; i++) {
      const { key, share, to } = concepts[i]!;
      emit(key, KIND.concept, to <= before || to < furthest ? share * WITHIN : share, from, to);
    }
    before = Math.max(before, furthest);
  }
}

/** Emits pieces and concepts of a reading. One-syllable words count only where they stand alone. */
export function emitAll(reading: Reading, deep: boolean, emit: Emit): void {
  emitFeatures(reading, deep, emit);
  emitConcepts(reading, emit);
  if (deep) for (const act of actsOf(reading.chars)) emit(hash(KIND.act, act), KIND.act, 1, 0, 0);
}
