/** The call of a dashboard's custom widget: what to draw, and over which days. */

import * as v from 'valibot';
import { periodOf } from '../periods.ts';
import type { DayRange } from '../reader.ts';
import { WIDGET_NAMES, type WidgetName } from './list.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Days shown where the caller names no range. */
const DEFAULT_DAYS = 7;
/** Longest range that is drawn: as long as events are kept. */
const MOST_DAYS = 400;

const span = v.object({ start: v.number(), end: v.number() });
const context = v.object({
  timeRange: v.optional(v.object({ ...span.entries, zoom: v.optional(span) })),
});
const request = v.object({
  describe: v.fallback(v.optional(v.boolean()), undefined),
  widget: v.fallback(v.optional(v.picklist(WIDGET_NAMES)), undefined),
  widgetContext: v.fallback(v.optional(context), undefined),
});

/** What a call asks for. */
export type WidgetRequest =
  | { readonly kind: 'describe' }
  /** The widget is none that is known. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'draw'; readonly widget: WidgetName; readonly range: DayRange; readonly end: number };

/** Reads a call; `now` (epoch ms) ends the range where the caller names none. A zoomed dashboard means its zoom. */
export function readWidgetRequest(event: unknown, now: number): WidgetRequest {
  const parsed = v.safeParse(request, event);
  if (parsed.success && parsed.output.describe) return { kind: 'describe' };
  if (!parsed.success || parsed.output.widget === undefined) return { kind: 'unknown' };
  const { timeRange } = parsed.output.widgetContext ?? {};
  const { start, end } = timeRange?.zoom ??
    timeRange ?? { start: now - (DEFAULT_DAYS - 1) * DAY_MS, end: now + 1 };
  if (!isInstant(start) || !isInstant(end)) return { kind: 'unknown' };
  return { kind: 'draw', widget: parsed.output.widget, range: daysOf(start, end), end };
}

/** The last day is the one that holds the last instant before the end. */
function daysOf(start: number, end: number): DayRange {
  const last = Math.max(start, end - 1);
  const first = Math.max(start, last - (MOST_DAYS - 1) * DAY_MS);
  return { from: periodOf(first, 'day'), to: periodOf(last, 'day') };
}

function isInstant(ms: number): boolean {
  return ms > 0 && ms < Date.UTC(2100, 0, 1);
}
