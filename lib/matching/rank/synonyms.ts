/** A city's own words: spoken ones lead to the official term. */
import { KIND } from '../index/features.ts';
import type { StoredIndex } from '../index/stored.ts';
import { normalize } from '../text/normalize.ts';
import { type Reading, read } from '../text/words.ts';
import { type Piece, piecesOf } from './pieces.ts';

/** Weight of a term that stands for a spoken word, against the question's own words. */
const SHARE = 0.5;

interface Spoken {
  readonly words: readonly string[];
  readonly term: string;
}

/** Synonyms of a content, ready to be looked for. */
export class Synonyms {
  readonly #spoken: readonly Spoken[];

  constructor(index: StoredIndex) {
    this.#spoken = index.synonyms.map(({ word, term }) => ({ words: normalize(word).split(' '), term }));
  }

  /** Pieces of the terms whose spoken words all stand in the question, without pieces that it has anyway. */
  expand(index: StoredIndex, reading: Reading, own: readonly Piece[]): Piece[] {
    const seen = new Set(own.map((p) => p.at));
    const added: Piece[] = [];
    for (const { words, term } of this.#spoken) {
      const from = reading.chars.indexOf(words[0]!);
      if (from < 0 || !words.every((word) => reading.chars.includes(word))) continue;
      const span = { from, to: from + words[0]!.length };
      for (const piece of piecesOf(index, read(normalize(term)), SHARE, span)) {
        const ofWholeText = piece.kind === KIND.whole || piece.kind === KIND.act;
        if (piece.at < 0 || ofWholeText || seen.has(piece.at)) continue;
        seen.add(piece.at);
        added.push(piece);
      }
    }
    return added;
  }
}
