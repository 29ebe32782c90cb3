/** The written answer: where it goes is said before it is typed. */

import { LENGTH, type TicketView } from '../../../lib/staff/api.ts';
import { isSend } from '../keys.ts';
import { NO_DRAFT } from '../open-ticket.ts';
import { FindDraft } from './find.tsx';
import { Tag } from './marks.tsx';
import type { TicketProps } from './ticket.tsx';
import { Time } from './time.tsx';

/** Where to talk now, and the form for an answer to be read later. */
export function Answer(props: TicketProps) {
  const { ticket, state } = props;
  const keepsText = state.config?.keepsText ?? true;
  return (
    <section class="answer" aria-labelledby="answer-title">
      <h2 id="answer-title">답하기</h2>
      <LiveTalk {...props} />
      {ticket.byHand && (
        <p class="quiet">이 상담은 챗봇과 이어져 있지 않아서 여기에 답변을 남겨도 시민에게 보이지 않아요.</p>
      )}
      {!ticket.byHand && !keepsText && (
        <p class="quiet">이 시는 글을 남기지 않아요. 답은 카카오 1:1 채팅이나 전화로 해 주세요.</p>
      )}
      {!ticket.byHand && keepsText && <Form {...props} />}
    </section>
  );
}

function LiveTalk({ ticket, state }: TicketProps) {
  return (
    <div class="notice where">
      <p>
        <strong>지금 대화하려면</strong> 카카오톡 채널 관리자센터의 1:1 채팅에서 답하세요. 시민의 첫마디에
        적힌 접수번호 <strong class="number">{ticket.number}</strong>로 채팅방을 찾을 수 있어요.
      </p>
      {!ticket.byHand && (state.config?.keepsText ?? true) && (
        <p>
          <strong>여기에 남긴 답변은</strong>{' '}
          {state.config?.answersByEventApi
            ? '카카오톡 알림으로 시민에게 보내요. 보내지 못하면 시민이 챗봇을 다시 열 때 보여 드려요.'
            : '바로 보내지지 않아요. 시민이 챗봇을 다시 열 때 맨 먼저 보여 드려요.'}
        </p>
      )}
    </div>
  );
}

function Form(props: TicketProps) {
  const { ticket, state, handlers, open } = props;
  const { answer } = state.drafts[ticket.id] ?? NO_DRAFT;
  const over = answer.length > LENGTH.answer;
  const busy = open.busy === 'answer';
  const leave = (): void => {
    if (!over) handlers.answer();
  };
  return (
    <>
      <FindDraft {...props} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          leave();
        }}
      >
        <label for="answer">시민에게 남길 답변</label>
        <textarea
          id="answer"
          data-catch
          rows={7}
          value={answer}
          aria-describedby="answer-length"
          aria-invalid={over}
          onInput={(event) => handlers.type({ answer: event.currentTarget.value })}
          onKeyDown={(event) => isSend(event) && leave()}
        />
        <p id="answer-length" class={over ? 'length length-over' : 'length'}>
          {over
            ? `${answer.length - LENGTH.answer}자를 줄여 주세요. (${answer.length}/${LENGTH.answer}자)`
            : `${answer.length}/${LENGTH.answer}자`}
        </p>
        <button type="submit" class="primary" aria-disabled={busy || over || answer.trim() === ''}>
          {busy ? '남기는 중…' : ticket.answer === undefined ? '답변 남기기' : '답변 바꾸기'}
        </button>{' '}
        <span class="quiet key-hint">
          <kbd>Ctrl</kbd>+<kbd>Enter</kbd>
        </span>
      </form>
    </>
  );
}

/** The answer that was left, and whether the citizen has seen it. */
export function AnswerLeft({ answer, state }: TicketProps & { answer: NonNullable<TicketView['answer']> }) {
  return (
    <section class="left" aria-labelledby="left-title">
      <h2 id="left-title">
        남긴 답변{' '}
        <Tag tone={answer.shown ? 'good' : 'plain'}>{answer.shown ? '시민이 봄' : '아직 안 봄'}</Tag>
      </h2>
      <p class="kept-text">{answer.text}</p>
      <p class="quiet">
        <Time at={answer.at} now={state.now} />
        {!answer.shown && ' · 시민이 챗봇을 다시 열면 맨 먼저 보여요.'}
      </p>
    </section>
  );
}
