/** The published content as a turn reads it: looked up by id, expired things gone, the matcher at hand. */
import type { CityProfile } from '../city/profile.ts';
import { dropExpired, indexOf } from '../content/lookup.ts';
import type { Content, Entry, Field, Notice, Place } from '../content/types.ts';
import type { Matcher } from '../matching/types.ts';

/** What a turn may know of the content. */
export interface Book {
  readonly city: CityProfile;
  readonly fields: readonly Field[];
  readonly notices: readonly Notice[];
  readonly guide: readonly Place[];
  readonly matcher: Matcher;
  /** ISO date of the content when it is older than it should be (the store is away); shown beneath answers. */
  readonly asOf?: string;
  field(id: string): Field | undefined;
  entry(id: string): Entry | undefined;
  /** The one entry whose title or phrasing a question repeats word for word, spaces and punctuation aside. */
  entryAsked(question: string): Entry | undefined;
}

const squeeze = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** Titles and phrasings by their letters; those that two entries share lead nowhere. */
function phrasingsOf(fields: readonly Field[]): ReadonlyMap<string, Entry | undefined> {
  const found = new Map<string, Entry | undefined>();
  for (const entry of fields.flatMap(({ entries }) => entries)) {
    for (const words of [entry.title, ...entry.phrasings, ...(entry.asked ?? [])].map(squeeze)) {
      const other = found.get(words);
      found.set(words, found.has(words) && other !== entry ? undefined : entry);
    }
  }
  return found;
}

/**
 * Opens the content for one day. `today` is the Korean date ('2026-11-24'): what has expired by then is left out.
 * `asOf` is given when the content came from the bundle because the store was away.
 */
export function openBook(content: Content, matcher: Matcher, today: string, asOf?: string): Book {
  const { city, fields, notices, guide } = dropExpired(content, today);
  const index = indexOf({ ...content, fields });
  let phrasings: ReadonlyMap<string, Entry | undefined> | undefined;
  return {
    city,
    fields,
    notices,
    guide,
    matcher,
    ...(asOf === undefined ? {} : { asOf }),
    field: (id) => index.fields.get(id),
    entry: (id) => index.entries.get(id),
    entryAsked: (question) => {
      phrasings ??= phrasingsOf(fields);
      return phrasings.get(squeeze(question));
    },
  };
}
