/** Ways to read a content: by id, by day, as the matcher wants it. */

import type { MatchEntry } from '../matching/types.ts';
import type { Snapshot } from './snapshot.ts';
import type { Content, Entry, Field, Place, Synonym } from './types.ts';

/** A content's fields and entries by their ids. */
export interface ContentIndex {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly fields: ReadonlyMap<string, Field>;
  readonly places: ReadonlyMap<string, Place>;
}

const made = new WeakMap<Content, ContentIndex>();

/** The content's maps, made once a content. */
export function indexOf(content: Content): ContentIndex {
  const known = made.get(content);
  if (known !== undefined) return known;
  const index: ContentIndex = {
    entries: new Map(
      content.fields.flatMap(({ entries }) => entries.map((entry) => [entry.id, entry] as const)),
    ),
    fields: new Map(content.fields.map((field) => [field.id, field] as const)),
    places: new Map(content.guide.map((place) => [place.id, place] as const)),
  };
  made.set(content, index);
  return index;
}

/** The entry of an id. */
export function findEntry({ content }: Pick<Snapshot, 'content'>, id: string): Entry | undefined {
  return indexOf(content).entries.get(id);
}

/** The field that an entry belongs to. */
export function fieldOf({ content }: Pick<Snapshot, 'content'>, entryId: string): Field | undefined {
  const { entries, fields } = indexOf(content);
  const entry = entries.get(entryId);
  return entry === undefined ? undefined : fields.get(entry.field);
}

/** The entries as the matcher's index takes them. */
export function toMatchEntries(content: Content): MatchEntry[] {
  return content.fields.flatMap(({ id: field, entries }) =>
    entries.map(({ id, title, phrasings, asked = [], keywords, different, summary, facts }) => ({
      id,
      title,
      field,
      phrasings: [...phrasings, ...asked],
      keywords,
      ...(different ? { different } : {}),
      text: [summary, ...facts.map((fact) => fact.text)].join(' '),
    })),
  );
}

/** What the matcher is made of: entries, synonyms, and the questions that none of them answers. */
export const toMatcher = (
  content: Content,
): [entries: MatchEntry[], synonyms: readonly Synonym[], uncovered: readonly string[]] => [
  toMatchEntries(content),
  content.synonyms,
  content.uncovered ?? [],
];

const NUMBER = /(?<![\d-])(?:0\d{1,2}-\d{3,4}-\d{4}|1\d{3}-\d{4})(?![\d-])/g;

/** Every telephone number that the content shows, once: they are the city's, not a citizen's, and stay unmasked. */
export function publicNumbers({ city, fields, guide }: Content): string[] {
  const entries = fields.flatMap((field) => field.entries);
  const given = [
    city.fallbackPhone.number,
    ...(city.phone.confirmed ? [city.phone.number] : []),
    ...entries.flatMap(({ phones }) => phones.map(({ number }) => number)),
    ...guide.flatMap(({ phone }) => (phone === undefined ? [] : [phone])),
  ];
  const texts = [
    ...entries.flatMap(({ summary, facts }) => [summary, ...facts.map(({ text }) => text)]),
    ...guide.map(({ does }) => does),
  ];
  return [...new Set([...given, ...texts.flatMap((text) => text.match(NUMBER) ?? [])])];
}

/** The content without what has expired by `today` (ISO date in Korea); the last day itself is still shown. */
export function dropExpired(content: Content, today: string): Content {
  const alive = ({ expires }: { readonly expires?: string }): boolean =>
    expires === undefined || expires >= today;
  return {
    ...content,
    fields: content.fields.map((field) => ({ ...field, entries: field.entries.filter(alive) })),
    notices: content.notices.filter(alive),
  };
}
