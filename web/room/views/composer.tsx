/** The line for typing, with the channel's menu beside it. */

import { useRef, useState } from 'preact/hooks';
import { UTTERANCE_MAX } from '../../../local/kakao/protocol.ts';
import type { PageState } from '../state.ts';
import type { Handlers } from './deeds.ts';
import { Icon } from './icon.tsx';

/** Input, send button, menu. Enter sends, Shift+Enter breaks the line; while an IME composes, Enter belongs to it. */
export function Composer({ state, handlers }: { state: PageState; handlers: Handlers }) {
  const [text, setText] = useState('');
  const [menuOpen, setMenuOpen] = useState(false);
  const send = (): void => {
    if (text.trim() === '' || state.room === undefined) return;
    handlers.act({ kind: 'say', text });
    setText('');
  };
  return (
    <div class="composer">
      {state.mode === 'person' && <PersonBar handlers={handlers} />}
      {menuOpen && <Menu state={state} handlers={handlers} close={() => setMenuOpen(false)} />}
      <div class="composer-line">
        <MenuToggle open={menuOpen} toggle={() => setMenuOpen(!menuOpen)} />
        <Input text={text} setText={setText} send={send} person={state.mode === 'person'} />
        <button type="button" class="send" disabled={text.trim() === ''} onClick={send}>
          <Icon name="send" />
          <span class="unseen">보내기</span>
        </button>
      </div>
    </div>
  );
}

interface InputProps {
  readonly text: string;
  readonly person: boolean;
  setText(text: string): void;
  send(): void;
}

function Input({ text, setText, send, person }: InputProps) {
  const onKeyDown = (event: KeyboardEvent): void => {
    // Safari ends the composition before the Enter that ended it; 229 is what it still calls that key.
    const composing = event.isComposing || event.keyCode === 229;
    if (event.key !== 'Enter' || event.shiftKey || composing) return;
    event.preventDefault();
    send();
  };
  return (
    <textarea
      id="words"
      aria-label="메시지"
      placeholder={person ? '상담직원에게 보낼 말' : '궁금한 것을 적어 주세요'}
      rows={1}
      maxLength={UTTERANCE_MAX}
      value={text}
      onInput={(event) => setText(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      enterkeyhint="send"
      autocomplete="off"
    />
  );
}

function MenuToggle({ open, toggle }: { open: boolean; toggle: () => void }) {
  return (
    <button type="button" class="menu-toggle" aria-expanded={open} aria-controls="menu" onClick={toggle}>
      <Icon name={open ? 'close' : 'menu'} />
      <span class="unseen">채널 메뉴</span>
    </button>
  );
}

interface MenuProps {
  readonly state: PageState;
  readonly handlers: Handlers;
  close(): void;
}

function Menu({ state: { channel }, handlers, close }: MenuProps) {
  const list = useRef<HTMLUListElement>(null);
  return (
    <ul class="menu" id="menu" ref={list}>
      {channel.menu.map(({ label, press }) => (
        <li key={label}>
          <button
            type="button"
            onClick={() => {
              close();
              handlers.act(press === undefined ? { kind: 'operator' } : { kind: 'press', press });
            }}
          >
            {label}
          </button>
        </li>
      ))}
    </ul>
  );
}

function PersonBar({ handlers }: { handlers: Handlers }) {
  return (
    <p class="person-bar">
      <span>상담직원과 1:1 채팅 중</span>
      <button type="button" onClick={() => handlers.act({ kind: 'bot' })}>
        챗봇으로 전환하기
      </button>
    </p>
  );
}
