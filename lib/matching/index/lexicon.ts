/** The general lexicon: which groups of like words a text touches. */
import { CIVIL } from '../lexicon/civil.ts';
import { conjugate } from '../lexicon/conjugate.ts';
import { GENERAL } from '../lexicon/general.ts';
import { PEOPLE } from '../lexicon/people.ts';
import { SPOKEN } from '../lexicon/spoken.ts';
import { TOWN } from '../lexicon/town.ts';

/** Share with which a narrow word stands for a broader group. */
const BROADER = 0.5;

/** A group that a word belongs to, and how fully. */
export interface Membership {
  readonly group: number;
  readonly share: number;
}

/** Words (without spaces) and the groups they belong to. */
export class Lexicon {
  readonly #words = new Map<string, Membership[]>();
  #longest = 1;
  #groups = 0;

  /** Adds groups written as lexicon/civil.ts says. */
  addText(text: string, share: number): void {
    for (const line of text.trim().split('\n')) this.#addLine(line, share);
  }

  #addLine(line: string, share: number): void {
    const [narrow = '', broad] = line.split('>');
    const group = this.#groups++;
    this.#addWords(narrow, { group, share });
    if (broad === undefined) return;
    const over = this.#groups++;
    this.#addWords(narrow, { group: over, share: share * BROADER });
    this.#addWords(broad, { group: over, share });
  }

  #addWords(list: string, membership: Membership): void {
    for (const item of list.trim().split(/\s+/)) {
      const word = item.replaceAll('_', '');
      const forms = word.endsWith('-') ? conjugate(word.slice(0, -1)) : [word];
      for (const form of forms) this.#add(form, membership);
    }
  }

  #add(word: string, membership: Membership): void {
    this.#longest = Math.max(this.#longest, word.length);
    const before = this.#words.get(word);
    if (!before) this.#words.set(word, [membership]);
    else if (!before.some((m) => m.group === membership.group)) before.push(membership);
  }

  /** Every lexicon word that stands in a text without spaces, with its span. */
  find(chars: string, found: (membership: Membership, from: number, to: number) => void): void {
    for (let from = 0; from < chars.length; from++) {
      const end = Math.min(chars.length, from + this.#longest);
      for (let to = from + 1; to <= end; to++) {
        const groups = this.#words.get(chars.slice(from, to));
        if (!groups) continue;
        const ambiguity = Math.sqrt(groups.length);
        for (const { group, share } of groups) found({ group, share: share / ambiguity }, from, to);
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
  for (const text of [CIVIL, PEOPLE, TOWN, SPOKEN]) general.addText(text, 1);
  general.addText(GENERAL, 0.7);
  return general;
}
