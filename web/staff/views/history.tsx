/** What happened to the ticket, what came after it was resolved, and the citizen's earlier ones. */

import type { ComponentChildren } from 'preact';
import type { Later, TicketHistoryLine, TicketView } from '../../../lib/staff/api.ts';
import { byWord, stepWord } from '../words.ts';
import type { TicketProps } from './ticket.tsx';
import { Time } from './time.tsx';

/** Earlier tickets, steps, and apart from them what came back after the end. */
export function History(props: TicketProps) {
  const { before, after } = splitAtEnd(props.ticket);
  const ended = before.at(-1)?.to === 'resolved';
  const later = laterOf(props);
  return (
    <>
      {(ended || later !== undefined) && (
        <section class="history" aria-labelledby="after-title">
          <h2 id="after-title">마친 뒤</h2>
          {later !== undefined && <CameBack {...props} later={later} />}
          {after.length > 0 && <Steps {...props} steps={after} />}
          {after.length === 0 && later === undefined && <p class="quiet">{nothingAfter(props.ticket)}</p>}
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

/** The board may know more than the ticket that was read before the citizen came back. */
function laterOf({ ticket, state }: TicketProps): Later | undefined {
  const known = state.queue.board?.tickets.find(({ id }) => id === ticket.id)?.later;
  return known ?? ticket.later;
}

function CameBack({ later, handlers }: TicketProps & { later: Later }) {
  return (
    <p>
      시민이 다시 상담을 요청했어요:{' '}
      <TicketLink wanted={later.key} handlers={handlers}>
        접수번호 {later.number}
      </TicketLink>
    </p>
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
            <TicketLink wanted={key} handlers={handlers}>
              {at === 0 ? '바로 전 상담' : `${at + 1}번째 전 상담`}
            </TicketLink>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface LinkProps extends Pick<TicketProps, 'handlers'> {
  readonly wanted: string;
  readonly children: ComponentChildren;
}

/** A link, so that a ticket can be opened in a tab of its own. */
function TicketLink({ wanted, handlers, children }: LinkProps) {
  return (
    <a
      href={`/staff?ticket=${encodeURIComponent(wanted)}`}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        handlers.open(wanted);
      }}
    >
      {children}
    </a>
  );
}
