/** The queue: figures, search, rows in three groups. */

import { GROUPS, type Group, rowsOf } from '../queue.ts';
import { lasting } from '../words.ts';
import type { ViewProps } from './app.tsx';
import { Icon } from './marks.tsx';
import { Row } from './row.tsx';

const GROUP_NAMES: Readonly<Record<Group, string>> = {
  waiting: '기다리는 상담',
  claimed: '상담 중',
  closed: '하루 안에 마친 상담',
};

/** The whole pane. While focus or pointer is in the rows, they keep their places. */
export function QueuePane(props: ViewProps) {
  const { state, handlers } = props;
  const { queue, open } = state;
  const Heading = open === undefined ? 'h1' : 'h2';
  return (
    <section class="queue" aria-labelledby="queue-title">
      <div class="queue-head">
        <Heading id="queue-title" class="queue-title" tabIndex={-1}>
          상담 목록
        </Heading>
        <button type="button" aria-haspopup="dialog" onClick={() => handlers.dialog('hand')}>
          <Icon name="plus" />
          상담 직접 열기
        </button>
      </div>
      <Figures {...props} />
      <Trouble {...props} />
      <Offer {...props} />
      <Search {...props} />

      <div
        class="rows"
        onFocusIn={() => handlers.steady(true)}
        onFocusOut={(event) => handlers.steady(isWithin(event))}
        onPointerEnter={(event) => event.pointerType === 'mouse' && handlers.steady(true)}
        onPointerLeave={(event) => handlers.steady(event.currentTarget.contains(document.activeElement))}
      >
        <Rows {...props} status={queue.status} />
      </div>
    </section>
  );
}

function isWithin(event: FocusEvent & { currentTarget: HTMLElement }): boolean {
  return event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget);
}

function Figures({ state }: ViewProps) {
  const summary = state.queue.board?.summary;
  if (summary === undefined) return null;
  return (
    <>
      <dl class="figures">
        <div>
          <dt>기다림</dt>
          <dd>{summary.waiting}</dd>
        </div>
        <div class={summary.late > 0 ? 'figure-late' : ''}>
          <dt>지연</dt>
          <dd>{summary.late}</dd>
        </div>
        <div>
          <dt>상담 중</dt>
          <dd>{summary.claimed}</dd>
        </div>
        <div>
          <dt>보통 기다림</dt>
          <dd class="figure-words">
            {summary.usualWaitMs === undefined ? '아직 모름' : lasting(summary.usualWaitMs)}
          </dd>
        </div>
      </dl>
      {!summary.open && (
        <p class="notice">
          지금은 상담 시간이 아니에요. 기다린 시간은 {summary.opens ?? '다음 상담 시간'}부터 다시 세요.
        </p>
      )}
    </>
  );
}

/** Why the list is not fresh. */
function Trouble({ state, handlers }: ViewProps) {
  const { problem } = state.queue;
  return (
    <div role="alert">
      {problem !== undefined && (
        <div class="notice notice-warn">
          <p>{problem}</p>
          <p>저절로 다시 연결하고 있어요. 아래 목록은 마지막으로 받은 것이에요.</p>
          <button type="button" onClick={handlers.retry}>
            지금 다시 연결
          </button>
        </div>
      )}
    </div>
  );
}

/** New tickets while the reader is in the list: offered, never pushed under the cursor. */
function Offer({ state, handlers }: ViewProps) {
  const { length } = state.queue.held;
  if (length === 0) return null;
  return (
    <button type="button" class="offer" onClick={handlers.release}>
      새 상담 {length}건 보기
    </button>
  );
}

function Search({ state, handlers }: ViewProps) {
  return (
    <search class="search">
      <label for="search">접수번호·분야로 찾기</label>
      <input
        id="search"
        type="search"
        autocomplete="off"
        spellcheck={false}
        value={state.queue.filter}
        onInput={(event) => handlers.filter(event.currentTarget.value)}
      />
    </search>
  );
}

function Rows(props: ViewProps & { status: 'loading' | 'ready' | 'failed' }) {
  const { state, handlers, status } = props;
  if (status === 'loading') return <p class="quiet rows-note">목록을 불러오는 중이에요…</p>;
  if (status === 'failed') return <p class="quiet rows-note">목록을 불러오지 못했어요.</p>;
  const groups = GROUPS.map((group) => ({ group, rows: rowsOf(state.queue, group) }));
  const none = groups.every(({ rows }) => rows.length === 0);
  if (none && state.queue.filter !== '') {
    return (
      <div class="rows-note">
        <p>‘{state.queue.filter}’에 맞는 상담이 없어요.</p>
        <p class="quiet">카카오 1:1 채팅의 첫마디에 접수번호가 없었다면 상담을 직접 여세요.</p>
        <button type="button" onClick={() => handlers.dialog('hand')}>
          상담 직접 열기
        </button>
      </div>
    );
  }
  return groups.map(({ group, rows }) => <GroupRows key={group} {...props} group={group} rows={rows} />);
}

type GroupProps = ViewProps & { group: Group; rows: ReturnType<typeof rowsOf> };

function GroupRows({ group, rows, ...props }: GroupProps) {
  const Heading = props.state.open === undefined ? 'h2' : 'h3';
  if (rows.length === 0 && group !== 'waiting') return null;
  return (
    <section aria-labelledby={`group-${group}`}>
      <Heading id={`group-${group}`} class="group-title">
        {GROUP_NAMES[group]} <span class="count">{rows.length}</span>
      </Heading>
      {rows.length === 0 && <p class="quiet rows-note">기다리는 상담이 없어요.</p>}
      <ul class="row-list">
        {rows.map((ticket) => (
          <Row key={ticket.id} ticket={ticket} {...props} />
        ))}
      </ul>
    </section>
  );
}
