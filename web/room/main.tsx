/** Wires the page: state, simulator, views. */

import 'pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css';
import './styles/tokens.css';
import './styles/page.css';
import './styles/talk.css';
import './styles/cards.css';
import './styles/composer.css';
import './styles/gallery.css';

import { render } from 'preact';
import type { Gallery } from '../../local/kakao/protocol.ts';
import { type Api, connect } from './api.ts';
import { type Change, change, type PageState, START } from './state.ts';
import { startTalk, type TalkLoop } from './talkLoop.ts';
import type { Handlers } from './views/deeds.ts';
import { GalleryPage } from './views/gallery.tsx';
import { Page } from './views/page.tsx';

/** How long a sentence of the status region stays, ms. */
const TOLD_MS = 6000;

const root = document.getElementById('room');
if (root === null) throw new Error('index.html has no element #room.');

let told = '';
let toldTimer: ReturnType<typeof setTimeout> | undefined;

/** Says a sentence and takes it away again. */
function teller(draw: () => void): (sentence: string) => void {
  return (sentence) => {
    told = sentence;
    clearTimeout(toldTimer);
    toldTimer = setTimeout(() => {
      told = '';
      draw();
    }, TOLD_MS);
    draw();
  };
}

function showRoom(into: HTMLElement): void {
  let state: PageState = START;
  let loop: TalkLoop | undefined;
  const apply = (made: Change): void => {
    state = change(state, made);
    draw();
  };
  const start = (fresh: boolean): void => {
    loop?.stop();
    connect()
      .then((api: Api) => {
        loop = startTalk(api, { state: () => state, apply }, fresh);
      })
      .catch((error: Error) => apply({ kind: 'lost', problem: error.message }));
  };
  const draw = (): void => render(<Page state={state} told={told} handlers={handlers} />, into);
  const handlers: Handlers = {
    act(deed) {
      loop?.act(deed);
      focusAfterPress();
    },
    restart: () => start(true),
    reconnect: () => start(false),
    tell: teller(() => draw()),
  };
  draw();
  start(false);
}

/** What was pressed may vanish: the focus goes to the input, or, where that would open a keyboard, to the talk. */
function focusAfterPress(): void {
  if (document.activeElement?.id === 'words') return;
  const target = matchMedia('(pointer: coarse)').matches ? 'talk' : 'words';
  document.getElementById(target)?.focus({ preventScroll: true });
}

function showGallery(into: HTMLElement): void {
  document.title = '말풍선 모아 보기 · 민원톡';
  let gallery: Gallery | undefined;
  let problem: string | undefined;
  const quiet = (): void => handlers.tell('모아 보기에서는 아무것도 보내지 않습니다.');
  const draw = (): void =>
    render(
      <GalleryPage
        gallery={gallery}
        told={told}
        handlers={handlers}
        {...(problem === undefined ? {} : { problem })}
      />,
      into,
    );
  const handlers: Handlers = { act: quiet, restart: quiet, reconnect: quiet, tell: teller(() => draw()) };
  draw();
  connect()
    .then((api) => api.gallery())
    .then((found) => {
      gallery = found;
    })
    .catch((error: Error) => {
      problem = error.message;
    })
    .finally(draw);
}

if (/^\/room\/gallery\/?$/.test(location.pathname)) showGallery(root);
else showRoom(root);
