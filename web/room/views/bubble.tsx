/** One bubble of the channel. */

import { useRef } from 'preact/hooks';
import type { Bubble } from '../bubbles/model.ts';
import type { CardProps } from './buttons.tsx';
import { CardView } from './cards.tsx';
import { CarouselView } from './carousel.tsx';
import { Icon } from './icon.tsx';
import { Linked } from './linked.tsx';
import { PictureView } from './pictureView.tsx';

/** KakaoTalk shows 500 characters of a text, the rest behind '전체 보기' (format page). */
const SHOWN = 500;

/** Any bubble. */
export function BubbleView({ card: bubble, handlers }: CardProps<Bubble>) {
  switch (bubble.kind) {
    case 'text':
      return <TextBubble text={bubble.text} />;
    case 'image':
      return (
        <div class="card image-bubble">
          <PictureView picture={bubble.picture} />
        </div>
      );
    case 'carousel':
      return <CarouselView card={bubble} handlers={handlers} />;
    default:
      return <CardView card={bubble} handlers={handlers} />;
  }
}

/** A text; addresses in it are links. */
export function TextBubble({ text }: { text: string }) {
  if (text.length <= SHOWN) {
    return (
      <p class="bubble">
        <Linked text={text} />
      </p>
    );
  }
  return <LongText text={text} />;
}

function LongText({ text }: { text: string }) {
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <div class="bubble long">
      <p>
        <Linked text={`${text.slice(0, SHOWN)}…`} />
      </p>
      <button type="button" class="see-all" onClick={() => dialog.current?.showModal()}>
        전체 보기 <Icon name="right" />
      </button>
      <dialog class="full-text" ref={dialog} aria-label="전체 보기">
        <form method="dialog" class="dialog-bar">
          <strong>전체 보기</strong>
          <button type="submit" class="plain">
            <Icon name="close" />
            <span class="unseen">닫기</span>
          </button>
        </form>
        <p>
          <Linked text={text} />
        </p>
      </dialog>
    </div>
  );
}
