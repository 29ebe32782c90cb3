/** What this room is, what to try, and ways to everything else. */

import type { Handlers } from './deeds.ts';
import { Icon } from './icon.tsx';

/** Questions that show what the bot can do; ordinary words, as citizens type them. */
const TRY = [
  '여권 찾으러 갈때 머 가져가요',
  '쇼파 버릴라면',
  '얼마예요?',
  '시청안내',
  '상담원이랑 얘기할래요',
];

/** The panel beside the room; on a phone it stands in a dialog. */
export function Help({ handlers, done }: { handlers: Handlers; done?: () => void }) {
  const run = (deed: () => void) => () => {
    done?.();
    deed();
  };
  return (
    <>
      <p class="lead">
        카카오톡이 아니라, 카카오톡처럼 동작하는 <strong>체험용 채팅방</strong>입니다. 카카오가 보내는 것과
        같은 요청을 이 컴퓨터의 챗봇에 보내고, 카카오의 규칙대로 답을 보여 줍니다.
      </p>
      <h2>이렇게 물어보세요</h2>
      <ul class="try">
        {TRY.map((text) => (
          <li key={text}>
            <button type="button" onClick={run(() => handlers.act({ kind: 'say', text }))}>
              {text}
            </button>
          </li>
        ))}
      </ul>
      <h2>더 보기</h2>
      <ul class="ways">
        <li>
          <button type="button" onClick={run(handlers.restart)}>
            <Icon name="again" /> 새 사람으로 다시 시작
          </button>
        </li>
        <li>
          <a href="/room/gallery">말풍선 모아 보기</a>
        </li>
        <li>
          <a href="/usage">이용 현황</a>
        </li>
        <li>
          <a href="/">처음 화면</a>
        </li>
      </ul>
      <p class="small">
        전화 버튼은 카카오톡 PC판에서 보이지 않으므로 넓은 화면에서는 여기서도 보이지 않습니다.
      </p>
    </>
  );
}
