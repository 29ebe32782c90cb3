/** A bubble that is an image. */
import { sound } from '../build.ts';
import { type Inspection, limitLength, requireUrl } from '../inspect.ts';
import { altTextOf } from './thumbnail.ts';

/** An image with what a screen reader says in its place (≤ 50 characters). */
export interface SimpleImage {
  readonly imageUrl: string;
  readonly altText: string;
}
/** An image as an output. */
export interface SimpleImageOutput {
  readonly simpleImage: SimpleImage;
}

/** Rules of simpleImage. */
export const inspectSimpleImage: Inspection = (value, path, report) => {
  const spot = { value, path, report };
  requireUrl(spot, 'imageUrl', 'simpleImage.imageUrl.required', 'simpleImage.imageUrl.format');
  limitLength(spot, 'altText', 'altText.length');
};

/** One image bubble. */
export function simpleImage({ imageUrl, altText }: SimpleImage): SimpleImageOutput {
  const image: SimpleImage = { imageUrl, altText: altTextOf(altText) };
  return { simpleImage: sound('simpleImage', image, inspectSimpleImage) };
}
