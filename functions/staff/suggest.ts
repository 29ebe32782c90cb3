/** Published answers as drafts, found by the matcher that answers citizens. */
import type { Book } from '../../lib/dialogue/book.ts';
import { answerText, provenance } from '../../lib/dialogue/replies/answer.ts';
import { LENGTH, type Suggestion } from '../../lib/staff/api.ts';

/** Drafts offered at a time. */
const MOST = 5;

/** The entries that fit what was typed, best first. `field`: where the talk stands. */
export function suggest(book: Book, query: string, field?: string): readonly Suggestion[] {
  if (query === '') return [];
  const { candidates } = book.matcher.match(query, field === undefined ? undefined : { field });
  return candidates
    .flatMap(({ id, score }) => {
      const entry = book.entry(id);
      if (!entry) return [];
      const fieldName = book.field(entry.field)?.name ?? entry.field;
      const answer = draft(answerText(book.city, entry, undefined, book.asOf));
      return [
        { id, title: entry.title, field: entry.field, fieldName, score, answer, source: provenance(entry) },
      ];
    })
    .slice(0, MOST);
}

/** The paragraphs between title and provenance, as many as an answer holds. */
function draft(text: string): string {
  const paragraphs = text.split('\n\n').slice(1, -1);
  while (paragraphs.length > 1 && paragraphs.join('\n\n').length > LENGTH.answer) paragraphs.pop();
  return paragraphs.join('\n\n').slice(0, LENGTH.answer);
}
