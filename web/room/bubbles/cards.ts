/** Reads the five cards. Pure. */

import * as v from 'valibot';
import type { BasicCard, Card, CommerceCard, ItemCard, ListCard, TextCard } from './model.ts';
import {
  amount,
  footFields,
  footOf,
  itemThumbnail,
  listOf,
  maybe,
  optional,
  pictureAt,
  profile,
  row,
  text,
  thumbnail,
  titled,
} from './parts.ts';

const words = { title: text, description: text };

function wordsOf({
  title,
  description,
}: {
  title?: string | null | undefined;
  description?: string | null | undefined;
}) {
  return { ...optional('title', title), ...optional('description', description) };
}

const textCard = v.pipe(
  v.object({ ...words, ...footFields }),
  v.transform((given): TextCard => ({ kind: 'textCard', ...wordsOf(given), ...footOf(given) })),
);

const basicCard = v.pipe(
  v.object({ ...words, ...footFields, thumbnail }),
  v.transform(
    (given): BasicCard => ({
      kind: 'basicCard',
      ...wordsOf(given),
      ...optional('picture', given.thumbnail),
      ...footOf(given, given.thumbnail?.square),
    }),
  ),
);

const commerceFields = v.object({
  ...words,
  ...footFields,
  price: amount,
  discount: amount,
  discountRate: amount,
  discountedPrice: amount,
  thumbnails: listOf(thumbnail),
  profile,
});

const commerceCard = v.pipe(
  commerceFields,
  v.transform((given): CommerceCard => {
    const [picture] = given.thumbnails;
    const price = given.price ?? 0;
    return {
      kind: 'commerceCard',
      ...wordsOf(given),
      ...optional('picture', picture),
      price,
      pays: given.discountedPrice ?? price - (given.discount ?? 0),
      ...optional('discount', discountOf(given)),
      ...optional('profile', given.profile),
      ...footOf(given, picture?.square),
    };
  }),
);

/** The rate counts only beside `discountedPrice`, and then wins over the amount. */
function discountOf(given: v.InferOutput<typeof commerceFields>): string | undefined {
  const { discount, discountRate, discountedPrice } = given;
  if (discountedPrice != null && discountRate != null) return `${discountRate}%`;
  return discount == null || discount === 0 ? undefined : `${discount.toLocaleString('ko-KR')}원 할인`;
}

const listCard = v.pipe(
  v.object({ ...footFields, header: maybe(v.object({ title: text })), items: listOf(row) }),
  v.transform(
    (given): ListCard => ({
      kind: 'listCard',
      header: given.header?.title ?? '',
      rows: given.items,
      ...footOf(given),
    }),
  ),
);

const pair = v.object({ title: v.fallback(v.string(), ''), description: v.fallback(v.string(), '') });

const itemCard = v.pipe(
  v.object({
    ...words,
    ...footFields,
    thumbnail: itemThumbnail,
    profile,
    head: maybe(v.object({ title: text })),
    imageTitle: titled,
    itemList: listOf(pair),
    itemListAlignment: maybe(v.picklist(['left', 'right'])),
    itemListSummary: maybe(pair),
  }),
  v.transform(
    (given): ItemCard => ({
      kind: 'itemCard',
      ...wordsOf(given),
      ...optional('picture', given.thumbnail),
      ...optional('head', given.head?.title),
      ...optional('profile', given.profile),
      ...optional('imageTitle', given.imageTitle),
      items: given.itemList,
      ...optional('summary', given.itemListSummary),
      alignRight: given.itemListAlignment === 'right',
      ...footOf(given),
    }),
  ),
);

const CARDS: Readonly<Record<string, v.GenericSchema<unknown, Card>>> = {
  textCard,
  basicCard,
  commerceCard,
  listCard,
  itemCard,
};

/** A card by its component name; undefined when there is none of that name. */
export function readCard(name: string, value: unknown): Card | undefined {
  const schema = Object.hasOwn(CARDS, name) ? CARDS[name] : undefined;
  const parsed = schema === undefined ? undefined : v.safeParse(schema, value);
  return parsed?.success ? parsed.output : undefined;
}

/** Header of a carousel: its picture is a thumbnail object. */
export const carouselHeader = v.pipe(
  maybe(v.object({ title: text, description: text, thumbnail })),
  v.transform((given) => {
    if (given?.title == null) return undefined;
    const { title, description, thumbnail: picture } = given;
    return {
      title,
      ...optional('description', description),
      ...optional('picture', pictureAt(picture?.url)),
    };
  }),
);
