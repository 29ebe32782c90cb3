/** Drafts for an answer, found among the published entries while one types. */

import type { Suggestion } from '../../../lib/staff/api.ts';
import { LENGTH } from '../../../lib/staff/api.ts';
import type { Find } from '../open-ticket.ts';
import { fitWord } from '../words.ts';
import { Tag } from './marks.tsx';
import type { TicketProps } from './ticket.tsx';

/** Search field and what it found. */
export function FindDraft(props: TicketProps) {
  const { open, handlers, ticket } = props;
  const asked = ticket.words === 'normal' ? lastWords(props) : undefined;
  return (
    <div class="find">
      <label for="find">답변 초안 찾기</label>
      <div class="find-line">
        <input
          id="find"
          type="search"
          autocomplete="off"
          maxLength={LENGTH.query}
          aria-describedby="find-hint"
          value={open.find.query}
          onInput={(event) => handlers.find(event.currentTarget.value)}
        />
        {asked !== undefined && (
          <button type="button" onClick={() => handlers.find(asked)}>
            시민의 말로 찾기
          </button>
        )}
      </div>
      <p id="find-hint" class="quiet">
        공개된 답변에서 찾아요. 고른 답은 아래 칸에 들어가고, 남기기 전에 고칠 수 있어요.
      </p>
      <Found find={open.find} insert={handlers.insert} />
    </div>
  );
}

function lastWords({ ticket }: TicketProps): string | undefined {
  return ticket.talk
    .findLast(({ who, text }) => who === 'citizen' && text.trim() !== '')
    ?.text.slice(0, LENGTH.query);
}

function Found({ find, insert }: { find: Find; insert: (id: string) => void }) {
  return (
    <>
      <p class="unseen" role="status">
        {foundSentence(find)}
      </p>
      {find.status === 'failed' && <p class="notice notice-warn">{find.problem}</p>}
      {find.status === 'found' && find.entries.length === 0 && (
        <p class="quiet">맞는 답변을 찾지 못했어요. 다른 낱말로 찾아 보세요.</p>
      )}
      {find.entries.length > 0 && (
        <ul class="found" aria-label="찾은 답변">
          {find.entries.map((entry) => (
            <FoundEntry key={entry.id} entry={entry} insert={insert} />
          ))}
        </ul>
      )}
    </>
  );
}

/** What was found, said once the search has come to rest. */
function foundSentence({ status, entries }: Find): string {
  if (status !== 'found') return '';
  return entries.length === 0
    ? '맞는 답변이 없어요.'
    : `찾은 답변: ${entries.map(({ title }) => title).join(', ')}`;
}

function FoundEntry({ entry, insert }: { entry: Suggestion; insert: (id: string) => void }) {
  return (
    <li class="found-entry">
      <details>
        <summary>
          <strong>{entry.title}</strong> <span class="quiet">{entry.fieldName}</span>{' '}
          <Tag>{fitWord(entry.score)}</Tag>
        </summary>
        <p class="kept-text">{entry.answer}</p>
        <p class="quiet">{entry.source}</p>
      </details>
      <button type="button" onClick={() => insert(entry.id)}>
        초안으로 넣기<span class="unseen">: {entry.title}</span>
      </button>
    </li>
  );
}
