/** A card with an image. */
import { type Given, present, sound } from '../build.ts';
import { checkForwardable, type Inspection, limitLength, limitLines } from '../inspect.ts';
import { member, objectMember } from '../json.ts';
import { inspectButtons, type WithButtons } from './button.ts';
import { inspectThumbnailOf, isSquare, type Thumbnail } from './thumbnail.ts';

/** Image with title (≤ 50) and description (≤ 230); two lines each in a carousel. */
export interface BasicCard extends WithButtons {
  readonly thumbnail: Thumbnail;
  readonly title?: string;
  readonly description?: string;
  readonly forwardable?: boolean;
}
/** A basic card as an output. */
export interface BasicCardOutput {
  readonly basicCard: BasicCard;
}

/** Rules of basicCard. */
export const inspectBasicCard: Inspection = (value, path, report, place) => {
  const spot = { value, path, report };
  if (objectMember(value, 'thumbnail') === undefined)
    report('basicCard.thumbnail.required', `${path}.thumbnail`);
  else inspectThumbnailOf(spot);
  limitLength(spot, 'title', 'basicCard.title.length');
  limitLength(spot, 'description', 'basicCard.description.length');
  if (place === 'carousel') {
    limitLines(spot, 'title', 'basicCard.title.lines.carousel');
    limitLines(spot, 'description', 'basicCard.description.lines.carousel');
  }
  checkForwardable(spot);
  inspectButtons(spot, isSquare(member(value, 'thumbnail')));
};

/** One basic card. */
export function basicCard(fields: Given<BasicCard>): BasicCardOutput {
  return { basicCard: sound('basicCard', present<BasicCard>(fields), inspectBasicCard) };
}
