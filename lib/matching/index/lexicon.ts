/** The general lexicon: which groups of like words a text touches. */

import { CIVIL } from '../lexicon/civil.ts';
import { conjugate } from '../lexicon/conjugate.ts';
import { GENERAL } from '../lexicon/general.ts';
import { OFFICE } from '../lexicon/office.ts';
import { PEOPLE } from '../lexicon/people.ts';
import { SPOKEN } from '../lexicon/spoken.ts';
import { TOWN } from '../lexicon/town.ts';
import { hash, KIND } from './features.ts';

/** Share with which a narrow word stands for a broader group. */
const BROADER = 0.5;

/** A group that a word belongs to, and how fully. */
export interface Membership {
  /** hashed piece that stands for the group */
  readonly key: number;
  readonly share: number;
}

/** Words (without spaces) and the groups they belong to. */
export class Lexicon {
  readonly #words = new Map<string, Membership[]>();
  /** longest word that begins with a character */
  readonly #longest = new Map<string, number>();
  #groups = 0;

  /** Adds groups written as lexicon/civil.ts says. */
  addText(text: string, share: number): void {
    for (const line of text.trim().split('\n')) this.#addLine(line, share);
  }

  #addLine(line: string, share: number): void {
    const [narrow = '', broad] = line.split('>');
    const key = this.#nextKey();
    this.#addWords(narrow, { key, share });
    if (broad === undefined) return;
    const over = this.#nextKey();
    this.#addWords(narrow, { key: over, share: share * BROADER });
    this.#addWords(broad, { key: over, share });
  }

  #nextKey(): number {
    return hash(KIND.concept, String(this.#groups++));
  }

  #addWords(list: string, membership: Membership): void {
    for (const item of list.trim().split(/\s+/)) {
      const word = item.replaceAll('_', '');
      const forms = word.endsWith('-') ? conjugate(word.slice(0, -1)) : [word];
      for (const form of forms) this.#add(form, membership);
    }
  }

  #add(word: string, membership: Membership): void {
    this.#longest.set(word[0]!, Math.max(this.#longest.get(word[0]!) ?? 0, word.length));
    const before = this.#words.get(word);
    if (!before) this.#words.set(word, [membership]);
    else if (!before.some((m) => m.key === membership.key)) before.push(membership);
  }

  /** Every lexicon word that stands in a text without spaces, with its span. */
  find(chars: string, found: (key: number, share: number, from: number, to: number) => void): void {
    for (let from = 0; from < chars.length; from++) {
      const longest = this.#longest.get(chars[from]!) ?? 0;
      const end = Math.min(chars.length, from + longest);
      for (let to = from + 1; to <= end; to++) {
        const groups = this.#words.get(chars.slice(from, to));
        if (!groups) continue;
        const ambiguity = Math.sqrt(groups.length);
        for (const { key, share } of groups) found(key, share / ambiguity, from, to);
      }
    }
  }

  /** Number of words. */
  get size(): number {
    return this.#words.size;
  }
}

let general: Lexicon | undefined;

/** The lexicon that comes with the matcher, made on first use. */
export function generalLexicon(): Lexicon {
  if (general) return general;
  general = new Lexicon();
  for (const text of [CIVIL, PEOPLE, TOWN, SPOKEN, OFFICE]) general.addText(text, 1);
  general.addText(GENERAL, 0.7);
  return general;
}
