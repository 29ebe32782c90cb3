/** Images on cards, and the links behind them. */
import { type Given, present, sound } from '../build.ts';
import {
  checkBoolean,
  checkUrl,
  type Inspection,
  limitLength,
  requireUrl,
  type Spot,
  spotAt,
} from '../inspect.ts';
import { isObject, member } from '../json.ts';
import { refuse } from '../report.ts';

/** Addresses that a press opens; `web` wins where given. */
export interface Link {
  readonly web?: string;
  readonly pc?: string;
  readonly mobile?: string;
}

/**
 * An image on a card. Kakao fetches it, so it must be public. `fixedRatio` false (default): 2:1, centre cropped,
 * 800×400 recommended; true: 1:1, whole image, 800×800, and buttons side by side.
 */
export interface Thumbnail {
  readonly imageUrl: string;
  /** What a screen reader says, ≤ 50 characters. */
  readonly altText: string;
  readonly fixedRatio?: boolean;
  readonly link?: Link;
}

/** Rules of the link in a spot's `link` field. */
export function inspectLink(spot: Spot): void {
  const link = member(spot.value, 'link');
  if (link === undefined) return;
  const path = `${spot.path}.link`;
  if (!isObject(link)) {
    spot.report('link.format', path);
    return;
  }
  for (const key of ['web', 'pc', 'mobile']) {
    checkUrl({ value: link, path, report: spot.report }, key, 'link.format');
  }
}

/** Rules of the image in a spot. */
export const inspectThumbnail: Inspection = (value, path, report) => {
  const spot = { value, path, report };
  requireUrl(spot, 'imageUrl', 'thumbnail.imageUrl.required', 'thumbnail.imageUrl.format');
  limitLength(spot, 'altText', 'altText.length');
  checkBoolean(spot, 'fixedRatio', 'thumbnail.fixedRatio.type');
  inspectLink(spot);
};

/** Rules of the image in a card's `thumbnail` field, where there is one. */
export function inspectThumbnailOf(card: Spot): Spot | undefined {
  const spot = spotAt(card, 'thumbnail');
  if (spot !== undefined) inspectThumbnail(spot.value, spot.path, spot.report, 'single');
  return spot;
}

/** True when the image is shown square, so that buttons lie side by side. */
export function isSquare(thumbnail: unknown): boolean {
  return isObject(thumbnail) && member(thumbnail, 'fixedRatio') === true;
}

/** An image for basicCard and commerceCard. */
export function thumbnail(fields: Given<Thumbnail>): Thumbnail {
  return sound(
    'thumbnail',
    present<Thumbnail>({ ...fields, altText: altTextOf(fields.altText) }),
    inspectThumbnail,
  );
}

/**
 * The alternative text, which every image needs (house rule: Kakao does not ask for it).
 * @throws KakaoLimitError `advice.altText` where it is blank.
 */
export function altTextOf(altText: string): string {
  if (altText.trim() === '') refuse('advice.altText', '$.altText');
  return altText;
}
