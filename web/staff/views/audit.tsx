/** The audit trail: who did what to which ticket, and when. No words of anybody. */

import type { AuditEntry } from '../../../lib/staff/api.ts';
import { AUDIT_WORD, monthBeside, monthOf, monthWord } from '../words.ts';
import type { ViewProps } from './app.tsx';
import { Time } from './time.tsx';

/** One month, latest first. */
export function AuditRoom(props: ViewProps) {
  const { state, handlers } = props;
  const { audit } = state;
  return (
    <main id="main" class="room">
      <h1 tabIndex={-1}>활동 기록</h1>
      <p class="quiet">
        누가 언제 어떤 상담에서 무엇을 했는지 남아요. 상담 내용은 담지 않고, 3년 동안 보관해요.
      </p>
      <Months {...props} />
      <div role="alert">
        {audit?.problem !== undefined && (
          <div class="notice notice-warn">
            <p>{audit.problem}</p>
            <button type="button" onClick={() => handlers.audit(audit.month)}>
              다시 불러오기
            </button>
          </div>
        )}
      </div>
      <p class="quiet" role="status">
        {audit?.status === 'loading' ? '불러오는 중이에요…' : ''}
      </p>
      {audit?.status === 'ready' && <Trail {...props} entries={audit.entries} month={audit.month} />}
      {audit?.next !== undefined && (
        <button type="button" onClick={() => handlers.audit(audit.month, audit.next)}>
          더 보기
        </button>
      )}
    </main>
  );
}

function Months({ state, handlers }: ViewProps) {
  const month = state.audit?.month ?? monthOf(state.now);
  const isLast = month >= monthOf(state.now);
  return (
    <div class="months">
      <button type="button" onClick={() => handlers.audit(monthBeside(month, -1))}>
        이전 달
      </button>
      <h2>{monthWord(month)}</h2>
      <button
        type="button"
        aria-disabled={isLast}
        onClick={() => !isLast && handlers.audit(monthBeside(month, 1))}
      >
        다음 달
      </button>
    </div>
  );
}

function Trail({ entries, state, month }: ViewProps & { entries: readonly AuditEntry[]; month: string }) {
  if (entries.length === 0) return <p>{monthWord(month)}에는 기록이 없어요.</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section class="table-frame" aria-label="활동 기록 표" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">때</th>
            <th scope="col">한 일</th>
            <th scope="col">누가</th>
            <th scope="col">상담</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry, at) => (
            <tr key={`${entry.at}-${at}`}>
              <td>
                <Time at={entry.at} now={state.now} />
              </td>
              <td>{AUDIT_WORD[entry.what]}</td>
              <td title={entry.who}>{entry.name ?? <span class="code">{entry.who}</span>}</td>
              <td class="code">{entry.number ?? entry.ticket ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
