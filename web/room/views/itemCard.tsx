/** The item card. */

import type { ItemCard } from '../bubbles/model.ts';
import { type CardProps, Foot } from './buttons.tsx';
import { PictureView } from './pictureView.tsx';

/** Head or profile, pictures, pairs, sum, text, buttons: in KakaoTalk's order. */
export function ItemCardView({ card, handlers }: CardProps<ItemCard>) {
  return (
    <div class="card item-card">
      {card.head !== undefined && <p class="item-head">{card.head}</p>}
      {card.profile && (
        <p class="profile">
          {card.profile.picture && <PictureView picture={card.profile.picture} shape="round" />}
          {card.profile.name}
        </p>
      )}
      {card.picture && <PictureView picture={card.picture} />}
      {card.imageTitle && <ImageTitle {...card.imageTitle} />}
      <Pairs card={card} />
      {(card.title !== undefined || card.description !== undefined) && (
        <div class="words">
          {card.title !== undefined && <p class="title">{card.title}</p>}
          {card.description !== undefined && <p class="description">{card.description}</p>}
        </div>
      )}
      <Foot card={card} handlers={handlers} />
    </div>
  );
}

function ImageTitle({ title, description, picture }: NonNullable<ItemCard['imageTitle']>) {
  return (
    <div class="image-title">
      <div>
        <p class="title">{title}</p>
        {description !== undefined && <p class="description">{description}</p>}
      </div>
      {picture && <PictureView picture={picture} shape="small" />}
    </div>
  );
}

function Pairs({ card: { items, summary, alignRight } }: { card: ItemCard }) {
  return (
    <dl class={alignRight ? 'pairs right' : 'pairs'}>
      {items.map(({ title, description }, n) => (
        <div key={n}>
          <dt>{title}</dt>
          <dd>{description}</dd>
        </div>
      ))}
      {summary && (
        <div class="summary">
          <dt>{summary.title}</dt>
          <dd>{summary.description}</dd>
        </div>
      )}
    </dl>
  );
}
