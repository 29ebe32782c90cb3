/** Menus and lists: fields, questions, candidates, as list cards a thumb can press. */
import type { CityProfile } from '../../city/profile.ts';
import type { Entry, Field } from '../../content/types.ts';
import {
  carousel,
  LIST_TITLE_ADVICE,
  type ListCardOutput,
  type ListItem,
  listCard,
  listItem,
  type Output,
  shorten,
} from '../../kakao/index.ts';
import type { Press } from './ways.ts';

/** Rows of a list card inside a carousel (listCard.items.count.carousel). */
const ROWS_A_CARD = 4;
/** Cards a page shows, so that one page stays readable on a phone. */
const CARDS_A_PAGE = 3;
/** Questions on one page of a field. */
export const ROWS_A_PAGE = ROWS_A_CARD * CARDS_A_PAGE;

/** A row that carries its intent. */
export function row(city: CityProfile, title: string, press: Press, description?: string): ListItem {
  const shown = shorten(title, LIST_TITLE_ADVICE);
  const given = {
    extra: { ...press },
    messageText: title,
    ...(description === undefined ? {} : { description }),
  };
  const block = city.blocks[press.skill];
  return block ? listItem.block(shown, block, given) : listItem.message(shown, given);
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  );
}

/** Rows as one card or as a carousel of cards. */
function cards(header: string, rows: readonly ListItem[]): Output {
  const parts = chunks(rows, ROWS_A_CARD);
  const made: ListCardOutput[] = parts.map((items, i) =>
    listCard({ header: parts.length > 1 ? `${header} ${i + 1}/${parts.length}` : header, items }),
  );
  return made.length === 1 ? (made[0] as Output) : carousel(made);
}

/** All fields. */
export function fieldList(city: CityProfile, fields: readonly Field[]): Output {
  return cards(
    '분야',
    fields.map((field) =>
      row(city, field.name, { skill: 'fields', field: field.id }, shorten(field.full, 24)),
    ),
  );
}

/** One page of a field's questions; pages count from 1. */
export function questionList(
  city: CityProfile,
  field: Field,
  page: number,
): { output: Output; pages: number; page: number } {
  const pages = Math.max(1, Math.ceil(field.entries.length / ROWS_A_PAGE));
  const shown = Math.min(Math.max(1, page), pages);
  const entries = field.entries.slice((shown - 1) * ROWS_A_PAGE, shown * ROWS_A_PAGE);
  const rows = entries.map((entry) => row(city, entry.title, { skill: 'answer', entry: entry.id }));
  return { output: cards(field.name, rows), pages, page: shown };
}

/** Up to three candidates, numbered so that '2' can be typed. */
export function candidateList(city: CityProfile, entries: readonly Entry[]): Output {
  const rows = entries.map((entry, i) =>
    row(city, `${i + 1}. ${entry.title}`, { skill: 'answer', entry: entry.id }),
  );
  return cards('혹시 이 질문인가요?', rows);
}
