/** What the page knows, and how it changes. Pure: no clock, no fetch, no storage. */

import type { AuditEntry, AuditPage, Board, Me } from '../../lib/staff/api.ts';
import type { PageConfig } from './answers.ts';
import {
  type Draft,
  type Drafts,
  draftsAfter,
  type OpenChange,
  type OpenTicket,
  openAfter,
  opening,
} from './open-ticket.ts';
import { arrivals, NO_QUEUE, type Queue, released, steadied, withBoard } from './queue.ts';
import { without } from './without.ts';
import { aboutWord } from './words.ts';

/** Rooms of the page. */
export type Room = 'desk' | 'audit' | 'editing' | 'figures';
/** Dialogs, one at a time. */
export type DialogName = 'hand' | 'transfer' | 'return' | 'resolve' | 'help' | 'stay';

/** What is remembered on this machine. */
export interface Settings {
  readonly sound: boolean;
  /** Whether single letters are shortcuts (WCAG 2.1.4 wants a way to switch them off). */
  readonly letters: boolean;
}

/** A ticket that is being opened by hand. */
export interface Hand {
  readonly eventId: string;
  readonly busy: boolean;
  readonly problem?: string;
}

/** The audit trail as far as it was read. */
export interface AuditView {
  readonly status: 'loading' | 'ready' | 'failed';
  readonly month: string;
  readonly entries: readonly AuditEntry[];
  readonly next?: string;
  readonly problem?: string;
}

/** The whole page. */
export interface PageState {
  readonly phase: 'starting' | 'signedOut' | 'in' | 'broken';
  /** Why nobody is signed in, or why the page is broken. */
  readonly why?: string;
  readonly config?: PageConfig;
  readonly me?: Me;
  readonly room: Room;
  /** Server time, epoch ms. */
  readonly now: number;
  /** Server time minus this machine's. */
  readonly skewMs: number;
  readonly queue: Queue;
  readonly open?: OpenTicket;
  readonly drafts: Drafts;
  readonly dialog?: DialogName;
  readonly hand?: Hand;
  readonly audit?: AuditView;
  readonly settings: Settings;
  /** Sentence of the status region. */
  readonly said: string;
  /** Grows with every arrival of new tickets: the bell. */
  readonly rings: number;
  /** Time until one must sign in again, ms. */
  readonly sessionLeftMs?: number;
  /** True once the end of the session was warned about. */
  readonly warnedOfEnd: boolean;
}

/** The page before anything happened. */
export const START: PageState = {
  phase: 'starting',
  room: 'desk',
  now: 0,
  skewMs: 0,
  queue: NO_QUEUE,
  drafts: {},
  settings: { sound: false, letters: true },
  said: '',
  rings: 0,
  warnedOfEnd: false,
};

/** From here on the end of the session is warned about, ms. */
export const END_WARNING_MS = 5 * 60_000;

/** Everything that can happen to the page. `local`: this machine's time, epoch ms. */
export type Change =
  | OpenChange
  | { readonly kind: 'configured'; readonly config: PageConfig; readonly settings: Settings }
  | { readonly kind: 'broke'; readonly why: string }
  | { readonly kind: 'signedOut'; readonly why?: string }
  | { readonly kind: 'signedIn'; readonly me: Me; readonly drafts: Drafts }
  | { readonly kind: 'tick'; readonly local: number; readonly endsAt: number | undefined }
  | { readonly kind: 'room'; readonly room: Room }
  | { readonly kind: 'board'; readonly board: Board; readonly local: number }
  | { readonly kind: 'boardFailed'; readonly problem: string }
  | { readonly kind: 'boardSame' }
  | { readonly kind: 'steady'; readonly steady: boolean }
  | { readonly kind: 'release' }
  | { readonly kind: 'filter'; readonly filter: string }
  | { readonly kind: 'opening'; readonly wanted: string }
  | { readonly kind: 'closed' }
  | { readonly kind: 'typed'; readonly id: string; readonly draft: Partial<Draft> }
  | { readonly kind: 'dialog'; readonly dialog?: DialogName }
  | { readonly kind: 'hand'; readonly hand: Hand }
  | { readonly kind: 'audit'; readonly month: string }
  | { readonly kind: 'auditRead'; readonly page: AuditPage; readonly more: boolean }
  | { readonly kind: 'auditFailed'; readonly problem: string }
  | { readonly kind: 'settings'; readonly settings: Settings }
  | { readonly kind: 'say'; readonly said: string };

