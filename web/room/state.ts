/** State of the page and how events change it. Pure. */

import type { ChannelFace, EventOf, Mode, RoomEvent, RoomState } from '../../local/kakao/protocol.ts';

/** What the page knows. */
export interface PageState {
  readonly channel: ChannelFace;
  /** Undefined until a room is open. */
  readonly room?: string;
  readonly mode: Mode;
  readonly events: readonly RoomEvent[];
  /** Calls that have not come back. */
  readonly pending: number;
  /** A sentence for the user when the simulator does not answer. */
  readonly problem?: string;
}

/** Something that changes the state. */
export type Change =
  | { readonly kind: 'opened'; readonly channel: ChannelFace; readonly state: RoomState }
  | { readonly kind: 'heard'; readonly state: RoomState }
  | { readonly kind: 'asked' }
  | { readonly kind: 'answered' }
  | { readonly kind: 'lost'; readonly problem: string }
  | { readonly kind: 'found' };

/** State before anything is known. */
export const START: PageState = {
  channel: { name: '민원 채널', menu: [] },
  mode: 'bot',
  events: [],
  pending: 0,
};

/** The state after a change. */
export function change(state: PageState, made: Change): PageState {
  switch (made.kind) {
    case 'opened': {
      const { room, mode, events } = made.state;
      return { channel: made.channel, room, mode, events, pending: 0 };
    }
    case 'heard':
      return made.state.room === state.room
        ? { ...state, mode: made.state.mode, events: merge(state.events, made.state.events) }
        : state;
    case 'asked':
      return { ...state, pending: state.pending + 1 };
    case 'answered':
      return { ...state, pending: Math.max(0, state.pending - 1) };
    case 'lost':
      return { ...state, problem: made.problem };
    case 'found': {
      const { problem: _gone, ...rest } = state;
      return rest;
    }
  }
}

/** Events arrive twice (by the call and by the poll) and out of order: one of each number, in order. */
function merge(known: readonly RoomEvent[], news: readonly RoomEvent[]): readonly RoomEvent[] {
  const added = news.filter(({ id }) => !known.some((event) => event.id === id));
  return added.length === 0 ? known : [...known, ...added].sort((a, b) => a.id - b.id);
}

/** Number of the newest event from which on nothing is missing: what to ask for next comes after it. */
export function lastHeard(events: readonly RoomEvent[]): number {
  let last = 0;
  for (const { id } of events) {
    if (id !== last + 1) break;
    last = id;
  }
  return last;
}

/** The reply whose quick replies are on offer: the newest event, unless the talk went on. */
export function openReply({ events, mode, pending }: PageState): EventOf<'reply'> | undefined {
  const last = events.at(-1);
  return mode === 'bot' && pending === 0 && last?.kind === 'reply' ? last : undefined;
}

/** A line between two days, by the clock of the viewer. */
export function startsDay(events: readonly RoomEvent[], index: number): boolean {
  const before = events[index - 1];
  const event = events[index];
  return event !== undefined && (before === undefined || dayOf(before.at) !== dayOf(event.at));
}

const DAY = new Intl.DateTimeFormat('ko-KR', { dateStyle: 'full', timeZone: 'Asia/Seoul' });
const TIME = new Intl.DateTimeFormat('ko-KR', { timeStyle: 'short', timeZone: 'Asia/Seoul' });

/** '2026년 11월 24일 화요일' in Korea. */
export function dayOf(at: number): string {
  return DAY.format(at);
}

/** '오후 3:05' in Korea. */
export function timeOf(at: number): string {
  return TIME.format(at);
}
