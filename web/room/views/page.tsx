/** The whole page of the room. */

import { useRef } from 'preact/hooks';
import type { PageState } from '../state.ts';
import { Composer } from './composer.tsx';
import type { Handlers } from './deeds.ts';
import { Help } from './help.tsx';
import { Icon } from './icon.tsx';
import { Talk } from './talk.tsx';

/** What the page draws; `told` is the sentence of the status region. */
export interface PageProps {
  readonly state: PageState;
  readonly told: string;
  readonly handlers: Handlers;
}

/** Help at the side, the room in its own window. */
export function Page({ state, told, handlers }: PageProps) {
  return (
    <div class="page">
      <aside class="side" aria-label="안내">
        <p class="brand">
          민원톡 <span lang="en">Minwontalk</span>
        </p>
        <Help handlers={handlers} />
      </aside>
      <main class="window">
        <TopLine state={state} handlers={handlers} />
        {state.problem !== undefined && <Problem text={state.problem} reconnect={handlers.reconnect} />}
        <Talk state={state} handlers={handlers} />
        <Composer state={state} handlers={handlers} />
        <p class={told === '' ? 'told' : 'told shown'} role="status">
          {told}
        </p>
      </main>
    </div>
  );
}

function TopLine({ state, handlers }: { state: PageState; handlers: Handlers }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const close = (): void => dialog.current?.close();
  return (
    <header class="top">
      <span class="avatar">
        <Icon name="hall" />
      </span>
      <div class="top-words">
        <h1 tabIndex={-1}>{state.channel.name}</h1>
        <p>체험용 채팅방 · 카카오톡이 아닙니다</p>
      </div>
      <button type="button" class="plain narrow-only" onClick={() => dialog.current?.showModal()}>
        <Icon name="help" />
        <span class="unseen">안내</span>
      </button>
      <dialog class="help" ref={dialog} aria-label="안내">
        <form method="dialog" class="dialog-bar">
          <strong>안내</strong>
          <button type="submit" class="plain">
            <Icon name="close" />
            <span class="unseen">닫기</span>
          </button>
        </form>
        <Help handlers={handlers} done={close} />
      </dialog>
    </header>
  );
}

function Problem({ text, reconnect }: { text: string; reconnect: () => void }) {
  return (
    <div class="problem" role="alert">
      <p>{text}</p>
      <button type="button" onClick={reconnect}>
        다시 연결
      </button>
    </div>
  );
}
