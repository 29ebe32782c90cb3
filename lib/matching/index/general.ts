/** The questions that no city answers, read once in a process: every index holds them. */
import { UNCOVERED } from '../lexicon/uncovered.ts';
import { lettersOf, normalize } from '../text/normalize.ts';
import { read } from '../text/words.ts';
import { emitAll } from './emit.ts';
import { type Emit, KIND } from './features.ts';

/** A question with its letters alone and its pieces. */
export interface General {
  readonly text: string;
  readonly letters: string;
  readonly keys: Uint32Array;
  readonly kinds: Uint8Array;
  readonly weights: Float32Array;
}

/**
 * Pieces of a question that no entry answers: without jamo, which are a third of an index and tell little of a question
 * that must only be near.
 */
export function emitUncovered(text: string, emit: Emit): void {
  emitAll(read(normalize(text)), true, (key, kind, weight, from, to) => {
    if (kind !== KIND.jamo) emit(key, kind, weight, from, to);
  });
}

function readOne(text: string): General {
  const keys: number[] = [];
  const kinds: number[] = [];
  const weights: number[] = [];
  emitUncovered(text, (key, kind, weight) => {
    keys.push(key);
    kinds.push(kind);
    weights.push(weight);
  });
  return {
    text,
    letters: lettersOf(text),
    keys: Uint32Array.from(keys),
    kinds: Uint8Array.from(kinds),
    weights: Float32Array.from(weights),
  };
}

let known: ReadonlyMap<string, General> | undefined;

/** The questions by their text. */
export function generalQuestions(): ReadonlyMap<string, General> {
  known ??= new Map(UNCOVERED.map((text) => [text, readOne(text)]));
  return known;
}
