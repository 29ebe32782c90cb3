/** Asks the questions through the dialogue, as the running city does, and judges what came back. */
import type { Book } from '../../lib/dialogue/book.ts';
import { takeTurn } from '../../lib/dialogue/take-turn.ts';
import type { Outcomes } from '../../lib/dialogue/turn.ts';
import { talk, textOf, turnOf } from '../dialogue/factories.ts';
import type { Covered, FollowUp, Uncovered } from './sets.ts';

/** `press`: the right entry is one press away. `wrong`: something else was answered. `none`: no answer, not offered. */
export type Verdict = 'right' | 'press' | 'wrong' | 'none';

/** A judged question. */
export interface Judged {
  readonly verdict: Verdict;
  /** True when something else than the right answer was given as the answer, also where a press would mend it. */
  readonly wrongGiven: boolean;
  /** What the city did: 'answered:passport-fee', 'choose:a b c', 'notFound'. */
  readonly did: string;
  readonly score: number | undefined;
}

/** Entry ids that a reply offers to press: rows, quick replies. */
function offered(outcomes: Outcomes): string[] {
  const found: string[] = [];
  JSON.stringify(outcomes.reply.template, (key, value: unknown) => {
    const given = key === 'extra' ? (value as { skill?: string; entry?: string }) : undefined;
    if (given?.skill === 'answer' && given.entry !== undefined) found.push(given.entry);
    return value;
  });
  return found;
}

function did(outcomes: Outcomes): string {
  if (outcomes.outcome === 'answered') return `answered:${outcomes.entry}`;
  return outcomes.outcome === 'choose' ? `choose:${offered(outcomes).join(' ')}` : outcomes.outcome;
}

function isRight(outcomes: Outcomes, right: readonly string[]): boolean {
  if (outcomes.outcome === 'answered') return right.includes(outcomes.entry ?? '');
  return right.includes(`@${outcomes.outcome}`);
}

/** An answer was given, be it an entry, a desk of the guide or the numbers for danger. */
function answers(outcomes: Outcomes): boolean {
  return ['answered', 'guide', 'danger'].includes(outcomes.outcome);
}

function judge(outcomes: Outcomes, right: readonly string[], ok = true): Judged {
  const good = isRight(outcomes, right) && ok;
  const near = offered(outcomes).some((id) => right.includes(id));
  const wrongGiven = !good && answers(outcomes);
  const verdict = good ? 'right' : near ? 'press' : wrongGiven ? 'wrong' : 'none';
  return { verdict, wrongGiven, did: did(outcomes), score: outcomes.score };
}

/** Judges a question that the content covers. */
export function askCovered(book: Book, question: Covered): Judged {
  return judge(takeTurn(turnOf(book, question.text)).outcomes, question.right);
}

/** Judges a question that it does not cover: `right` when nothing was answered as if it were covered. */
export function askUncovered(book: Book, question: Uncovered): Judged {
  const { outcomes } = takeTurn(turnOf(book, question.text));
  const wrongGiven = answers(outcomes);
  return { verdict: wrongGiven ? 'wrong' : 'right', wrongGiven, did: did(outcomes), score: outcomes.score };
}

/** Judges the second of two turns; what it must show must stand in the reply. */
export function askFollowUp(book: Book, pair: FollowUp): Judged & { readonly first: string } {
  const say = talk(book);
  const first = did(say(pair.first).outcomes);
  const { outcomes } = say(pair.text);
  const shown = textOf(outcomes.reply).includes(pair.shows);
  return { ...judge(outcomes, pair.right, shown), first };
}
