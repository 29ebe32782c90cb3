/** Help: shortcuts, and where an answer is typed. */

import { SHORTCUTS } from '../keys.ts';
import type { ViewProps } from './app.tsx';
import { Frame } from './dialogs.tsx';

/** Shortcuts can be switched off, as WCAG 2.1.4 asks of single letters. */
export function HelpDialog({ state, handlers }: ViewProps) {
  const { settings } = state;
  return (
    <Frame title="도움말과 단축키" close={() => handlers.dialog(undefined)} wide>
      <h3>답은 어디에 쓰나요?</h3>
      <ul class="plain-list">
        <li>
          지금 대화 중인 시민에게는 <strong>카카오톡 채널 관리자센터의 1:1 채팅</strong>에서 답해요. 이 화면은
          1:1 채팅에 글을 보내지 못해요.
        </li>
        <li>
          시민은 1:1 채팅의 첫마디에 접수번호를 적어요. 그 번호를 ‘접수번호·분야로 찾기’에 넣으면 상담이
          나와요.
        </li>
        <li>접수번호 없이 온 채팅은 ‘상담 직접 열기’로 기록해요.</li>
        <li>
          {state.config?.answersByEventApi
            ? '이 화면에 남긴 답변은 카카오톡 알림으로 시민에게 보내요.'
            : '이 화면에 남긴 답변은 시민이 챗봇을 다시 열 때 맨 먼저 보여요.'}
        </li>
      </ul>
      <h3>단축키</h3>
      <label class="choice">
        <input
          type="checkbox"
          checked={settings.letters}
          onChange={(event) => handlers.settings({ ...settings, letters: event.currentTarget.checked })}
        />
        글자 하나로 된 단축키 쓰기
      </label>
      <dl class="keys">
        {SHORTCUTS.map(({ code, what }) => (
          <div key={code}>
            <dt>
              <kbd>{code.slice(3)}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
        <div>
          <dt>
            <kbd>Ctrl</kbd>+<kbd>Enter</kbd>
          </dt>
          <dd>쓰던 답변이나 메모 남기기</dd>
        </div>
        <div>
          <dt>
            <kbd>Esc</kbd>
          </dt>
          <dd>글 칸에서 나오기, 창 닫기</dd>
        </div>
        <div>
          <dt>
            <kbd>?</kbd>
          </dt>
          <dd>이 도움말</dd>
        </div>
      </dl>
      <p class="quiet">한글 자판 상태에서도 같은 자리의 키가 눌려요.</p>
    </Frame>
  );
}
