/** Cards side by side: swiped on a phone, moved by two arrows with a mouse, by arrow keys or Tab with a keyboard. */

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Carousel } from '../bubbles/model.ts';
import type { CardProps } from './buttons.tsx';
import { CardView } from './cards.tsx';
import { Icon } from './icon.tsx';
import { PictureView } from './pictureView.tsx';

/** Ways in which more cards lie beyond the edge. */
interface Beyond {
  readonly left: boolean;
  readonly right: boolean;
}

/** Rounding of scroll positions, px. */
const SLACK = 2;

function beyond({ scrollLeft, clientWidth, scrollWidth }: HTMLElement): Beyond {
  return { left: scrollLeft > SLACK, right: scrollLeft + clientWidth < scrollWidth - SLACK };
}

/** A carousel. */
export function CarouselView({ card: carousel, handlers }: CardProps<Carousel>) {
  const track = useRef<HTMLUListElement>(null);
  const [more, setMore] = useState<Beyond>({ left: false, right: false });
  const look = (): void => {
    if (track.current) setMore(beyond(track.current));
  };
  useLayoutEffect(look, [carousel]);
  const move = (direction: 1 | -1) => () => {
    const width = track.current?.firstElementChild?.clientWidth ?? 0;
    track.current?.scrollBy({ left: direction * (width + 8) });
  };
  return (
    <div class="carousel">
      <ul
        class="track"
        ref={track}
        onScroll={look}
        aria-label={`카드 ${carousel.cards.length}장`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
        tabIndex={0}
      >
        {carousel.header && (
          <li>
            <Header {...carousel.header} />
          </li>
        )}
        {carousel.cards.map((card, n) => (
          <li key={n}>
            <CardView card={card} handlers={handlers} />
          </li>
        ))}
      </ul>
      {more.left && <Arrow name="left" label="이전 카드" move={move(-1)} />}
      {more.right && <Arrow name="right" label="다음 카드" move={move(1)} />}
    </div>
  );
}

function Arrow({ name, label, move }: { name: 'left' | 'right'; label: string; move: () => void }) {
  return (
    <button type="button" class={`arrow ${name}`} onClick={move}>
      <Icon name={name} />
      <span class="unseen">{label}</span>
    </button>
  );
}

function Header({ title, description, picture }: NonNullable<Carousel['header']>) {
  return (
    <div class="card carousel-header">
      {picture && <PictureView picture={picture} />}
      <div class="words">
        <p class="title">{title}</p>
        {description !== undefined && <p class="description">{description}</p>}
      </div>
    </div>
  );
}
