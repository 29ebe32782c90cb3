/** One ticket: how it stands, the talk so far, the work on it, its history. */

import type { TicketView } from '../../../lib/staff/api.ts';
import type { OpenTicket } from '../open-ticket.ts';
import { waitedMs } from '../queue.ts';
import { aboutWord, byWord, lasting, OUTCOME_WORD, STATE_WORD } from '../words.ts';
import type { ViewProps } from './app.tsx';
import { History } from './history.tsx';
import { Icon, LevelMark, Tag } from './marks.tsx';
import { Talk } from './talk.tsx';
import { Time } from './time.tsx';
import { Work } from './work.tsx';

/** What views of a ticket get. */
export interface TicketProps extends ViewProps {
  readonly open: OpenTicket;
  readonly ticket: TicketView;
}

/** The pane, also while there is nothing to show yet. */
export function TicketPane(props: ViewProps & { open: OpenTicket }) {
  const { open, handlers } = props;
  const { ticket, status } = open;
  return (
    <section class="ticket" aria-labelledby="ticket-title" aria-busy={status === 'loading'}>
      <a
        class="back"
        href="/staff"
        onClick={(event) => {
          event.preventDefault();
          handlers.close();
        }}
      >
        <Icon name="back" />
        목록으로
      </a>
      {ticket === undefined ? <Absent {...props} /> : <Whole {...props} ticket={ticket} />}
    </section>
  );
}

function Absent({ open, handlers }: ViewProps & { open: OpenTicket }) {
  const title = {
    loading: '상담을 여는 중이에요',
    ready: '',
    gone: '상담이 없어요',
    failed: '상담을 열지 못했어요',
  };
  return (
    <div class="absent">
      <h1 id="ticket-title" tabIndex={-1}>
        {title[open.status]}
      </h1>
      <p>{open.problem}</p>
      {open.status === 'failed' && (
        <button type="button" onClick={() => handlers.open(open.wanted)}>
          다시 열기
        </button>
      )}
    </div>
  );
}

function Whole(props: TicketProps) {
  return (
    <>
      <Head {...props} />
      <div class="ticket-body">
        <div class="ticket-talk">
          <Crisis {...props} />
          <Talk {...props} />
        </div>
        <div class="ticket-work">
          <Work {...props} />
        </div>
        <div class="ticket-history">
          <History {...props} />
        </div>
      </div>
    </>
  );
}

function Head(props: TicketProps) {
  const { ticket, state } = props;
  return (
    <header class="ticket-head">
      <h1 id="ticket-title" tabIndex={-1}>
        <span class="number">{ticket.number}</span> {aboutWord(ticket)}
      </h1>
      <p class="facts">
        <Stand {...props} />
        {ticket.fieldName !== undefined && ticket.title !== undefined && <span>{ticket.fieldName}</span>}
        <span>
          <Time at={ticket.openedAt} now={state.now} />에 접수
        </span>
        {ticket.department !== undefined && <span>맡을 부서: {ticket.department}</span>}
        {ticket.words === 'abusive' && <Tag tone="warn">거친 말</Tag>}
        {ticket.words === 'crisis' && <Tag tone="crisis">위기 신호</Tag>}
      </p>
    </header>
  );
}

function Stand({ ticket, state }: TicketProps) {
  if (ticket.state === 'waiting') {
    return (
      <span>
        <LevelMark level={ticket.level} /> {lasting(waitedMs(state.queue, ticket, state.now))} 기다림
      </span>
    );
  }
  if (ticket.state === 'claimed') {
    const who = byWord(ticket.claimedBy ?? '', state.me?.id);
    return <strong>{who === '나' ? '내가 맡음' : `${who}이 맡음`}</strong>;
  }
  return (
    <strong>
      {STATE_WORD[ticket.state]}
      {ticket.outcome !== undefined && ` · ${OUTCOME_WORD[ticket.outcome]}`}
    </strong>
  );
}

/** Numbers at hand where a citizen's words spoke of danger; the words themselves are kept nowhere. */
function Crisis({ ticket, state }: TicketProps) {
  if (ticket.words !== 'crisis') return null;
  return (
    <aside class="notice notice-crisis" aria-labelledby="crisis-title">
      <h2 id="crisis-title">위기 신호가 있었어요</h2>
      <p>그 말은 어디에도 남기지 않아요. 시민과 이야기할 때 아래 번호를 먼저 안내해 주세요.</p>
      <ul class="crisis-list">
        {state.config?.crisis.map(({ number, label }) => (
          <li key={number}>
            <a href={`tel:${number}`}>
              <strong>{number}</strong> {label}
            </a>
          </li>
        ))}
      </ul>
    </aside>
  );
}
