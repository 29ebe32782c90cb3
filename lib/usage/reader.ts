/** What dashboards and reports read of the usage figures. */

import type { Level } from './periods.ts';
import type { Rollup, Tally } from './rollup.ts';
import type { LackingGroup } from './unanswered.ts';

/** Korean days, 'YYYY-MM-DD', both included. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

/** Figures of one period. */
export interface RollupRow {
  /** '2026-11-24T10', '2026-11-24' or '2026-11'. */
  readonly period: string;
  readonly rollup: Rollup;
  /** Unique users of the day or month; zero for an hour, where they are not counted. */
  readonly users: number;
}

/** Questions that found nothing. */
export interface Unanswered {
  readonly groups: readonly LackingGroup[];
  /** False when there were more questions than are read at once; the latest days are in. */
  readonly complete: boolean;
}

/** Reads figures. Periods without a turn have no row. */
export interface UsageReader {
  readRollups(range: DayRange & { readonly by: Exclude<Level, 'cell'> }): Promise<RollupRow[]>;
  topEntries(range: DayRange & { readonly limit: number }): Promise<({ id: string } & Tally)[]>;
  /** `now` (epoch ms): words past their time are not shown though they may still be stored. */
  unanswered(range: DayRange & { readonly now: number }): Promise<Unanswered>;
}
