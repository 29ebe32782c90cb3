/** Draws the custom widgets of the dashboard. CloudWatch shows a returned string as HTML. */

import { contentStore } from '../../lib/aws/content-store.ts';
import { usageStore } from '../../lib/aws/usage-store.ts';
import { indexOf } from '../../lib/content/lookup.ts';
import { unpackSnapshot } from '../../lib/content/snapshot.ts';
import { ENV } from '../../lib/names.ts';
import type { UsageReader } from '../../lib/usage/reader.ts';
import { describeWidgets, WIDGET_NAMES, WIDGETS } from '../../lib/usage/widgets/list.ts';
import { html } from '../../lib/usage/widgets/markup.ts';
import { readWidgetRequest } from '../../lib/usage/widgets/request.ts';
import type { Titles } from '../../lib/usage/widgets/widget.ts';

/** Titles are an ornament: after this long the widget shows ids. */
const TITLES_MS = 2000;
const NO_TITLES: Titles = { field: () => undefined, entry: () => undefined };

let reader: UsageReader | undefined;
let known: { readonly version: number; readonly titles: Titles } | undefined;

/** `event`: `{ describe: true }`, or the widget's parameters with `widgetContext`. Gives Markdown or HTML. */
export async function handler(event: unknown): Promise<string> {
  const clock = Date.now();
  const asked = readWidgetRequest(event, clock);
  if (asked.kind === 'describe') return describeWidgets();
  if (asked.kind === 'unknown') return unknownWidget();
  reader ??= usageStore({ table: setting(ENV.usageTable), client: { requestMs: 3000, maxAttempts: 2 } });
  const { range, end, widget } = asked;
  const input = { reader, range, titles: await readTitles(), now: Math.max(clock, end) };
  return (await WIDGETS[widget].draw(input)).html;
}

function unknownWidget(): string {
  return html`<p>모르는 위젯이에요. <code>widget</code>에 다음 가운데 하나를 적어 주세요: ${WIDGET_NAMES.join(', ')}</p>`
    .html;
}

/** Names from the content in force; the last known ones, or none, while it cannot be read. */
async function readTitles(): Promise<Titles> {
  try {
    const store = contentStore(setting(ENV.contentTable));
    const signal = AbortSignal.timeout(TITLES_MS);
    const pointer = await store.readPointer(signal);
    if (pointer === undefined || pointer.version === known?.version) return known?.titles ?? NO_TITLES;
    const unpacked = unpackSnapshot(await store.readVersion(pointer.version, signal));
    if (!unpacked.ok) throw new Error(unpacked.problem);
    const { fields, entries } = indexOf(unpacked.snapshot.content);
    const titles = {
      field: (id: string) => fields.get(id)?.name,
      entry: (id: string) => entries.get(id)?.title,
    };
    known = { version: pointer.version, titles };
    return titles;
  } catch (error) {
    console.warn('Widgets show ids: the content could not be read.', error);
    return known?.titles ?? NO_TITLES;
  }
}

function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`The environment variable ${name} is not set. Deploy the Channel stack again.`);
  return value;
}
