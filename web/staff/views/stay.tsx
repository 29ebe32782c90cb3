/** The session ends soon: a warning, and a way to stay. */

import { left } from '../words.ts';
import type { ViewProps } from './app.tsx';
import { Frame } from './dialogs.tsx';

/** Staying means signing in again: the provider allows no session to be longer. What was typed is kept. */
export function StayDialog({ state, handlers }: ViewProps) {
  const close = (): void => handlers.dialog(undefined);
  return (
    <Frame title="접속이 곧 끝나요" close={close}>
      <p>
        안전을 위해 접속 시간을 정해 두었어요. 다시 로그인하면 이어서 쓸 수 있고, 쓰던 글은 그대로 남아요.
      </p>
      <p class="countdown" aria-hidden="true">
        {left(state.sessionLeftMs ?? 0)} 남음
      </p>
      <div class="doings">
        <button type="button" class="primary" onClick={handlers.signIn}>
          계속하기 (다시 로그인)
        </button>
        <button type="button" onClick={close}>
          나중에
        </button>
        <button type="button" onClick={handlers.signOut}>
          로그아웃
        </button>
      </div>
    </Frame>
  );
}
