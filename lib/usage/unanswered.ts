/** Questions that found nothing, grouped by their words. */

import type { UsageEvent } from './event.ts';

/** Below this score of the best candidate, a list to choose from counts as a question that found nothing. */
export const UNSURE_BELOW = 0.5;

/** Why a question is listed. */
export type Lack = 'notFound' | 'unsure';

/** One question as kept. */
export interface LackingQuestion {
  readonly words: string;
  readonly lack: Lack;
  /** Epoch ms. */
  readonly at: number;
  readonly field?: string;
}

/** Questions of the same words. */
export interface LackingGroup {
  /** As most citizens wrote it. */
  readonly words: string;
  readonly count: number;
  /** How many of them found nothing at all. */
  readonly notFound: number;
  /** Epoch ms of the latest. */
  readonly lastAt: number;
  readonly field?: string;
}

/** Why a turn's words belong on the list; undefined when they do not, or when the city keeps no words. */
export function lackOf(event: UsageEvent): Lack | undefined {
  if (event.test || !event.words?.trim()) return undefined;
  if (event.outcome === 'notFound') return 'notFound';
  const unsure = event.outcome === 'choose' && event.score !== undefined && event.score < UNSURE_BELOW;
  return unsure ? 'unsure' : undefined;
}

/** Words without what does not change a question: case, width, spaces, punctuation. */
export function sameWords(words: string): string {
  const bare = words
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
  return bare || words.trim();
}

/** Groups of the same words, most frequent first, then latest first. */
export function groupQuestions(questions: readonly LackingQuestion[]): LackingGroup[] {
  const groups = Map.groupBy(questions, ({ words }) => sameWords(words));
  return [...groups.values()].map(groupOf).sort((a, b) => b.count - a.count || b.lastAt - a.lastAt);
}

function groupOf(same: readonly LackingQuestion[]): LackingGroup {
  const latest = same.reduce((last, question) => (question.at > last.at ? question : last));
  return {
    words: mostCommon(same.map(({ words }) => words.trim())),
    count: same.length,
    notFound: same.filter(({ lack }) => lack === 'notFound').length,
    lastAt: latest.at,
    ...(latest.field !== undefined && { field: latest.field }),
  };
}

function mostCommon(texts: readonly string[]): string {
  const counts = [...Map.groupBy(texts, (text) => text)].map(([text, same]) => ({
    text,
    count: same.length,
  }));
  return counts.sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1))[0]?.text ?? '';
}
