/** Buttons under a card, and how they are laid out. */
import { type Given, present, sound } from '../build.ts';
import {
  checkExtra,
  checkName,
  checkUrl,
  type Inspection,
  limitLength,
  requireText,
  type Spot,
  spotsIn,
} from '../inspect.ts';
import { isObject, member } from '../json.ts';
import { BUTTON_LABEL_MAX, BUTTON_LABEL_SIDE_BY_SIDE_MAX, LIMITS } from '../limits.ts';

/** Data that comes back as `action.clientExtra` when the citizen presses; plain JSON. */
export type Extra = Readonly<Record<string, unknown>>;

/** Opens the browser; nothing is sent to the skill. */
export interface WebLinkButton {
  readonly action: 'webLink';
  readonly label: string;
  readonly webLinkUrl: string;
}
/** Sends `messageText` as the citizen's words; normal block matching follows. */
export interface MessageButton {
  readonly action: 'message';
  readonly label: string;
  readonly messageText: string;
  readonly extra?: Extra;
}
/** Runs a block; `messageText`, else `label`, is shown as the citizen's words. */
export interface BlockButton {
  readonly action: 'block';
  readonly label: string;
  readonly blockId: string;
  readonly messageText?: string;
  readonly extra?: Extra;
}
/** Dials. Not shown on a PC: the number must stand in a text as well. */
export interface PhoneButton {
  readonly action: 'phone';
  readonly label: string;
  readonly phoneNumber: string;
}
/** Passes the bubble on. */
export interface ShareButton {
  readonly action: 'share';
  readonly label: string;
}
/** Switches the room to the channel's 1:1 chat; the skill never learns that it was pressed. */
export interface OperatorButton {
  readonly action: 'operator';
  readonly label: string;
}
/** One button; label ≤ 14 characters, ≤ 8 when two stand side by side. */
export type Button = WebLinkButton | MessageButton | BlockButton | PhoneButton | ShareButton | OperatorButton;

/** How buttons lie: up to 3 under each other, or up to 2 side by side. */
export type ButtonLayout = 'vertical' | 'horizontal';

/** Buttons as a card holds them. */
export interface WithButtons {
  readonly buttons?: readonly Button[];
  readonly buttonLayout?: ButtonLayout;
}

/** What a pressed button says and carries. */
export interface Press {
  readonly messageText?: string;
  readonly extra?: Extra;
}

function checkPhoneNumber(spot: Spot): void {
  const number = requireText(spot, 'phoneNumber', 'button.phoneNumber.required');
  if (number === undefined) return;
  const wellFormed = /^[\d-]+$/.test(number) && /\d-*\d/.test(number);
  if (!wellFormed) spot.report('button.phoneNumber.format', `${spot.path}.phoneNumber`);
}

function checkWebLink(spot: Spot): void {
  if (requireText(spot, 'webLinkUrl', 'button.webLinkUrl.required') === undefined) return;
  checkUrl(spot, 'webLinkUrl', 'button.webLinkUrl.format');
}

function checkAction(spot: Spot): void {
  switch (member(spot.value, 'action')) {
    case 'webLink':
      checkWebLink(spot);
      break;
    case 'message':
      requireText(spot, 'messageText', 'button.messageText.required');
      break;
    case 'block':
      requireText(spot, 'blockId', 'button.blockId.required');
      break;
    case 'phone':
      checkPhoneNumber(spot);
      break;
    case 'share':
    case 'operator':
    case 'osLink': // of the older contract: still taken, never built here
      break;
    default:
      spot.report('button.action.value', `${spot.path}.action`);
  }
}

function inspectSpot(spot: Spot, sideBySide: boolean): void {
  requireText(spot, 'label', 'button.label.required');
  const fits = limitLength(spot, 'label', 'button.label.length');
  if (fits && sideBySide) limitLength(spot, 'label', 'button.label.length.horizontal');
  checkAction(spot);
  checkExtra(spot);
}

/** Rules of one button. */
export const inspectButton: Inspection = (value, path, report) => inspectSpot({ value, path, report }, false);

function layoutOf(spot: Spot, squareImage: boolean): ButtonLayout {
  const asked = member(spot.value, 'buttonLayout');
  if (asked === 'vertical' || asked === 'horizontal') return asked;
  return squareImage ? 'horizontal' : 'vertical';
}

/**
 * Rules of a card's buttons. Without a layout of its own a card with a square image (`fixedRatio: true`) lays
 * them side by side, any other under each other.
 */
export function inspectButtons(spot: Spot, squareImage = false): void {
  const { value, path, report } = spot;
  checkName(spot, 'buttonLayout', LIMITS['buttonLayout.value'].value, 'buttonLayout.value');
  const buttons = member(value, 'buttons');
  if (buttons === undefined) return;
  if (!Array.isArray(buttons) || !buttons.every(isObject)) {
    report('buttons.type', `${path}.buttons`);
    return;
  }
  const layout = layoutOf(spot, squareImage);
  const rule = `buttons.count.${layout}` as const;
  if (buttons.length > LIMITS[rule].value) report(rule, `${path}.buttons`, String(buttons.length));
  const sideBySide = layout === 'horizontal' && buttons.length === 2;
  for (const button of spotsIn(spot, 'buttons')) inspectSpot(button, sideBySide);
}

/** True when two labels are short enough to stand side by side. */
export function fitSideBySide(list: readonly Button[]): boolean {
  return list.length <= 2 && list.every((button) => button.label.length <= BUTTON_LABEL_SIDE_BY_SIDE_MAX);
}

/** True when a text is short enough for the label of a button. */
export function fitsLabel(text: string): boolean {
  return text.trim() !== '' && text.length <= BUTTON_LABEL_MAX;
}

function build<T extends Button>(fields: Given<T>): T {
  return sound('button', present<T>(fields), inspectButton);
}

/** Builders of buttons. Each throws KakaoLimitError on a label, address or number that Kakao would cut or drop. */
export const buttons = {
  webLink: (label: string, url: string): WebLinkButton =>
    build<WebLinkButton>({ action: 'webLink', label, webLinkUrl: url }),
  /** Without a `messageText` the label is sent. */
  message: (label: string, press: Given<Press> = {}): MessageButton =>
    build<MessageButton>({
      action: 'message',
      label,
      messageText: press.messageText ?? label,
      extra: press.extra,
    }),
  block: (label: string, blockId: string, press: Given<Press> = {}): BlockButton =>
    build<BlockButton>({
      action: 'block',
      label,
      blockId,
      messageText: press.messageText,
      extra: press.extra,
    }),
  phone: (label: string, phoneNumber: string): PhoneButton =>
    build<PhoneButton>({ action: 'phone', label, phoneNumber }),
  share: (label: string): ShareButton => build<ShareButton>({ action: 'share', label }),
  operator: (label = '상담직원 연결'): OperatorButton => build<OperatorButton>({ action: 'operator', label }),
} as const;
