/** A card of label and value rows, like a receipt. Only skills can send it. */
import { type Given, present, sound } from '../build.ts';
import { checkForwardable, checkName, type Inspection, type Place, type Spot } from '../inspect.ts';
import { lineCount, textMember } from '../json.ts';
import { LIMITS } from '../limits.ts';
import { inspectButtons, type WithButtons } from './button.ts';
import {
  type ItemImageTitle,
  type ItemProfile,
  type ItemRow,
  type ItemThumbnail,
  inspectHeads,
  inspectItemList,
  inspectItemThumbnail,
  inspectSummary,
} from './itemCardParts.ts';

/** Rows (1–10, in a carousel 1–5) with at most one of head and profile; set the layout of buttons. */
export interface ItemCard extends WithButtons {
  readonly itemList: readonly ItemRow[];
  readonly thumbnail?: ItemThumbnail;
  readonly head?: { readonly title: string };
  readonly profile?: ItemProfile;
  readonly imageTitle?: ItemImageTitle;
  readonly itemListAlignment?: 'left' | 'right';
  /** The sum line: title ≤ 6 characters, description an amount of ≤ 14 ('12,000원'). */
  readonly itemListSummary?: ItemRow;
  readonly title?: string;
  /** Needs a title; both together ≤ 200 characters (100 in a carousel) and ≤ 12 lines. */
  readonly description?: string;
  readonly forwardable?: boolean;
}
/** An item card as an output. */
export interface ItemCardOutput {
  readonly itemCard: ItemCard;
}
/** What an author gives for an item card. */
export interface ItemCardFields extends Omit<ItemCard, 'head'> {
  /** One line. */
  readonly head?: string;
}

function checkTexts({ value, path, report }: Spot, place: Place): void {
  const title = textMember(value, 'title');
  const description = textMember(value, 'description');
  if (description !== undefined && title === undefined) report('itemCard.title.required', `${path}.title`);
  const length = (title?.length ?? 0) + (description?.length ?? 0);
  const rule = place === 'single' ? 'itemCard.text.sum' : 'itemCard.text.sum.carousel';
  if (length > LIMITS[rule].value) report(rule, path, `${length} characters`);
  const lines = lineCount(title) + lineCount(description);
  if (lines > LIMITS['itemCard.text.lines'].value) report('itemCard.text.lines', path, `${lines} lines`);
}

/** Rules of itemCard. */
export const inspectItemCard: Inspection = (value, path, report, place) => {
  const spot = { value, path, report };
  const alignments = LIMITS['itemCard.itemListAlignment.value'].value;
  inspectItemThumbnail(spot, place);
  inspectHeads(spot);
  inspectItemList(spot, place);
  checkName(spot, 'itemListAlignment', alignments, 'itemCard.itemListAlignment.value');
  inspectSummary(spot);
  checkTexts(spot, place);
  checkForwardable(spot);
  inspectButtons(spot);
};

/** One item card; its buttons lie under each other unless told otherwise. */
export function itemCard({ head, buttonLayout, ...fields }: Given<ItemCardFields>): ItemCardOutput {
  const card = present<ItemCard>({
    ...fields,
    head: head === undefined ? undefined : { title: head },
    buttonLayout: buttonLayout ?? (fields.buttons === undefined ? undefined : 'vertical'),
  });
  return { itemCard: sound('itemCard', card, inspectItemCard) };
}
