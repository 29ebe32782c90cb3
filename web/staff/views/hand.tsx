/** A ticket for a 1:1 chat that came without one: open the dialog, choose a field, open. Three clicks. */

import { useState } from 'preact/hooks';
import type { ViewProps } from './app.tsx';
import { Frame } from './dialogs.tsx';

const UNKNOWN = '';

/** Fields as choices; the first is 'not known yet', so that nobody is held up. */
export function HandDialog({ state, handlers }: ViewProps) {
  const [field, choose] = useState(UNKNOWN);
  const { hand, config } = state;
  const fields = [{ id: UNKNOWN, name: '아직 모름' }, ...(config?.fields ?? [])];
  return (
    <Frame title="상담 직접 열기" close={() => handlers.dialog(undefined)}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          handlers.openByHand(field === UNKNOWN ? undefined : field);
        }}
      >
        <p>
          접수번호 없이 카카오 1:1 채팅으로 바로 온 상담을 기록해요. 시민과의 대화는 1:1 채팅에서 이어 가세요.
        </p>
        <div role="alert">
          {hand?.problem !== undefined && <p class="notice notice-warn">{hand.problem}</p>}
        </div>
        <fieldset>
          <legend>분야</legend>
          <div class="choices choices-many">
            {fields.map(({ id, name }) => (
              <label key={id} class="choice">
                <input
                  type="radio"
                  name="field"
                  value={id}
                  checked={field === id}
                  onChange={() => choose(id)}
                />
                {name}
              </label>
            ))}
          </div>
        </fieldset>
        <div class="doings">
          <button type="submit" class="primary" aria-disabled={hand?.busy ?? false}>
            {hand?.busy ? '여는 중…' : '상담 열기'}
          </button>
        </div>
      </form>
    </Frame>
  );
}
