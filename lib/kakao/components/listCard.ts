/** A card of rows that can be pressed. */
import { type Given, present, sound } from '../build.ts';
import {
  checkExtra,
  checkForwardable,
  checkUrl,
  type Inspection,
  limitCount,
  requireText,
  spotAt,
  spotsIn,
} from '../inspect.ts';
import { member } from '../json.ts';
import { type Extra, inspectButtons, type Press, type WithButtons } from './button.ts';
import { inspectLink, type Link } from './thumbnail.ts';

interface RowText {
  readonly title: string;
  readonly description?: string;
  /** Small square image at the right; decoration only, as a row has no alternative text. */
  readonly imageUrl?: string;
}
/** A row that sends `messageText` as the citizen's words. */
export interface MessageListItem extends RowText {
  readonly action: 'message';
  readonly messageText: string;
  readonly extra?: Extra;
}
/** A row that runs a block; its title goes out as the citizen's words. */
export interface BlockListItem extends RowText {
  readonly action: 'block';
  readonly blockId: string;
  readonly extra?: Extra;
}
/** A row that opens the browser. */
export interface LinkListItem extends RowText {
  readonly link: Link;
}
/** One row; about 18 characters of title and 24 of description fit a line (seen, not published). */
export type ListItem = MessageListItem | BlockListItem | LinkListItem | RowText;

/** 1–5 rows under a header (1–4 in a carousel). */
export interface ListCard extends WithButtons {
  readonly header: { readonly title: string };
  readonly items: readonly ListItem[];
  readonly forwardable?: boolean;
}
/** A list card as an output. */
export interface ListCardOutput {
  readonly listCard: ListCard;
}
/** What an author gives for a list card. */
export interface ListCardFields extends Omit<ListCard, 'header'> {
  readonly header: string;
}

/** Rules of one row. */
export const inspectListItem: Inspection = (value, path, report) => {
  const spot = { value, path, report };
  requireText(spot, 'title', 'listItem.title.required');
  const action = member(value, 'action');
  if (action === 'block') requireText(spot, 'blockId', 'listItem.blockId.required');
  else if (action === 'message') requireText(spot, 'messageText', 'listItem.messageText.required');
  else if (action !== undefined) report('listItem.action.value', `${path}.action`);
  checkUrl(spot, 'imageUrl', 'listItem.imageUrl.format');
  inspectLink(spot);
  checkExtra(spot);
};

/** Rules of listCard. */
export const inspectListCard: Inspection = (value, path, report, place) => {
  const spot = { value, path, report };
  const header = spotAt(spot, 'header') ?? { value: {}, path: `${path}.header`, report };
  requireText(header, 'title', 'listCard.header.required');
  limitCount(spot, 'items', place === 'single' ? 'listCard.items.count' : 'listCard.items.count.carousel');
  for (const item of spotsIn(spot, 'items')) inspectListItem(item.value, item.path, item.report, place);
  checkForwardable(spot);
  inspectButtons(spot);
};

function build<T extends ListItem>(fields: Given<T>): T {
  return sound('listItem', present<T>(fields), inspectListItem);
}

type More = Given<Omit<RowText, 'title'>>;

/** Builders of rows. */
export const listItem = {
  /** Without a `messageText` the title is sent. */
  message: (title: string, more: More & Given<Press> = {}): MessageListItem =>
    build<MessageListItem>({ ...more, title, action: 'message', messageText: more.messageText ?? title }),
  block: (title: string, blockId: string, more: More & Given<Pick<Press, 'extra'>> = {}): BlockListItem =>
    build<BlockListItem>({ ...more, title, action: 'block', blockId }),
  link: (title: string, url: string, more: More = {}): LinkListItem =>
    build<LinkListItem>({ ...more, title, link: { web: url } }),
  plain: (title: string, more: More = {}): RowText => build<RowText>({ ...more, title }),
} as const;

/** One list card. */
export function listCard({ header, ...fields }: Given<ListCardFields>): ListCardOutput {
  const card = present<ListCard>({ ...fields, header: { title: header } });
  return { listCard: sound('listCard', card, inspectListCard) };
}
