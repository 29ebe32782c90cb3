/** Wires the page: state, server, sign-in, views. */

import 'pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css';
import './styles/tokens.css';
import './styles/page.css';
import './styles/controls.css';
import './styles/queue.css';
import './styles/ticket.css';
import './styles/dialog.css';
import './styles/rooms.css';

import { render } from 'preact';
import { createBell, titleOf } from './alerts.ts';
import { ApiError, askTokens, createApi, readConfig } from './api.ts';
import { createAuth } from './auth.ts';
import { createFocus } from './focus.ts';
import type { Store } from './handlers.ts';
import { keepDrafts, keepSettings, keptSettings } from './kept.ts';
import { createPage } from './page.ts';
import { type Change, change, START } from './state.ts';
import { App } from './views/app.tsx';

/** How long a sentence of the status region stays, ms. */
const SAID_MS = 8000;

const found = document.getElementById('staff');
if (found === null) throw new Error('index.html has no element #staff.');
const root: HTMLElement = found;

const bell = createBell();
const focus = createFocus(root);
let state = START;
let saidTimer: ReturnType<typeof setTimeout> | undefined;

const store: Store = {
  state: () => state,
  apply(made: Change) {
    const before = state;
    state = change(state, made);
    if (state !== before) shown(before);
  },
};

/** Everything that follows from a change of the state. */
function shown(before: typeof state): void {
  focus.around(before, state, draw);
  document.title = titleOf(state);
  if (state.rings > before.rings && state.settings.sound) bell.ring();
  if (state.settings !== before.settings) keepSettings(localStorage, state.settings);
  if (state.drafts !== before.drafts && state.me && state.phase === 'in')
    keepDrafts(sessionStorage, state.me.id, state.drafts);
  if (state.said !== before.said && state.said !== '') {
    clearTimeout(saidTimer);
    saidTimer = setTimeout(() => store.apply({ kind: 'say', said: '' }), SAID_MS);
  }
}

let handlers: Parameters<typeof App>[0]['handlers'] | undefined;

function draw(): void {
  if (handlers !== undefined) render(<App state={state} handlers={handlers} />, root);
}

async function start(): Promise<void> {
  const config = await readConfig();
  const auth = createAuth(config.signIn, config.sessionMinutes, {
    storage: sessionStorage,
    origin: location.origin,
    go: (url) => location.assign(url),
    now: Date.now,
    ask: askTokens,
  });
  const page = createPage({ store, auth, api: createApi(auth), bell, root });
  handlers = page.handlers;
  store.apply({ kind: 'configured', config, settings: keptSettings(localStorage, START.settings) });
  await page.start();
}

start().catch((error: unknown) => {
  const why = error instanceof ApiError ? error.message : '화면에 문제가 생겼어요. 화면을 새로 고쳐 주세요.';
  handlers ??= brokenHandlers();
  store.apply({ kind: 'broke', why });
  if (!(error instanceof ApiError)) throw error;
});

/** A page that could not start has one way on: its link. */
function brokenHandlers(): NonNullable<typeof handlers> {
  return new Proxy({} as NonNullable<typeof handlers>, { get: () => () => undefined });
}
