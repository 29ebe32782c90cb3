/** Quick replies: pressable words under the last bubble. */
import { type Given, present, sound } from '../build.ts';
import { type Inspection, requireText } from '../inspect.ts';
import { member } from '../json.ts';
import { QUICK_REPLY_LABEL_MAX } from '../limits.ts';
import { shorten } from '../text.ts';
import type { Extra, Press } from './button.ts';

/** Sends `messageText` as the citizen's words. */
export interface MessageQuickReply {
  readonly action: 'message';
  readonly label: string;
  readonly messageText: string;
  readonly extra?: Extra;
}
/** Runs a block. */
export interface BlockQuickReply {
  readonly action: 'block';
  readonly label: string;
  readonly blockId: string;
  readonly messageText?: string;
  readonly extra?: Extra;
}
/** One quick reply; no length is published, phones cut labels at about 14 characters. */
export type QuickReply = MessageQuickReply | BlockQuickReply;

/** Rules of one quick reply. */
export const inspectQuickReply: Inspection = (value, path, report) => {
  const spot = { value, path, report };
  requireText(spot, 'label', 'quickReply.label.required');
  const action = member(value, 'action');
  if (action === 'message') requireText(spot, 'messageText', 'quickReply.messageText.required');
  else if (action === 'block') requireText(spot, 'blockId', 'quickReply.blockId.required');
  else report('quickReply.action.value', `${path}.action`);
};

function build<T extends QuickReply>(fields: Given<T>): T {
  return sound('quickReply', present<T>(fields), inspectQuickReply);
}

/**
 * Builders of quick replies. A label of more than 14 characters is shortened at a word end; what is sent stays
 * whole.
 */
export const quickReply = {
  /** Without a `messageText` the whole label is sent. */
  message: (label: string, press: Given<Press> = {}): MessageQuickReply =>
    build<MessageQuickReply>({
      action: 'message',
      label: shorten(label, QUICK_REPLY_LABEL_MAX),
      messageText: press.messageText ?? label,
      extra: press.extra,
    }),
  /** Without a `messageText` the whole label is shown as the citizen's words. */
  block: (label: string, blockId: string, press: Given<Press> = {}): BlockQuickReply => {
    const shown = shorten(label, QUICK_REPLY_LABEL_MAX);
    return build<BlockQuickReply>({
      action: 'block',
      label: shown,
      blockId,
      messageText: press.messageText ?? (shown === label ? undefined : label),
      extra: press.extra,
    });
  },
} as const;
