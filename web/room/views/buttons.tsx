/** Buttons of cards, and the quick replies. */

import type { Button, Deed } from '../bubbles/model.ts';
import { doDeed, type Handlers } from './deeds.ts';
import { Icon } from './icon.tsx';

/** What every card view gets beside its card. */
export interface CardProps<Card> {
  readonly card: Card;
  readonly handlers: Handlers;
}

/** The buttons at a card's foot, one under the other or two side by side. */
export function Foot({
  card,
  handlers,
}: CardProps<{ buttons: readonly Button[]; sideBySide: boolean; forwardable: boolean }>) {
  if (card.forwardable) {
    return (
      <button type="button" class="forward" onClick={() => doDeed({ kind: 'share' }, handlers)}>
        <Icon name="forward" />
        <span class="unseen">전달</span>
      </button>
    );
  }
  if (card.buttons.length === 0) return null;
  return (
    <div class={card.sideBySide ? 'buttons side-by-side' : 'buttons'}>
      {card.buttons.map((button, n) => (
        <DeedButton key={n} {...button} class="button" handlers={handlers} />
      ))}
    </div>
  );
}

interface DeedButtonProps {
  readonly label: string;
  readonly deed: Deed;
  readonly class: string;
  readonly handlers: Handlers;
}

/** A link where the deed is a link, else a button. Phone buttons are hidden on a PC, as in KakaoTalk. */
function DeedButton({ label, deed, class: name, handlers }: DeedButtonProps) {
  if (deed.kind === 'link') {
    return (
      <a class={name} href={deed.url} target="_blank" rel="noopener noreferrer">
        {label}
      </a>
    );
  }
  if (deed.kind === 'phone') {
    return (
      <a class={`${name} phone-only`} href={`tel:${deed.number.replace(/[^\d+*#]/g, '')}`}>
        {label}
      </a>
    );
  }
  return (
    <button type="button" class={name} onClick={() => doDeed(deed, handlers)}>
      {label}
    </button>
  );
}

/** The row of pills under the newest reply. */
export function QuickReplies({ replies, handlers }: { replies: readonly Button[]; handlers: Handlers }) {
  if (replies.length === 0) return null;
  return (
    <ul class="quick-replies" aria-label="바로 답하기">
      {replies.map((reply, n) => (
        <li key={n}>
          <DeedButton {...reply} class="pill" handlers={handlers} />
        </li>
      ))}
    </ul>
  );
}
