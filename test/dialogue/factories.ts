/** Makes turns over the real content of the model city; a test states only what it cares about. */
import { loadCityContent } from '../../bin/content.ts';
import { toMatcher } from '../../lib/content/lookup.ts';
import type { Content } from '../../lib/content/types.ts';
import { type Book, openBook } from '../../lib/dialogue/book.ts';
import { NEW_SESSION, type Session } from '../../lib/dialogue/session.ts';
import { takeTurn } from '../../lib/dialogue/take-turn.ts';
import type { Turn } from '../../lib/dialogue/turn.ts';
import type { SkillResponse } from '../../lib/kakao/index.ts';
import { createMatcher } from '../../lib/matching/index.ts';
import { mask } from '../../lib/privacy/mask.ts';

/** Tuesday, 24 November 2026, 10:00 in Korea: people are there. */
export const OPEN_AT = Date.parse('2026-11-24T10:00:00+09:00');
/** The same day at 22:00: nobody is there. */
export const CLOSED_AT = Date.parse('2026-11-24T22:00:00+09:00');

/** The content of Icheon as it lies in the repository. */
export async function icheon(): Promise<Content> {
  const loaded = await loadCityContent('icheon');
  if (!('content' in loaded)) throw new Error('The content of Icheon does not pass its check.');
  return loaded.content;
}

/** A book over a content, opened on the day of OPEN_AT. */
export function bookOf(content: Content, asOf?: string): Book {
  const matcher = createMatcher(...toMatcher(content));
  return openBook(content, matcher, '2026-11-24', asOf);
}

/** A turn of a citizen who typed `utterance` into the fallback block. */
export function turnOf(book: Book, utterance: string, given: Partial<Turn> = {}): Turn {
  const { masked, spans } = mask(utterance);
  return {
    skill: 'ask',
    utterance,
    masked,
    hadIdentifier: spans.length > 0,
    extra: {},
    citizen: 'c-1',
    eventId: 'chp-00000001',
    now: OPEN_AT,
    book,
    session: NEW_SESSION,
    storeRead: true,
    ...given,
  };
}

/** A citizen who goes on talking: each call is the next turn of the same session. */
export function talk(book: Book, given: Partial<Turn> = {}) {
  let session: Session = NEW_SESSION;
  let count = 0;
  return (utterance: string, more: Partial<Turn> = {}) => {
    count += 1;
    const requestId = `chp-${String(count).padStart(8, '0')}`;
    const now = (given.now ?? OPEN_AT) + count * 1000;
    const decided = takeTurn(
      turnOf(book, utterance, { requestId, eventId: requestId, ...given, now, session, ...more }),
    );
    session = decided.session ?? session;
    return { ...decided, session };
  };
}

/** Everything a citizen can read in a reply, in order. */
export function textOf(reply: SkillResponse): string {
  const found: string[] = [];
  JSON.stringify(reply.template, (key, value: unknown) => {
    if (typeof value === 'string' && ['text', 'title', 'description', 'label'].includes(key))
      found.push(value);
    return value;
  });
  return found.join('\n');
}
