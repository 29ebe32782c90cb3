/** A note for colleagues; a citizen never sees it. */

import { LENGTH } from '../../../lib/staff/api.ts';
import { isSend } from '../keys.ts';
import { NO_DRAFT } from '../open-ticket.ts';
import type { TicketProps } from './ticket.tsx';

/** The form. A note can be left on any ticket, in any state. */
export function Note({ ticket, state, open, handlers }: TicketProps) {
  const { note } = state.drafts[ticket.id] ?? NO_DRAFT;
  const busy = open.busy === 'note';
  return (
    <form
      class="note"
      onSubmit={(event) => {
        event.preventDefault();
        handlers.note();
      }}
    >
      <h2>
        <label for="note">메모</label>
      </h2>
      <textarea
        id="note"
        rows={2}
        maxLength={LENGTH.note}
        value={note}
        aria-describedby="note-hint"
        onInput={(event) => handlers.type({ note: event.currentTarget.value })}
        onKeyDown={(event) => isSend(event) && handlers.note()}
      />
      <p id="note-hint" class="quiet">
        상담원끼리만 봐요. 이름이나 전화번호는 적지 마세요.
      </p>
      <button type="submit" aria-disabled={busy || note.trim() === ''}>
        {busy ? '남기는 중…' : '메모 남기기'}
      </button>
    </form>
  );
}
