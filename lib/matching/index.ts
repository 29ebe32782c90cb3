/** Questions in Korean as people type them → the entries that answer, with a calibrated score. Pure, no I/O. */
import { buildIndex } from './index/build.ts';
import type { StoredIndex } from './index/stored.ts';
import { type Explanation, IndexMatcher } from './matcher.ts';
import type { Match, Matcher, TalkContext } from './types.ts';

export { createMatcher } from './create.ts';
export { loadIndex } from './load.ts';
export type { Explanation } from './matcher.ts';
export { ANSWER, CHOOSE } from './rank/calibrate.ts';
export type * from './types.ts';
export { buildIndex, type StoredIndex };

/** The index as bytes (not compressed; compress them for storage). Same content, same bytes. */
export const serializeIndex = (index: StoredIndex): Uint8Array => index.bytes;

/** A matcher over an index in memory. */
export const matcherOf = (index: StoredIndex): Matcher => new IndexMatcher(index);

/** The match with what was understood and which words brought each candidate. The matcher must be one of this module. */
export function explain(matcher: Matcher, utterance: string, context?: TalkContext): Explanation {
  if (!(matcher instanceof IndexMatcher))
    throw new TypeError('explain needs a matcher made by createMatcher or loadIndex.');
  return matcher.explain(utterance, context);
}

/** The match of one question; the same as matcher.match. */
export const match = (matcher: Matcher, utterance: string, context?: TalkContext): Match =>
  matcher.match(utterance, context);
