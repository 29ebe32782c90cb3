/** The parts of an item card and their rules. */
import {
  checkUrl,
  limitCount,
  limitLength,
  limitLines,
  type Place,
  requireText,
  type Spot,
  spotAt,
  spotsIn,
} from '../inspect.ts';
import { member } from '../json.ts';
import { inspectThumbnailOf, type Link } from './thumbnail.ts';

/** A row: title ≤ 6 characters, description ≤ 2 lines. */
export interface ItemRow {
  readonly title: string;
  readonly description: string;
}
/** An image 2:1 or 1:1 (none given: 1:1); in a carousel both sizes, 2:1. */
export interface ItemThumbnail {
  readonly imageUrl: string;
  readonly altText: string;
  readonly width?: number;
  readonly height?: number;
  readonly link?: Link;
}
/** Who speaks: title ≤ 15 characters, a square image (180×180 recommended). */
export interface ItemProfile {
  readonly title: string;
  readonly imageUrl?: string;
  readonly width?: number;
  readonly height?: number;
}
/** A headline with a small image (108×108 recommended): title ≤ 2 lines, description 1. */
export interface ItemImageTitle {
  readonly title: string;
  readonly description?: string;
  readonly imageUrl?: string;
}

function sizeOf({ value }: Spot): { width: number; height: number } | undefined {
  const width = member(value, 'width');
  const height = member(value, 'height');
  return typeof width === 'number' && typeof height === 'number' ? { width, height } : undefined;
}

/** Rules of the image: its address, and its shape by place. */
export function inspectItemThumbnail(card: Spot, place: Place): void {
  const image = inspectThumbnailOf(card);
  if (image === undefined) return;
  const size = sizeOf(image);
  const wide = size !== undefined && size.width > 0 && size.width === 2 * size.height;
  const square = size !== undefined && size.width > 0 && size.width === size.height;
  if (place === 'carousel' && !wide) image.report('itemCard.thumbnail.ratio.carousel', image.path);
  if (place === 'single' && size !== undefined && !wide && !square) {
    image.report('itemCard.thumbnail.ratio', image.path);
  }
}

function inspectHead(card: Spot): void {
  const head = spotAt(card, 'head');
  if (head === undefined) return;
  requireText(head, 'title', 'itemCard.head.title.required');
  limitLines(head, 'title', 'itemCard.head.title.lines');
}

function inspectProfile(card: Spot): void {
  const profile = spotAt(card, 'profile');
  if (profile === undefined) return;
  requireText(profile, 'title', 'itemCard.profile.title.required');
  limitLength(profile, 'title', 'itemCard.profile.title.length');
  checkUrl(profile, 'imageUrl', 'profile.imageUrl.format');
  const size = sizeOf(profile);
  if (size !== undefined && size.width !== size.height)
    profile.report('itemCard.profile.ratio', profile.path);
}

function inspectImageTitle(card: Spot): void {
  const imageTitle = spotAt(card, 'imageTitle');
  if (imageTitle === undefined) return;
  requireText(imageTitle, 'title', 'itemCard.imageTitle.title.required');
  limitLines(imageTitle, 'title', 'itemCard.imageTitle.title.lines');
  limitLines(imageTitle, 'description', 'itemCard.imageTitle.description.lines');
  checkUrl(imageTitle, 'imageUrl', 'itemCard.imageTitle.imageUrl.format');
}

/** Rules of head, profile and imageTitle. */
export function inspectHeads(card: Spot): void {
  const both = member(card.value, 'head') !== undefined && member(card.value, 'profile') !== undefined;
  if (both) card.report('itemCard.head-profile', card.path);
  inspectHead(card);
  inspectProfile(card);
  inspectImageTitle(card);
}

/** Rules of the rows. */
export function inspectItemList(card: Spot, place: Place): void {
  limitCount(
    card,
    'itemList',
    place === 'single' ? 'itemCard.itemList.count' : 'itemCard.itemList.count.carousel',
  );
  for (const row of spotsIn(card, 'itemList')) {
    requireText(row, 'title', 'itemCard.itemList.title.required');
    limitLength(row, 'title', 'itemCard.itemList.title.length');
    requireText(row, 'description', 'itemCard.itemList.description.required');
    limitLines(row, 'description', 'itemCard.itemList.description.lines');
  }
}

const CURRENCY = /\p{Sc}|원|won|krw|usd|eur|jpy|cny|달러|유로|엔|위안/giu;

/** True for an amount: digits with currency signs or words, commas, points, spaces, two decimals at most. */
export function isAmount(text: string): boolean {
  const digits = text.replace(CURRENCY, '');
  return /^[\d,. ]+$/.test(digits) && /\d/.test(digits) && !/\.\d{3}/.test(digits);
}

/** Rules of the sum line. */
export function inspectSummary(card: Spot): void {
  const summary = spotAt(card, 'itemListSummary');
  if (summary === undefined) return;
  requireText(summary, 'title', 'itemCard.itemListSummary.title.required');
  limitLength(summary, 'title', 'itemCard.itemListSummary.title.length');
  const amount = requireText(summary, 'description', 'itemCard.itemListSummary.description.required');
  limitLength(summary, 'description', 'itemCard.itemListSummary.description.length');
  if (amount === undefined || isAmount(amount)) return;
  summary.report('itemCard.itemListSummary.description.format', `${summary.path}.description`);
}