/** The page after a change. */
export function change(state: PageState, made: Change): PageState {
  switch (made.kind) {
    case 'configured':
      return { ...state, config: made.config, settings: made.settings };
    case 'broke':
      return { ...state, phase: 'broken', why: made.why };
    case 'signedOut':
      return signedOut(state, made.why);
    case 'signedIn':
      return signedIn(state, made);
    case 'tick':
      return ticked(state, made.local, made.endsAt);
    case 'room':
      return { ...without(state, 'dialog'), room: made.room };
    case 'board':
      return boarded(state, made.board, made.local);
    case 'boardFailed':
      return withQueue(state, {
        ...state.queue,
        status: state.queue.board ? 'ready' : 'failed',
        problem: made.problem,
      });
    case 'boardSame':
      return state.queue.problem === undefined ? state : withQueue(state, without(state.queue, 'problem'));
    case 'steady':
      return withQueue(state, steadied(state.queue, made.steady));
    case 'release':
      return withQueue(state, released(state.queue));
    case 'filter':
      return withQueue(state, { ...state.queue, filter: made.filter });
    case 'dialog':
      return made.dialog === undefined ? without(state, 'dialog') : { ...state, dialog: made.dialog };
    case 'hand':
      return { ...state, hand: made.hand };
    case 'opening':
      return { ...state, open: opening(made.wanted) };
    case 'closed':
      return without(state, 'open');
    case 'typed':
      return { ...state, drafts: draftsAfter(state.drafts, made.id, made.draft) };
    case 'audit':
    case 'auditRead':
    case 'auditFailed':
      return { ...state, audit: audited(state.audit, made) };
    case 'settings':
      return { ...state, settings: made.settings };
    case 'say':
      return { ...state, said: made.said };
    default:
      return ticketChange(state, made);
  }
}

/** A change of the ticket on the screen, with what it means for the rest of the page. */
function ticketChange(state: PageState, made: OpenChange): PageState {
  if (state.open === undefined) return state;
  const changed = { ...state, open: openAfter(state.open, made) };
  if (made.kind === 'acted') return { ...changed, said: made.said };
  if (made.kind === 'refreshed') return { ...changed, said: newsOf(state.open, changed.open) ?? state.said };
  if (made.kind !== 'opened') return changed;
  const fresh = state.queue.fresh.filter((id) => id !== made.ticket.id);
  return withQueue(changed, { ...state.queue, fresh });
}

/** What the citizen did to the ticket on the screen, for those who look at something else on it. */
function newsOf({ ticket: had }: OpenTicket, { ticket: now }: OpenTicket): string | undefined {
  if (had === undefined || now === undefined || had.id !== now.id) return undefined;
  if (now.state === 'withdrawn' && had.state !== 'withdrawn') return '시민이 이 상담을 취소했어요.';
  return now.talk.length > had.talk.length ? '시민이 이 상담에 새 말을 덧붙였어요.' : undefined;
}

function signedOut(state: PageState, why: string | undefined): PageState {
  const { config, settings, now, skewMs } = state;
  return {
    ...START,
    ...(config === undefined ? {} : { config }),
    ...(why === undefined ? {} : { why }),
    settings,
    now,
    skewMs,
    phase: 'signedOut',
  };
}

function signedIn(state: PageState, { me, drafts }: Extract<Change, { kind: 'signedIn' }>): PageState {
  const room: Room = me.roles.some((role) => role !== 'editor') ? 'desk' : 'editing';
  return { ...without(state, 'why'), phase: 'in', me, drafts, room, warnedOfEnd: false };
}

function ticked(state: PageState, local: number, endsAt: number | undefined): PageState {
  const now = local + state.skewMs;
  if (endsAt === undefined || state.phase !== 'in') return { ...without(state, 'sessionLeftMs'), now };
  const sessionLeftMs = endsAt - local;
  const warn = !state.warnedOfEnd && sessionLeftMs <= END_WARNING_MS;
  return {
    ...state,
    now,
    sessionLeftMs,
    ...(warn ? ({ warnedOfEnd: true, dialog: 'stay' } as const) : {}),
  };
}

function boarded(state: PageState, board: Board, local: number): PageState {
  const queue = withBoard(state.queue, board, board.now);
  const came = arrivals(state.queue, queue);
  const timed = { ...state, queue, me: board.me, now: board.now, skewMs: board.now - local };
  return came.length === 0 ? timed : { ...timed, said: arrivalSentence(board, came), rings: state.rings + 1 };
}

function arrivalSentence(board: Board, came: readonly string[]): string {
  const first = board.tickets.find(({ id }) => id === came[0]);
  if (first === undefined || came.length > 1) return `새 상담 ${came.length}건이 들어왔어요.`;
  return `새 상담이 들어왔어요: ${aboutWord(first)}, ${first.number}`;
}

type AuditChange = Extract<Change, { kind: 'audit' | 'auditRead' | 'auditFailed' }>;

function audited(had: AuditView | undefined, made: AuditChange): AuditView {
  if (made.kind === 'audit') return { status: 'loading', month: made.month, entries: [] };
  const before = had ?? { status: 'loading', month: '', entries: [] };
  if (made.kind === 'auditFailed') return { ...before, status: 'failed', problem: made.problem };
  const { month, entries, next } = made.page;
  const all = made.more ? [...before.entries, ...entries] : entries;
  return { status: 'ready', month, entries: all, ...(next === undefined ? {} : { next }) };
}

function withQueue(state: PageState, queue: Queue): PageState {
  return { ...state, queue };
}
