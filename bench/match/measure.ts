/** The measuring rule of the matcher: what counts as right, answered, told apart. */
import type { MatchEntry } from '../../lib/matching/index.ts';

/** One entry of a measuring corpus. */
export interface CorpusEntry {
  readonly id: string;
  readonly title: string;
  readonly category?: string;
  readonly examples?: readonly string[];
  readonly keywords?: readonly string[];
  readonly text?: string;
}

/** A question with the entries that answer it. */
export interface Labelled {
  readonly text: string;
  readonly ids?: readonly string[];
  readonly id?: string;
}

/** What the matcher said to one question. `us`: microseconds. */
export interface Row {
  readonly text: string;
  readonly oos: boolean;
  readonly top: readonly { readonly id: string; readonly score: number }[];
  readonly answered: boolean;
  readonly us: number;
}

/** Figures over a set; shares are 0–1. */
export interface Figures {
  readonly queries: number;
  readonly top1: number;
  readonly top3: number;
  readonly mrr: number;
  readonly answeredRight: number;
  readonly keptOfRight: number;
  readonly oosRejected: number | null;
  readonly falseAnswers: number;
  readonly auroc: number | null;
  readonly oosRejected90: number | null;
  readonly p50us: number;
  readonly p95us: number;
}

/** A corpus entry as the matcher takes it. */
export const toEntry = (e: CorpusEntry): MatchEntry => ({
  id: e.id,
  title: e.title,
  ...(e.category ? { field: e.category } : {}),
  ...(e.examples ? { phrasings: e.examples } : {}),
  ...(e.keywords ? { keywords: e.keywords } : {}),
  ...(e.text ? { text: e.text } : {}),
});

/** Acceptable entries of each question. */
export const labelsOf = (queries: readonly Labelled[]): string[][] =>
  queries.map((q) => [...(q.ids ?? (q.id ? [q.id] : []))]);

const topScore = (row: Row): number => row.top[0]?.score ?? Number.NEGATIVE_INFINITY;
const round = (x: number, digits = 4): number => Math.round(x * 10 ** digits) / 10 ** digits;
const quantile = (sorted: readonly number[], q: number): number =>
  sorted.length ? sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]! : 0;

/** Area under the ROC curve: the chance that an inside score is above an outside one; ties count half. */
export function auroc(inside: readonly number[], outside: readonly number[]): number | null {
  if (!inside.length || !outside.length) return null;
  const sorted = [...outside].sort((a, b) => a - b);
  let wins = 0;
  for (const score of inside) wins += (below(sorted, score, false) + below(sorted, score, true)) / 2;
  return wins / (inside.length * outside.length);
}

/** How many of the sorted values are below (or, with `orEqual`, at most) a value. */
function below(sorted: readonly number[], value: number, orEqual: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (sorted[mid]! < value || (orEqual && sorted[mid] === value)) low = mid + 1;
    else high = mid;
  }
  return low;
}

/** Highest threshold that still answers a share of the questions whose first entry is right. */
export function thresholdFor(rows: readonly Row[], labels: readonly string[][], keep = 0.9): number {
  const right = rows
    .filter((row, i) => labels[i]!.includes(row.top[0]?.id ?? ''))
    .map(topScore)
    .sort((a, b) => b - a);
  return right.length ? right[Math.ceil(keep * right.length) - 1]! : Number.POSITIVE_INFINITY;
}

/** Figures of in-scope rows (with their labels) and out-of-scope rows, as `answered` on the rows says. */
export function evaluate(
  rows: readonly Row[],
  labels: readonly string[][],
  outside: readonly Row[] = [],
): Figures {
  const n = Math.max(1, rows.length);
  const places = rows.map((row, i) => row.top.findIndex((e) => labels[i]!.includes(e.id)));
  const count = (test: (place: number, i: number) => boolean): number => places.filter(test).length;
  const top1 = count((p) => p === 0);
  const answeredRight = count((p, i) => p === 0 && rows[i]!.answered);
  const falseInside = count((p, i) => p !== 0 && rows[i]!.answered);
  const falseOutside = outside.filter((row) => row.answered).length;
  const own = thresholdFor(rows, labels);
  const times = rows.map((row) => row.us).sort((a, b) => a - b);
  const share = auroc(rows.map(topScore), outside.map(topScore));
  const rejected = (answered: number): number | null =>
    outside.length ? round(1 - answered / outside.length) : null;
  return {
    queries: rows.length,
    top1: round(top1 / n),
    top3: round(count((p) => p >= 0 && p < 3) / n),
    mrr: round(places.reduce((sum, p) => sum + (p >= 0 ? 1 / (p + 1) : 0), 0) / n),
    answeredRight: round(answeredRight / n),
    keptOfRight: round(top1 ? answeredRight / top1 : 0),
    oosRejected: rejected(falseOutside),
    falseAnswers: round((falseInside + falseOutside) / Math.max(1, rows.length + outside.length)),
    auroc: share === null ? null : round(share),
    oosRejected90: rejected(outside.filter((row) => row.top.length > 0 && topScore(row) >= own).length),
    p50us: Math.round(quantile(times, 0.5)),
    p95us: Math.round(quantile(times, 0.95)),
  };
}
