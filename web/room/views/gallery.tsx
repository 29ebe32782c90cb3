/** Every kind of bubble on one page. */

import type { Example, Gallery } from '../../../local/kakao/protocol.ts';
import { readReply } from '../bubbles/read.ts';
import { BubbleView } from './bubble.tsx';
import { QuickReplies } from './buttons.tsx';
import type { Handlers } from './deeds.ts';
import { NoteList, Notes } from './talk.tsx';

/** What the gallery draws. */
export interface GalleryProps {
  readonly gallery: Gallery | undefined;
  readonly problem?: string;
  readonly told: string;
  readonly handlers: Handlers;
}

/** The gallery. */
export function GalleryPage({ gallery, problem, told, handlers }: GalleryProps) {
  return (
    <main class="gallery">
      <header>
        <h1 tabIndex={-1}>말풍선 모아 보기</h1>
        <p>
          스킬이 보낼 수 있는 모든 말풍선과, 한도를 넘었을 때 카카오톡에서 일어나는 일입니다. 여기의 버튼은
          눌러도 아무것도 보내지 않습니다. <a href="/room">채팅방으로</a>
        </p>
        {problem !== undefined && <p role="alert">{problem}</p>}
      </header>
      <ul class="tiles">
        {gallery?.examples.map((example) => (
          <li key={example.name}>
            <Tile example={example} handlers={handlers} />
          </li>
        ))}
      </ul>
      <p class={told === '' ? 'told' : 'told shown'} role="status">
        {told}
      </p>
    </main>
  );
}

function Tile({ example, handlers }: { example: Example; handlers: Handlers }) {
  const { bubbles, quickReplies } = readReply(example.response);
  return (
    <section class="tile" aria-label={example.title}>
      <h2>{example.title}</h2>
      <div class="bubbles">
        {example.shown ? (
          bubbles.map((bubble, n) => <BubbleView key={n} card={bubble} handlers={handlers} />)
        ) : (
          <div class="failed">
            <p>
              <strong>말풍선이 나가지 않습니다.</strong>
            </p>
            <NoteList notes={example.notes} />
          </div>
        )}
        {example.shown && bubbles.length === 0 && <p class="notes">말풍선이 없는 답입니다.</p>}
        {example.shown && <Notes notes={example.notes} />}
      </div>
      <QuickReplies replies={quickReplies} handlers={handlers} />
    </section>
  );
}
