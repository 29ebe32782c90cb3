/** The page at work: who is signed in, which view the address means, what keys do, what every second brings. */

import type { Bell } from './alerts.ts';
import { ApiError, type StaffApi } from './api.ts';
import type { Auth } from './auth.ts';
import { focusHeading, stepRow } from './focus.ts';
import type { Handlers, Store } from './handlers.ts';
import { dropDrafts, keptDrafts } from './kept.ts';
import { deedOf, type KeyDeed } from './keys.ts';
import { type Poller, startPolling } from './poll.ts';
import type { Room } from './state.ts';
import { createTickets, type Tickets } from './tickets.ts';
import { monthOf } from './words.ts';

/** Parts of which the page is made. */
export interface PageParts {
  readonly store: Store;
  readonly auth: Auth;
  readonly api: StaffApi;
  readonly bell: Bell;
  readonly root: HTMLElement;
}

/** The page: what people can do, and its beginning. */
export interface StaffPage {
  readonly handlers: Handlers;
  start(): Promise<void>;
}

const SECOND_MS = 1000;
const ROOMS: readonly Room[] = ['audit', 'editing', 'figures'];

/** Makes the page. */
export function createPage(parts: PageParts): StaffPage {
  const { store, auth, api } = parts;
  let poller: Poller | undefined;

  const lost = (error: ApiError): void => {
    poller?.stop();
    poller = undefined;
    auth.leave(false);
    store.apply({ kind: 'signedOut', why: error.message });
  };
  const tickets = createTickets({
    store,
    api,
    lost,
    changed: () => poller?.now(),
    address: (wanted) => history.pushState(null, '', `/staff?ticket=${encodeURIComponent(wanted)}`),
  });
  const readAudit = async (month: string, from?: string): Promise<void> => {
    if (from === undefined) store.apply({ kind: 'audit', month });
    try {
      store.apply({ kind: 'auditRead', page: await api.audit(month, from), more: from !== undefined });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.code === 'unauthorized') lost(error);
      else store.apply({ kind: 'auditFailed', problem: error.message });
    }
  };
  /** Shows what the address means. */
  const follow = (): void => {
    const query = new URLSearchParams(location.search);
    const room = ROOMS.find((each) => each === query.get('room'));
    const roles = store.state().me?.roles ?? [];
    const usual = roles.some((role) => role !== 'editor') ? 'desk' : 'editing';
    store.apply({ kind: 'room', room: room ?? usual });
    if (room === 'audit' && store.state().audit === undefined) void readAudit(monthOf(store.state().now));
    const wanted = query.get('ticket');
    if (wanted === null || usual !== 'desk') store.apply({ kind: 'closed' });
    else tickets.show(wanted);
  };
  const enter = async (): Promise<void> => {
    const me = await api.me();
    store.apply({ kind: 'signedIn', me, drafts: keptDrafts(sessionStorage, me.id) });
    follow();
    const hasBoard = me.roles.some((role) => role !== 'editor');
    if (hasBoard) poller = startPolling(store, api, { read: tickets.follow, lost });
  };
  const handlers = createHandlers(parts, { tickets, readAudit, poller: () => poller, follow });
  return {
    handlers,
    async start() {
      const arrival = await auth.arrive(location.search);
      if (arrival.search !== undefined) history.replaceState(null, '', `/staff${arrival.search}`);
      listen(parts, handlers, follow);
      tick(store, auth, lost);
      if (!arrival.signedIn) return store.apply({ kind: 'signedOut', ...whyOf(arrival.problem) });
      await enter().catch((error: unknown) => {
        if (!(error instanceof ApiError) || error.code !== 'unauthorized') throw error;
        lost(error);
      });
    },
  };
}

function whyOf(problem: string | undefined): { why?: string } {
  return problem === undefined ? {} : { why: problem };
}

interface Behind {
  readonly tickets: Tickets;
  readAudit(month: string, from?: string): Promise<void>;
  poller(): Poller | undefined;
  follow(): void;
}

