/** A card of title, text and buttons. */
import { type Given, present, sound } from '../build.ts';
import { checkForwardable, type Inspection, limitLength, type Spot } from '../inspect.ts';
import { textMember } from '../json.ts';
import { LIMITS } from '../limits.ts';
import { inspectButtons, type WithButtons } from './button.ts';

/** Title (≤ 50) or description or both: ≤ 400 together, description ≤ 128 in a carousel. */
export interface TextCard extends WithButtons {
  readonly title?: string;
  readonly description?: string;
  readonly forwardable?: boolean;
}
/** A text card as an output. */
export interface TextCardOutput {
  readonly textCard: TextCard;
}

function checkSum({ value, path, report }: Spot): void {
  const length = (textMember(value, 'title')?.length ?? 0) + (textMember(value, 'description')?.length ?? 0);
  if (length > LIMITS['textCard.text.sum'].value) report('textCard.text.sum', path, `${length} characters`);
}

function checkTexts(spot: Spot, single: boolean): void {
  const titleFits = limitLength(spot, 'title', 'textCard.title.length');
  if (!single) {
    limitLength(spot, 'description', 'textCard.description.length.carousel');
    return;
  }
  const descriptionFits = limitLength(spot, 'description', 'textCard.description.length');
  if (titleFits && descriptionFits) checkSum(spot);
}

/** Rules of textCard. */
export const inspectTextCard: Inspection = (value, path, report, place) => {
  const spot = { value, path, report };
  const empty = textMember(value, 'title') === undefined && textMember(value, 'description') === undefined;
  if (empty) report('textCard.text.required', path);
  checkTexts(spot, place === 'single');
  checkForwardable(spot);
  inspectButtons(spot);
};

/** One text card. */
export function textCard(fields: Given<TextCard>): TextCardOutput {
  return { textCard: sound('textCard', present<TextCard>(fields), inspectTextCard) };
}
