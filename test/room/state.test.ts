/** How the page's state follows the room. */

import { expect, test } from 'vitest';
import type { RoomEvent, RoomState } from '../../local/kakao/protocol.ts';
import { change, lastHeard, openReply, type PageState, START, startsDay } from '../../web/room/state.ts';

const mine = (id: number, at = 0): RoomEvent => ({ id, at, kind: 'mine', text: `${id}` });
const reply = (id: number): RoomEvent => ({
  id,
  at: 0,
  kind: 'reply',
  block: '폴백 블록',
  requestId: 'chp-1',
  response: {},
  notes: [],
  ms: 1,
});
const roomState = (events: RoomEvent[], room = 'r'): RoomState => ({
  room,
  mode: 'bot',
  busy: false,
  events,
});
const opened = (events: RoomEvent[] = []): PageState =>
  change(START, { kind: 'opened', channel: START.channel, state: roomState(events) });

test('events that come twice and out of order are there once, in order', () => {
  let state = opened();
  state = change(state, { kind: 'heard', state: roomState([reply(2), mine(1)]) });
  state = change(state, { kind: 'heard', state: roomState([mine(1), reply(2), mine(3)]) });
  expect(state.events.map(({ id }) => id)).toEqual([1, 2, 3]);
});

test('what another room says is not heard', () => {
  const state = change(opened([mine(1)]), { kind: 'heard', state: roomState([mine(2)], 'other') });
  expect(state.events).toHaveLength(1);
});

test('the next question for news starts where the first gap is', () => {
  expect(lastHeard([])).toBe(0);
  expect(lastHeard([mine(1), mine(2), mine(4)])).toBe(2);
});

test('quick replies are on offer under the newest reply only, and not while an answer is awaited', () => {
  const state = opened([mine(1), reply(2)]);
  expect(openReply(state)?.id).toBe(2);
  expect(openReply(change(state, { kind: 'asked' }))).toBeUndefined();
  expect(openReply(change(state, { kind: 'heard', state: roomState([mine(3)]) }))).toBeUndefined();
  expect(openReply({ ...state, mode: 'person' })).toBeUndefined();
});

test('a new day begins at midnight in Korea', () => {
  const beforeMidnight = Date.UTC(2026, 10, 24, 14, 59);
  const events = [
    mine(1, beforeMidnight),
    mine(2, beforeMidnight + 30_000),
    mine(3, beforeMidnight + 60_000),
  ];
  expect(events.map((_, n) => startsDay(events, n))).toEqual([true, false, true]);
});

test('a problem stays until the room is found again, and loses no words', () => {
  const lost = change(opened([mine(1)]), { kind: 'lost', problem: '꺼져 있습니다.' });
  expect(lost).toMatchObject({ problem: '꺼져 있습니다.', events: [{ id: 1 }] });
  expect(change(lost, { kind: 'found' })).not.toHaveProperty('problem');
});
