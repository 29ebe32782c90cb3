/** One ticket in the queue. */

import type { BoardTicket } from '../../../lib/staff/api.ts';
import { waitedMs } from '../queue.ts';
import { aboutWord, byWord, lasting, OUTCOME_WORD, STATE_WORD } from '../words.ts';
import type { ViewProps } from './app.tsx';
import { LevelMark, Tag } from './marks.tsx';
import { Time } from './time.tsx';

/** A link, so that a ticket can be opened in a tab of its own. */
export function Row({ ticket, state, handlers }: ViewProps & { ticket: BoardTicket }) {
  const isOpen = state.open?.ticket?.id === ticket.id || state.open?.wanted === ticket.id;
  return (
    <li data-row={ticket.id} class={`row row-${ticket.state}`}>
      <a
        href={`/staff?ticket=${encodeURIComponent(ticket.id)}`}
        aria-current={isOpen ? 'true' : undefined}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          handlers.open(ticket.id);
        }}
      >
        <RowHead ticket={ticket} state={state} />
        <span class="row-about">{aboutWord(ticket)}</span>
        {ticket.preview !== '' && <span class="row-preview">{ticket.preview}</span>}
        <RowTags ticket={ticket} state={state} />
      </a>
    </li>
  );
}

type RowPart = { ticket: BoardTicket; state: ViewProps['state'] };

function RowHead({ ticket, state }: RowPart) {
  return (
    <span class="row-head">
      <strong class="number">{ticket.number}</strong>
      <RowStand ticket={ticket} state={state} />
    </span>
  );
}

/** How it stands: level and wait, who has it, or how it ended. */
function RowStand({ ticket, state }: RowPart) {
  if (ticket.state === 'waiting') {
    return (
      <span class="row-stand">
        <LevelMark level={ticket.level} /> {lasting(waitedMs(state.queue, ticket, state.now))}
      </span>
    );
  }
  if (ticket.state === 'claimed') {
    const mine = ticket.claimedBy === state.me?.id;
    return (
      <span class={mine ? 'row-stand row-mine' : 'row-stand'}>
        {mine ? '내가 맡음' : `${byWord(ticket.claimedBy ?? '', undefined)}이 맡음`}
      </span>
    );
  }
  return (
    <span class="row-stand">
      {STATE_WORD[ticket.state]}
      {ticket.closedAt !== undefined && (
        <>
          {' '}
          <Time at={ticket.closedAt} now={state.now} />
        </>
      )}
    </span>
  );
}

function RowTags({ ticket, state }: RowPart) {
  const draft = state.drafts[ticket.id];
  const tags = [
    state.queue.fresh.includes(ticket.id) && <Tag tone="new">새로 옴</Tag>,
    ticket.words === 'crisis' && <Tag tone="crisis">위기 신호</Tag>,
    ticket.words === 'abusive' && <Tag tone="warn">거친 말</Tag>,
    ticket.department !== undefined && <Tag>{ticket.department}</Tag>,
    ticket.before > 0 && <Tag>이전 상담 {ticket.before}건</Tag>,
    ticket.later !== undefined && <Tag tone="warn">다시 요청함 {ticket.later.number}</Tag>,
    ticket.byHand && <Tag>직접 연 상담</Tag>,
    ticket.answerWaits && <Tag tone="good">답변 기다림</Tag>,
    ticket.outcome !== undefined && <Tag>{OUTCOME_WORD[ticket.outcome]}</Tag>,
    draft !== undefined && <Tag tone="warn">쓰던 글 있음</Tag>,
  ].filter((tag) => tag !== false);
  return tags.length === 0 ? null : <span class="row-tags">{tags}</span>;
}
