/** What happened to the ticket, what came after it was resolved, and the citizen's earlier ones. */

import type { TicketHistoryLine, TicketView } from '../../../lib/staff/api.ts';
import { byWord, stepWord } from '../words.ts';
import type { TicketProps } from './ticket.tsx';
import { Time } from './time.tsx';

/** Earlier tickets, steps, and apart from them what came back after the end. */
export function History(props: TicketProps) {
  const { before, after } = splitAtEnd(props.ticket);
  const ended = before.at(-1)?.to === 'resolved';
  return (
    <>
      {ended && (
        <section class="history" aria-labelledby="after-title">
          <h2 id="after-title">마친 뒤</h2>
          {after.length === 0 ? (
            <p class="quiet">{nothingAfter(props.ticket)}</p>
          ) : (
            <Steps {...props} steps={after} />
          )}
        </section>
      )}
      <section class="history" aria-labelledby="history-title">
        <h2 id="history-title">처리 기록</h2>
        <Steps {...props} steps={before} />
      </section>
      {props.ticket.past.length > 0 && <Past {...props} />}
    </>
  );
}

function nothingAfter({ answer }: TicketView): string {
  if (answer === undefined) return '아직 아무 일도 없어요.';
  return answer.shown ? '시민이 답변을 봤어요.' : '시민이 아직 답변을 보지 않았어요.';
}

/** Splits after the last time the ticket was resolved. */
function splitAtEnd({ history }: TicketView) {
  const end = history.findLastIndex(({ to }) => to === 'resolved');
  return end < 0
    ? { before: history, after: [] }
    : { before: history.slice(0, end + 1), after: history.slice(end + 1) };
}

function Steps({ steps, state }: TicketProps & { steps: readonly TicketHistoryLine[] }) {
  return (
    <ol class="steps">
      {steps.map((step, at) => (
        <li key={`${step.at}-${at}`} class={`step step-${step.to}`}>
          <p>
            <strong>{stepWord(step.to)}</strong> <span class="quiet">{byWord(step.by, state.me?.id)}</span>{' '}
            <span class="quiet">
              <Time at={step.at} now={state.now} />
            </span>
          </p>
          {step.note !== undefined && <p class="kept-text">{step.note}</p>}
        </li>
      ))}
    </ol>
  );
}

function Past({ ticket, handlers }: TicketProps) {
  return (
    <section class="history" aria-labelledby="past-title">
      <h2 id="past-title">이 시민의 이전 상담</h2>
      <ul class="past">
        {ticket.past.map((key, at) => (
          <li key={key}>
            <a
              href={`/staff?ticket=${encodeURIComponent(key)}`}
              onClick={(event) => {
                if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                event.preventDefault();
                handlers.open(key);
              }}
            >
              {at === 0 ? '바로 전 상담' : `${at + 1}번째 전 상담`}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
