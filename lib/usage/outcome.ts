/** What the outcome of a turn means in figures. */

import type { Outcome } from './event.ts';

/** The citizen read what they came for, and no person was needed. */
const ANSWERED: readonly string[] = ['answered', 'notice', 'guide'] satisfies readonly Outcome[];

/** The turn ended a question without an answer. */
const UNANSWERED: readonly string[] = ['notFound', 'person', 'failed'] satisfies readonly Outcome[];

/** True where a turn gave an answer without a person. */
export function isAnswered(outcome: string): boolean {
  return ANSWERED.includes(outcome);
}

/**
 * True where a turn ended a question, answered or not: the whole of which 'answered without a person' is a share.
 * Menus, candidates to choose from, feedback, small talk, danger and own data end no question.
 */
export function isQuestion(outcome: string): boolean {
  return isAnswered(outcome) || UNANSWERED.includes(outcome);
}
