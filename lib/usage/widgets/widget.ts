/** What a widget is. */

import type { DayRange, UsageReader } from '../reader.ts';
import type { Markup } from './markup.ts';

/** Names that citizens see, by id; undefined for what the content in force does not hold. */
export interface Titles {
  readonly field: (id: string) => string | undefined;
  readonly entry: (id: string) => string | undefined;
}

/** What a widget is drawn from. */
export interface WidgetInput {
  readonly reader: UsageReader;
  readonly range: DayRange;
  readonly titles: Titles;
  /** Epoch ms. */
  readonly now: number;
}

/** One widget of the dashboard. */
export interface Widget {
  /** What it shows, one Korean sentence for whoever builds a dashboard. */
  readonly about: string;
  readonly draw: (input: WidgetInput) => Promise<Markup>;
}
