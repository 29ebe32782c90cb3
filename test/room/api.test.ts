/** The simulator's HTTP API: what the room's page calls, and who else may not. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Stage, startStage } from './harness.ts';
import { textResponse } from './skillServer.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.close());

const call = (path: string, init: RequestInit = {}) => fetch(`${stage.kakao.url}${path}`, init);
const post = async (path: string, body: unknown = {}) => {
  const response = await call(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  // biome-ignore lint/suspicious/noExplicitAny: tests look into the answer as they like
  return { status: response.status, body: (await response.json()) as any };
};

test('a room is opened, entered, talked to and read', async () => {
  stage.skills.answer(({ payload }) => ({
    body: textResponse(`들었어요: ${payload.userRequest.utterance}`),
  }));
  const { room } = (await post('/rooms')).body;
  expect((await post(`/rooms/${room}/enter`)).body.events).toMatchObject([
    { kind: 'reply', block: '웰컴 블록' },
  ]);
  const said = (await post(`/rooms/${room}/say`, { text: '여권' })).body;
  expect(said).toMatchObject({
    room,
    mode: 'bot',
    busy: false,
    events: [{ kind: 'mine' }, { kind: 'reply' }],
  });
  const heard = await (await call(`/rooms/${room}/events?after=1`)).json();
  expect(heard.events).toEqual(said.events);
  expect((await post(`/rooms/${room}/operator`)).body.mode).toBe('person');
  expect((await post(`/rooms/${room}/bot`)).body.mode).toBe('bot');
});

test('a call for events waits until there is one', async () => {
  const { room } = (await post('/rooms')).body;
  const waiting = call(`/rooms/${room}/events?after=0&wait=20000`);
  await post(`/rooms/${room}/say`, { text: '여권' });
  expect((await (await waiting).json()).events[0]).toMatchObject({ kind: 'mine', text: '여권' });
});

test('what was sent and what came back can be read', async () => {
  const { room } = (await post('/rooms')).body;
  const { events } = (await post(`/rooms/${room}/say`, { text: '여권' })).body;
  const record = await (await call(`/calls/${events[1].requestId}`)).json();
  expect(JSON.parse(record.request).userRequest.utterance).toBe('여권');
  expect(record).toMatchObject({ status: 200, url: `${stage.skills.url}/skill/ask` });
});

test('the channel has its name and a menu that ends with the one entry KakaoTalk adds', async () => {
  const face = await (await call('/channel')).json();
  expect(face.name).toBe('이천시민원콜센터');
  expect(face.menu.at(-1)).toEqual({ label: '상담직원 연결' });
});

test('only the city’s own page may call from a browser', async () => {
  const own = await call('/channel', { headers: { origin: stage.skills.url } });
  expect(own.headers.get('access-control-allow-origin')).toBe(stage.skills.url);
  const stranger = await call('/channel', { headers: { origin: 'https://evil.example' } });
  expect(stranger.status).toBe(403);
  expect(stranger.headers.get('access-control-allow-origin')).toBeNull();
});

test('a bad call is told what is wrong with it', async () => {
  const { room } = (await post('/rooms')).body;
  expect(await post(`/rooms/${room}/say`, { text: '' })).toMatchObject({ status: 400 });
  expect(await post(`/rooms/${room}/press`, { from: 'CARD_BUTTON' })).toMatchObject({ status: 400 });
  expect(await post('/rooms/none/say', { text: 'a' })).toMatchObject({ status: 404 });
  const plain = await call(`/rooms/${room}/say`, { method: 'POST', body: '{"text":"a"}' });
  expect(plain.status).toBe(415);
});
