/** Cards of one kind side by side. */
import { type Given, present } from '../build.ts';
import {
  type Inspection,
  limitCount,
  limitLines,
  requireText,
  requireUrl,
  type Spot,
  spotAt,
  spotsIn,
} from '../inspect.ts';
import { isObject, type JsonObject, member, objectMember } from '../json.ts';
import { LIMITS } from '../limits.ts';
import { refuse } from '../report.ts';
import { type BasicCard, inspectBasicCard } from './basicCard.ts';
import { type CommerceCard, inspectCommerceCard } from './commerceCard.ts';
import { type ItemCard, inspectItemCard } from './itemCard.ts';
import { inspectListCard, type ListCard } from './listCard.ts';
import { inspectTextCard, type TextCard } from './textCard.ts';
import { isSquare } from './thumbnail.ts';

/** The cards that a carousel can hold, by name. */
export interface Cards {
  readonly textCard: TextCard;
  readonly basicCard: BasicCard;
  readonly commerceCard: CommerceCard;
  readonly listCard: ListCard;
  readonly itemCard: ItemCard;
}
/** Name of a card. */
export type CardName = keyof Cards;

/** The first page of a carousel: title ≤ 2 lines, description ≤ 3; of the image only `imageUrl` counts. */
export interface CarouselHeader {
  readonly title: string;
  readonly description: string;
  readonly thumbnail: { readonly imageUrl: string };
}

/** 1–10 cards (listCard 1–5), without their component name around them. */
export interface Carousel {
  readonly type: CardName;
  readonly items: readonly Cards[CardName][];
  readonly header?: CarouselHeader;
}
/** A carousel as an output. */
export interface CarouselOutput {
  readonly carousel: Carousel;
}

const INSPECTIONS: ReadonlyMap<unknown, Inspection> = new Map<unknown, Inspection>([
  ['textCard', inspectTextCard],
  ['basicCard', inspectBasicCard],
  ['commerceCard', inspectCommerceCard],
  ['listCard', inspectListCard],
  ['itemCard', inspectItemCard],
]);

function checkHeaderImage({ value, path: parent, report }: Spot): void {
  const image = objectMember(value, 'thumbnail');
  const path = `${parent}.thumbnail`;
  if (image === undefined) {
    report('carousel.header.thumbnail.required', path);
    return;
  }
  const spot = { value: image, path, report };
  requireUrl(spot, 'imageUrl', 'thumbnail.imageUrl.required', 'thumbnail.imageUrl.format');
}

function checkHeader(spot: Spot, type: unknown): void {
  const header = spotAt(spot, 'header');
  if (header === undefined) return;
  if (type === 'textCard' || type === 'listCard') {
    spot.report('carousel.header.unsupported', header.path);
    return;
  }
  requireText(header, 'title', 'carousel.header.title.required');
  limitLines(header, 'title', 'carousel.header.title.lines');
  requireText(header, 'description', 'carousel.header.description.required');
  limitLines(header, 'description', 'carousel.header.description.lines');
  checkHeaderImage(header);
}

function imageOf(type: unknown, card: JsonObject): unknown {
  if (type === 'basicCard') return member(card, 'thumbnail');
  const images = member(card, 'thumbnails');
  return type === 'commerceCard' && Array.isArray(images) ? images[0] : undefined;
}

function checkRatio(spot: Spot, type: unknown, cards: readonly Spot[]): void {
  const square = cards.filter((card) => isSquare(imageOf(type, card.value))).length;
  if (square !== 0 && square !== cards.length) spot.report('carousel.image.ratio', `${spot.path}.items`);
}

function checkUniform(spot: Spot, cards: readonly Spot[]): void {
  const uneven = ['thumbnail', 'head', 'profile', 'imageTitle'].some((part) => {
    const having = cards.filter((card) => member(card.value, part) !== undefined).length;
    return having !== 0 && having !== cards.length;
  });
  if (uneven) spot.report('itemCard.carousel.uniform', `${spot.path}.items`);
}

/** Rules of carousel. */
export const inspectCarousel: Inspection = (value, path, report) => {
  const spot = { value, path, report };
  const type = member(value, 'type');
  const inspectCard = INSPECTIONS.get(type);
  const cards = spotsIn(spot, 'items');
  if (inspectCard === undefined) report('carousel.type.value', `${path}.type`);
  limitCount(spot, 'items', type === 'listCard' ? 'carousel.items.count.listCard' : 'carousel.items.count');
  checkHeader(spot, type);
  for (const card of cards) inspectCard?.(card.value, card.path, report, 'carousel');
  checkRatio(spot, type, cards);
  if (type === 'itemCard') checkUniform(spot, cards);
};

/** A card as its builder returns it. */
type Wrapped<Name extends CardName> = { readonly [Key in Name]: Cards[Key] };

function cardName(output: object | undefined): CardName | undefined {
  return LIMITS['carousel.type.value'].value.find(
    (name) => output !== undefined && Object.hasOwn(output, name),
  );
}

function unwrap(output: JsonObject, name: CardName): Cards[CardName] {
  const card = output[name];
  if (!isObject(card)) return refuse('carousel.type.value', '$.carousel.items', 'cards of different kinds');
  return card as unknown as Cards[CardName];
}

/**
 * A carousel of cards of one kind, given as their builders return them. Its limits are tighter than those of a
 * single card; textCard and listCard take no header.
 * @throws KakaoLimitError on the first rule it breaks.
 */
export function carousel<Name extends CardName>(
  cards: readonly Wrapped<Name>[],
  header?: CarouselHeader,
): CarouselOutput {
  const type = cardName(cards[0]);
  if (type === undefined) return refuse('carousel.items.count', '$.carousel.items', '0');
  const items = cards.map((card) => unwrap(card as unknown as JsonObject, type));
  const fields: Given<Carousel> = { type, items, header };
  const built = present<Carousel>(fields);
  inspectCarousel(built as unknown as JsonObject, '$.carousel', refuse, 'single');
  return { carousel: built };
}
