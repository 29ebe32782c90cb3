/** Runs the matcher over a set of questions, with time and memory. */
import { createMatcher, type MatchEntry, type Matcher } from '../../lib/matching/index.ts';
import type { Row } from './measure.ts';

/** Bytes of heap and array buffers in use, after a collection where the runtime offers one. */
export const heapNow = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
};

/** What one matcher says to one question, timed. */
export function rowOf(matcher: Matcher, text: string, oos: boolean): Row {
  const begun = performance.now();
  const { candidates, decision } = matcher.match(text);
  const us = (performance.now() - begun) * 1000;
  const top = candidates.map(({ id, score }) => ({ id, score: Math.round(score * 1e6) / 1e6 }));
  return { text, oos, top, answered: decision === 'answer', us: Math.round(us) };
}

/** A matcher over entries, with the milliseconds and megabytes that it took. */
export function timedMatcher(entries: readonly MatchEntry[]): {
  matcher: Matcher;
  indexMs: number;
  heapMB: number;
} {
  const before = heapNow();
  const begun = performance.now();
  const matcher = createMatcher(entries);
  const indexMs = Math.round(performance.now() - begun);
  return { matcher, indexMs, heapMB: Math.round((heapNow() - before) / 1e5) / 10 };
}

/** Rows for questions and then for out-of-scope questions, in order, after twenty questions to warm up. */
export function rankAll(
  entries: readonly MatchEntry[],
  queries: readonly { readonly text: string }[],
  outside: readonly { readonly text: string }[],
): { rows: Row[]; indexMs: number; heapMB: number } {
  const { matcher, indexMs, heapMB } = timedMatcher(entries);
  for (const q of queries.slice(0, 20)) matcher.match(q.text);
  const rows = [
    ...queries.map((q) => rowOf(matcher, q.text, false)),
    ...outside.map((q) => rowOf(matcher, q.text, true)),
  ];
  return { rows, indexMs, heapMB };
}
