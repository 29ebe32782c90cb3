/** The talk so far, as bubbles. */

import type { TalkLine } from '../../../lib/handoff/types.ts';
import type { TicketProps } from './ticket.tsx';
import { Time } from './time.tsx';

const WHO: Readonly<Record<TalkLine['who'], string>> = { citizen: '시민', bot: '챗봇', counsellor: '상담원' };

/** Bubbles, or why there are none. Abusive words of the citizen stay hidden until somebody wants them. */
export function Talk(props: TicketProps) {
  const { ticket } = props;
  const hides = ticket.words === 'abusive';
  return (
    <section class="talk" aria-labelledby="talk-title">
      <h2 id="talk-title">지금까지의 대화</h2>
      {hides && ticket.talk.length > 0 && <Veil {...props} />}
      {ticket.talk.length === 0 ? <NoTalk {...props} /> : <Bubbles {...props} />}
    </section>
  );
}

function Veil({ open, handlers }: TicketProps) {
  return (
    <div class="notice notice-warn">
      <p>시민의 말에 거친 표현이 있어 가렸어요.</p>
      <button type="button" aria-pressed={open.revealed} onClick={() => handlers.reveal(!open.revealed)}>
        가린 말 보기
      </button>
    </div>
  );
}

function NoTalk({ ticket, state }: TicketProps) {
  return <p class="quiet">{whyNone(ticket, state.config?.keepsText ?? true)}</p>;
}

function whyNone({ erased, byHand }: TicketProps['ticket'], keepsText: boolean): string {
  if (erased) return '시민이 내용을 지웠어요. 접수와 처리 기록만 남아 있어요.';
  if (byHand) return '직접 연 상담이라 챗봇과 나눈 대화가 없어요. 대화는 카카오 1:1 채팅에 있어요.';
  if (!keepsText) return '이 시는 시민이 쓴 글을 남기지 않아요. 분야와 접수번호만 있어요.';
  return '남은 대화가 없어요.';
}

function Bubbles({ ticket, open, state }: TicketProps) {
  const veiled = ticket.words === 'abusive' && !open.revealed;
  return (
    <ol class="bubbles">
      {ticket.talk.map((line, at) => (
        <Bubble
          key={`${line.at}-${at}`}
          line={line}
          follows={ticket.talk[at - 1]?.who === line.who}
          veiled={veiled && line.who === 'citizen'}
          now={state.now}
        />
      ))}
    </ol>
  );
}

interface BubbleProps {
  readonly line: TalkLine;
  readonly follows: boolean;
  readonly veiled: boolean;
  readonly now: number;
}

function Bubble({ line, follows, veiled, now }: BubbleProps) {
  return (
    <li class={`bubble bubble-${line.who}${follows ? ' follows' : ''}`}>
      <p class="bubble-who">
        {WHO[line.who]} <Time at={line.at} now={now} />
      </p>
      <p class={veiled ? 'bubble-text veiled' : 'bubble-text'}>{veiled ? '가린 말' : line.text}</p>
    </li>
  );
}
