/** A card that names a price. */
import { type Given, present, sound } from '../build.ts';
import {
  checkForwardable,
  checkName,
  checkUrl,
  type Inspection,
  limitCount,
  limitLength,
  requireText,
  type Spot,
  spotAt,
  spotsIn,
} from '../inspect.ts';
import { listMember, member } from '../json.ts';
import { LIMITS } from '../limits.ts';
import { type Button, inspectButtons, type WithButtons } from './button.ts';
import { inspectThumbnail, isSquare, type Thumbnail } from './thumbnail.ts';

/** Who offers it. */
export interface CommerceProfile {
  readonly nickname: string;
  readonly imageUrl?: string;
}

/**
 * A price in won with one image. Shown is `discountedPrice` where given, else `price − discount`;
 * `discountRate` (percent) needs `discountedPrice`.
 */
export interface CommerceCard extends WithButtons {
  readonly title?: string;
  readonly description?: string;
  readonly price: number;
  readonly currency: 'won';
  readonly thumbnails: readonly [Thumbnail];
  readonly discount?: number;
  readonly discountRate?: number;
  readonly discountedPrice?: number;
  readonly profile?: CommerceProfile;
  readonly forwardable?: boolean;
}
/** A commerce card as an output. */
export interface CommerceCardOutput {
  readonly commerceCard: CommerceCard;
}

/** What an author gives for a commerce card; description and buttons are required by the older page. */
export interface CommerceCardFields extends Omit<CommerceCard, 'currency' | 'thumbnails'> {
  readonly description: string;
  readonly buttons: readonly Button[];
  readonly thumbnail: Thumbnail;
}

const AMOUNTS = ['price', 'discount', 'discountRate', 'discountedPrice'] as const;

function checkAmounts({ value, path, report }: Spot): void {
  for (const key of AMOUNTS) {
    const amount = member(value, key);
    if (amount !== undefined && !Number.isInteger(amount))
      report('commerceCard.amount.type', `${path}.${key}`);
  }
  if (member(value, 'price') === undefined) report('commerceCard.price.required', `${path}.price`);
  if (member(value, 'discountRate') === undefined || member(value, 'discountedPrice') !== undefined) return;
  report('commerceCard.discountedPrice.required', `${path}.discountedPrice`);
}

function checkThumbnails(spot: Spot): void {
  limitCount(spot, 'thumbnails', 'commerceCard.thumbnails.count');
  for (const image of spotsIn(spot, 'thumbnails')) {
    inspectThumbnail(image.value, image.path, image.report, 'single');
  }
}

function checkProfile(spot: Spot): void {
  const profile = spotAt(spot, 'profile');
  if (profile === undefined) return;
  requireText(profile, 'nickname', 'profile.nickname.required');
  checkUrl(profile, 'imageUrl', 'profile.imageUrl.format');
}

/** Rules of commerceCard. */
export const inspectCommerceCard: Inspection = (value, path, report) => {
  const spot = { value, path, report };
  limitLength(spot, 'title', 'commerceCard.title.length');
  limitLength(spot, 'description', 'commerceCard.description.length');
  checkAmounts(spot);
  checkName(spot, 'currency', LIMITS['commerceCard.currency.value'].value, 'commerceCard.currency.value');
  checkThumbnails(spot);
  checkProfile(spot);
  checkForwardable(spot);
  inspectButtons(spot, isSquare(listMember(value, 'thumbnails')[0]));
};

/** One commerce card, in won. */
export function commerceCard({ thumbnail, ...fields }: Given<CommerceCardFields>): CommerceCardOutput {
  const card = present<CommerceCard>({ ...fields, currency: 'won', thumbnails: [thumbnail] });
  return { commerceCard: sound('commerceCard', card, inspectCommerceCard) };
}
