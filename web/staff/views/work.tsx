/** What can be done with the ticket now; each part only where it works. */

import { byWord, left } from '../words.ts';
import { Answer, AnswerLeft } from './answer.tsx';
import { Note } from './note.tsx';
import type { TicketProps } from './ticket.tsx';

/** Problem, warning, doings, answer, note: in this order. */
export function Work(props: TicketProps) {
  const { ticket, open, state } = props;
  const mine = ticket.state === 'claimed' && ticket.claimedBy === state.me?.id;
  return (
    <>
      <div role="alert">
        {open.problem !== undefined && (
          <div class="notice notice-warn">
            <p>{open.problem}</p>
          </div>
        )}
      </div>
      {mine && <IdleWarning {...props} />}
      {ticket.state === 'waiting' && <Waiting {...props} />}
      {ticket.state === 'claimed' && !mine && <Others {...props} />}
      {ticket.answer !== undefined && <AnswerLeft {...props} answer={ticket.answer} />}
      {mine && <Answer {...props} />}
      {!mine && <Stranded {...props} />}
      {mine && <Doings {...props} />}
      <Note {...props} />
    </>
  );
}

function Waiting({ handlers, open }: TicketProps) {
  return (
    <div class="doings">
      <button type="button" class="primary" aria-disabled={open.busy === 'claim'} onClick={handlers.claim}>
        {open.busy === 'claim' ? '맡는 중…' : '상담 맡기'}
      </button>
      <button type="button" aria-haspopup="dialog" onClick={() => handlers.dialog('transfer')}>
        부서로 넘기기
      </button>
    </div>
  );
}

function Others({ ticket }: TicketProps) {
  return (
    <p class="notice">
      {byWord(ticket.claimedBy ?? '', undefined)}이 맡은 상담이에요. 읽고 메모를 남길 수 있어요.
    </p>
  );
}

function Doings({ handlers }: TicketProps) {
  return (
    <div class="doings">
      <button type="button" class="strong" aria-haspopup="dialog" onClick={() => handlers.dialog('resolve')}>
        상담 마치기
      </button>
      <button type="button" aria-haspopup="dialog" onClick={() => handlers.dialog('transfer')}>
        부서로 넘기기
      </button>
      <button type="button" aria-haspopup="dialog" onClick={() => handlers.dialog('return')}>
        대기로 돌려놓기
      </button>
    </div>
  );
}

/** The claim goes back to the queue soon. The sentence is read once; the time beside it only seen. */
function IdleWarning({ ticket, state, handlers }: TicketProps) {
  const { warnsAt, returnsAt } = ticket;
  const warns = warnsAt !== undefined && returnsAt !== undefined && state.now >= warnsAt;
  return (
    <div role="alert">
      {warns && (
        <div class="notice notice-warn idle">
          <p>
            한동안 움직임이 없어 이 상담이 곧 대기 목록으로 돌아가요.{' '}
            <strong aria-hidden="true">{left(returnsAt - state.now)} 남음</strong>
          </p>
          <button type="button" class="primary" onClick={handlers.touch}>
            계속 맡기
          </button>
        </div>
      )}
    </div>
  );
}

/** What was typed while the ticket was one's own stays readable after it is not. */
function Stranded({ ticket, state }: TicketProps) {
  const text = state.drafts[ticket.id]?.answer ?? '';
  if (text === '') return null;
  return (
    <div class="notice notice-warn">
      <p>쓰던 답변이 있어요. 아직 남기지 않았어요. 상담을 다시 맡으면 이어서 쓸 수 있어요.</p>
      <p class="kept-text">{text}</p>
    </div>
  );
}
