/** A matcher straight from entries. Apart from what reads a stored index, so that a function need not carry it at its start. */
import { buildIndex } from './index/build.ts';
import { IndexMatcher } from './matcher.ts';
import type { MatchEntry, Matcher, MatchSynonym } from './types.ts';

/** Titles that a matcher is asked when it is built, so that the first question does not wait for code to be compiled. */
const WARM_UP = 64;

/** Builds the index of a content and a matcher over it in one step; it has answered a few of its titles. */
export function createMatcher(
  entries: readonly MatchEntry[],
  synonyms: readonly MatchSynonym[] = [],
  uncovered: readonly string[] = [],
): Matcher {
  const matcher = new IndexMatcher(buildIndex(entries, synonyms, uncovered));
  const apart = Math.max(1, Math.ceil(entries.length / WARM_UP));
  for (let i = 0; i < entries.length; i += apart) matcher.match(entries[i]!.title);
  return matcher;
}