function createHandlers({ store, auth }: PageParts, behind: Behind): Handlers {
  const { tickets } = behind;
  const visit = (path: string): void => {
    history.pushState(null, '', path);
    behind.follow();
  };
  return {
    ...tickets,
    signIn: () => void auth.begin(location.search),
    signOut: () => {
      behind.poller()?.stop();
      dropDrafts(sessionStorage);
      store.apply({ kind: 'signedOut' });
      history.replaceState(null, '', '/staff');
      auth.leave(true);
    },
    close: () => visit('/staff'),
    room: (room) => visit(room === 'desk' ? '/staff' : `/staff?room=${room}`),
    dialog: (name) => {
      if (name === 'hand') store.apply({ kind: 'hand', hand: { eventId: crypto.randomUUID(), busy: false } });
      store.apply(name === undefined ? { kind: 'dialog' } : { kind: 'dialog', dialog: name });
    },
    steady: (steady) => store.apply({ kind: 'steady', steady }),
    release: () => store.apply({ kind: 'release' }),
    filter: (filter) => store.apply({ kind: 'filter', filter }),
    reveal: (revealed) => store.apply({ kind: 'reveal', revealed }),
    settings: (settings) => store.apply({ kind: 'settings', settings }),
    audit: (month, from) => void behind.readAudit(month, from),
    retry: () => behind.poller()?.now(),
  };
}

/** Counts on every second; signs out when the session has ended. */
function tick(store: Store, auth: Auth, lost: (error: ApiError) => void): void {
  const step = (): void => {
    const local = Date.now();
    const endsAt = auth.endsAt();
    store.apply({ kind: 'tick', local, endsAt });
    const ended = endsAt !== undefined && endsAt <= local && store.state().phase === 'in';
    if (ended) lost(new ApiError('unauthorized', '접속이 끝났어요. 다시 로그인해 주세요.'));
  };
  step();
  setInterval(step, SECOND_MS);
}

function listen({ store, bell, root }: PageParts, handlers: Handlers, follow: () => void): void {
  addEventListener('popstate', () => {
    if (store.state().phase === 'in') follow();
  });
  addEventListener('pointerdown', () => store.state().settings.sound && bell.wake());
  addEventListener('keydown', (event) => {
    const { phase, dialog, settings } = store.state();
    if (phase !== 'in' || dialog !== undefined || event.defaultPrevented) return;
    if (settings.sound) bell.wake();
    if (isWayOut(event)) return focusHeading(root);
    const deed = deedOf(event, isField(event.target), settings.letters);
    if (deed === undefined) return;
    event.preventDefault();
    doDeed(deed, store, handlers, root);
  });
}

/** Escape leaves a field, so that shortcuts work again; a search field is emptied by it first. */
function isWayOut({ key, isComposing, target }: KeyboardEvent): boolean {
  const empties = target instanceof HTMLInputElement && target.type === 'search' && target.value !== '';
  return key === 'Escape' && !isComposing && isField(target) && !empties;
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
}

/** Does what a shortcut means, where it can be done now. */
function doDeed(deed: KeyDeed, store: Store, handlers: Handlers, root: HTMLElement): void {
  const { open, me, settings } = store.state();
  const ticket = open?.ticket;
  const mine = ticket?.state === 'claimed' && ticket.claimedBy === me?.id;
  const focusOn = (id: string) => () => root.querySelector<HTMLElement>(`#${id}`)?.focus();
  const deeds: Readonly<Record<KeyDeed, () => void>> = {
    next: () => stepRow(root, 1),
    previous: () => stepRow(root, -1),
    list: () => (open === undefined ? focusHeading(root) : handlers.close()),
    search: focusOn('search'),
    release: handlers.release,
    claim: () => ticket?.state === 'waiting' && handlers.claim(),
    answer: focusOn('answer'),
    find: focusOn('find'),
    note: focusOn('note'),
    transfer: () => (mine || ticket?.state === 'waiting') && handlers.dialog('transfer'),
    return: () => mine && handlers.dialog('return'),
    resolve: () => mine && handlers.dialog('resolve'),
    hand: () => handlers.dialog('hand'),
    sound: () => handlers.settings({ ...settings, sound: !settings.sound }),
    help: () => handlers.dialog('help'),
  };
  deeds[deed]();
}
