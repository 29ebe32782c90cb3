/** All pieces of a text: its characters, words and the groups of the lexicon that its words belong to. */

import { actsOf } from '../talk/acts.ts';
import type { Reading } from '../text/words.ts';
import { type Emit, emitFeatures, hash, KIND } from './features.ts';
import { generalLexicon } from './lexicon.ts';

/** Whether a one-syllable word stands alone: a word begins with it and ends or goes on in a particle after it. */
function standsAlone(reading: Reading, from: number, to: number): boolean {
  if (!reading.starts[from]) return false;
  return to >= reading.chars.length || reading.starts[to] === 1 || reading.weights[to]! < 1;
}

/** Emits pieces and concepts of a reading. One-syllable words count only where they stand alone. */
export function emitAll(reading: Reading, deep: boolean, emit: Emit): void {
  emitFeatures(reading, deep, emit);
  generalLexicon().find(reading.chars, (key, share, from, to) => {
    if (to - from === 1 && !standsAlone(reading, from, to)) return;
    let inner = false;
    for (let i = from + 1; i < to; i++) if (reading.starts[i]) inner = true;
    emit(key, KIND.concept, inner ? share * 0.7 : share, from, to);
  });
  if (deep) for (const act of actsOf(reading.chars)) emit(hash(KIND.act, act), KIND.act, 1, 0, 0);
}
