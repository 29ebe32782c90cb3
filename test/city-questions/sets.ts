/** The citizens' questions of this folder as data, split into a half for developing and a half for final figures. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** A: seen while content and dialogue are worked on. B: only looked at for final figures. */
export type Half = 'A' | 'B';

/** A question that the content covers, with what answers it: entry ids, or '@person', '@danger', '@guide'. */
export interface Covered {
  readonly text: string;
  readonly half: Half;
  readonly right: readonly string[];
}

/** A question that the content does not cover. */
export interface Uncovered {
  readonly text: string;
  readonly half: Half;
  readonly kind: string;
}

/** Two turns of one talk; `shows`: words that the second reply must carry, '' where none are named. */
export interface FollowUp {
  readonly first: string;
  readonly text: string;
  readonly half: Half;
  readonly right: readonly string[];
  readonly shows: string;
}

function half(text: string): Half {
  return (createHash('sha256').update(text.normalize('NFC')).digest()[0] as number) % 2 === 0 ? 'A' : 'B';
}

function rows(file: string): string[][] {
  const lines = readFileSync(new URL(file, import.meta.url), 'utf8').split('\n');
  return lines.filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split('\t'));
}

/** Questions over all entries. */
export function coveredQuestions(): Covered[] {
  return rows('questions.tsv').map(([right = '', text = '']) => ({
    text,
    half: half(text),
    right: right.split(','),
  }));
}

/** Other offices' business, near misses, other towns, chit-chat. */
export function uncoveredQuestions(): Uncovered[] {
  return rows('uncovered.tsv').map(([kind = '', text = '']) => ({ text, half: half(text), kind }));
}

/** Pairs of turns. */
export function followUps(): FollowUp[] {
  return rows('followups.tsv').map(([first = '', text = '', right = '', shows = '']) => ({
    first,
    text,
    half: half(`${first} ${text}`),
    right: right.split(','),
    shows,
  }));
}
