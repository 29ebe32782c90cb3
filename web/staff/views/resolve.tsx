/** How a ticket ends. */

import { useState } from 'preact/hooks';
import { TICKET_OUTCOMES, type TicketOutcome } from '../../../lib/handoff/types.ts';
import { OUTCOME_WORD } from '../words.ts';
import { Frame } from './dialogs.tsx';
import { Buttons, NoteField } from './hand-on.tsx';
import type { TicketProps } from './ticket.tsx';

/** Chooses an outcome. Warns where an answer was typed and not left. */
export function ResolveDialog({ ticket, state, handlers }: TicketProps) {
  const [outcome, choose] = useState<TicketOutcome>('solved');
  const [note, setNote] = useState('');
  const close = (): void => handlers.dialog(undefined);
  const unsent = (state.drafts[ticket.id]?.answer ?? '').trim() !== '';
  return (
    <Frame title="상담 마치기" close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          close();
          handlers.resolve(outcome, note);
        }}
      >
        {unsent && (
          <p class="notice notice-warn">쓰던 답변을 아직 남기지 않았어요. 마치면 시민에게 보이지 않아요.</p>
        )}
        <fieldset>
          <legend>어떻게 끝났나요?</legend>
          <div class="choices">
            {TICKET_OUTCOMES.map((each) => (
              <label key={each} class="choice">
                <input type="radio" name="outcome" checked={outcome === each} onChange={() => choose(each)} />
                {OUTCOME_WORD[each]}
              </label>
            ))}
          </div>
        </fieldset>
        <NoteField value={note} type={setNote} hint="남길 말" />
        <Buttons send="마치기" close={close} />
      </form>
    </Frame>
  );
}
