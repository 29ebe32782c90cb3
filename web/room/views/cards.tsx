/** Text, basic and commerce cards; and the choice of a card's view. */

import type { BasicCard, Card, CommerceCard, TextCard } from '../bubbles/model.ts';
import { type CardProps, Foot } from './buttons.tsx';
import { ItemCardView } from './itemCard.tsx';
import { ListCardView } from './listCard.tsx';
import { PictureView } from './pictureView.tsx';

/** Any card. */
export function CardView({ card, handlers }: CardProps<Card>) {
  switch (card.kind) {
    case 'textCard':
      return <TextCardView card={card} handlers={handlers} />;
    case 'basicCard':
      return <BasicCardView card={card} handlers={handlers} />;
    case 'commerceCard':
      return <CommerceCardView card={card} handlers={handlers} />;
    case 'listCard':
      return <ListCardView card={card} handlers={handlers} />;
    case 'itemCard':
      return <ItemCardView card={card} handlers={handlers} />;
  }
}

function TextCardView({ card, handlers }: CardProps<TextCard>) {
  return (
    <div class="card text-card">
      <Words title={card.title} description={card.description} />
      <Foot card={card} handlers={handlers} />
    </div>
  );
}

function BasicCardView({ card, handlers }: CardProps<BasicCard>) {
  return (
    <div class="card basic-card">
      {card.picture && <PictureView picture={card.picture} />}
      <Words title={card.title} description={card.description} />
      <Foot card={card} handlers={handlers} />
    </div>
  );
}

function Words({ title, description }: { title?: string | undefined; description?: string | undefined }) {
  if (title === undefined && description === undefined) return null;
  return (
    <div class="words">
      {title !== undefined && <p class="title">{title}</p>}
      {description !== undefined && <p class="description">{description}</p>}
    </div>
  );
}

const won = (amount: number): string => `${amount.toLocaleString('ko-KR')}원`;

function CommerceCardView({ card, handlers }: CardProps<CommerceCard>) {
  return (
    <div class="card commerce-card">
      {card.picture && <PictureView picture={card.picture} />}
      {card.profile && (
        <p class="profile">
          {card.profile.picture && <PictureView picture={card.profile.picture} shape="round" />}
          {card.profile.name}
        </p>
      )}
      <Price {...card} />
      <Words title={card.title} description={card.description} />
      <Foot card={card} handlers={handlers} />
    </div>
  );
}

function Price({ price, pays, discount }: { price: number; pays: number; discount?: string }) {
  return (
    <p class="price">
      {discount !== undefined && <span class="discount">{discount}</span>}
      <strong>{won(pays)}</strong>
      {pays !== price && (
        <span class="was">
          <span class="unseen">할인 전 </span>
          <s>{won(price)}</s>
        </span>
      )}
    </p>
  );
}
