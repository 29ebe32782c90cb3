/** What outlives a reload: settings on this machine, drafts in this tab. */

import * as v from 'valibot';
import type { Drafts } from './open-ticket.ts';
import type { Settings } from './state.ts';

const SETTINGS = 'minwontalk.staff.settings';
const DRAFTS = 'minwontalk.staff.drafts';
const settingsSchema = v.object({ sound: v.boolean(), letters: v.boolean() });
const draftsSchema = v.object({
  by: v.string(),
  drafts: v.record(v.string(), v.object({ answer: v.string(), note: v.string() })),
});

/** A place to keep texts: localStorage, sessionStorage. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Settings of this machine, `otherwise` where there are none. */
export function keptSettings(shelf: Shelf, otherwise: Settings): Settings {
  const kept = v.safeParse(settingsSchema, json(shelf.getItem(SETTINGS)));
  return kept.success ? kept.output : otherwise;
}

/** Remembers settings. */
export function keepSettings(shelf: Shelf, settings: Settings): void {
  shelf.setItem(SETTINGS, JSON.stringify(settings));
}

/** Drafts that the person `by` left in this tab; those of another person are thrown away. */
export function keptDrafts(shelf: Shelf, by: string): Drafts {
  const kept = v.safeParse(draftsSchema, json(shelf.getItem(DRAFTS)));
  if (kept.success && kept.output.by === by) return kept.output.drafts;
  shelf.removeItem(DRAFTS);
  return {};
}

/** Remembers drafts over a new sign-in. */
export function keepDrafts(shelf: Shelf, by: string, drafts: Drafts): void {
  if (Object.keys(drafts).length === 0) shelf.removeItem(DRAFTS);
  else shelf.setItem(DRAFTS, JSON.stringify({ by, drafts }));
}

/** Forgets drafts: somebody signed out on purpose. */
export function dropDrafts(shelf: Shelf): void {
  shelf.removeItem(DRAFTS);
}

function json(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
