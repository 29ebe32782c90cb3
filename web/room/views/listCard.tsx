/** The list card. */

import type { ListCard, Row } from '../bubbles/model.ts';
import { type CardProps, Foot } from './buttons.tsx';
import { doDeed, type Handlers } from './deeds.ts';
import { PictureView } from './pictureView.tsx';

/** A header, rows that can be pressed, buttons. */
export function ListCardView({ card, handlers }: CardProps<ListCard>) {
  return (
    <div class="card list-card">
      <p class="list-header">{card.header}</p>
      <ul class="rows">
        {card.rows.map((row, n) => (
          <li key={n}>
            <RowView row={row} handlers={handlers} />
          </li>
        ))}
      </ul>
      <Foot card={card} handlers={handlers} />
    </div>
  );
}

function RowView({ row, handlers }: { row: Row; handlers: Handlers }) {
  const { deed } = row;
  if (deed === undefined) return <div class="row">{<RowWords row={row} />}</div>;
  if (deed.kind === 'link') {
    return (
      <a class="row" href={deed.url} target="_blank" rel="noopener noreferrer">
        <RowWords row={row} />
      </a>
    );
  }
  return (
    <button type="button" class="row" onClick={() => doDeed(deed, handlers)}>
      <RowWords row={row} />
    </button>
  );
}

function RowWords({ row }: { row: Row }) {
  return (
    <>
      <span class="row-words">
        <span class="row-title">{row.title}</span>
        {row.description !== undefined && <span class="row-description">{row.description}</span>}
      </span>
      {row.picture && <PictureView picture={row.picture} shape="small" />}
    </>
  );
}
