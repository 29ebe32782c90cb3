/** Callbacks and the Event API: Kakao's hosts as the functions see them. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isCallbackUrl, parseCallbackReply } from '../../lib/kakao/index.ts';
import type { RoomOptions } from '../../local/kakao/protocol.ts';
import { BOT_ID, only, type Stage, startStage, textsOf } from './harness.ts';
import { textResponse } from './skillServer.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.close());

const ack = { version: '2.0', useCallback: true, data: { text: '찾아보고 있어요.' } };

async function ask(answer: unknown, options: Partial<RoomOptions> = {}) {
  stage.skills.answer(() => ({ body: answer }));
  const room = stage.kakao.simulator.openRoom({ callback: true, ...options });
  const events = await room.say('복잡한 질문');
  const url = new URL(stage.skills.received.at(-1)!.payload.userRequest.callbackUrl);
  const post = (body: unknown) => stage.outgoing(url.host, 'POST', url.pathname, body);
  return { room, events, url, post };
}

describe('a callback', () => {
  test('is offered only where the block has it, at an address that the allow-list takes', async () => {
    const { url } = await ask(ack);
    expect(isCallbackUrl(url.href)).toBe(true);
    await stage.kakao.simulator.openRoom().say('질문');
    expect(stage.skills.received.at(-1)!.payload.userRequest).not.toHaveProperty('callbackUrl');
  });

  test('shows the waiting words, then the answer that was posted', async () => {
    const { room, events, post } = await ask(ack);
    expect(textsOf(only(events, 'reply'))).toEqual(['찾아보고 있어요.']);
    const told = await post(textResponse('찾았어요.'));
    expect(parseCallbackReply(told.body)).toMatchObject({ status: 'SUCCESS' });
    expect(textsOf(room.state().events.at(-1)!)).toEqual(['찾았어요.']);
  });

  test('works once', async () => {
    const { post } = await ask(ack);
    await post(textResponse('하나'));
    expect((await post(textResponse('둘'))).body).toMatchObject({
      status: 'FAIL',
      message: 'Invalid callback token. Check your callback token.',
    });
  });

  test('is worth nothing without useCallback, after a minute, in 봇테스트, or with a broken response', async () => {
    const plain = await ask(textResponse('바로 답'));
    expect((await plain.post(textResponse('답'))).body.message).toMatch(
      /^The skill server settings are incorrect/,
    );
    const late = await ask(ack);
    await stage.clock.advance(61_000);
    expect((await late.post(textResponse('답'))).body.message).toMatch(/^Invalid callback token\. /);
    const testing = await ask(ack, { surface: 'botTest' });
    expect((await testing.post(textResponse('답'))).body.message).toMatch(/for testing purposes/);
    const broken = await ask(ack);
    expect((await broken.post({ version: '2.0' })).body.message).toBe(
      'Invalid json response from bot-skill.',
    );
    expect((await broken.post('no json')).body.status).toBe('FAIL');
  });

  test('that never comes is told in the room after the minute', async () => {
    const { room } = await ask(ack);
    await stage.clock.advance(61_000);
    expect(room.state().events.at(-1)).toMatchObject({ kind: 'failed', reason: 'callbackMissed' });
  });
});

describe('the Event API', () => {
  const talk = (
    body: unknown,
    headers: Record<string, string> = { authorization: 'KakaoAK some-key' },
    bot = BOT_ID,
  ) => stage.outgoing('bot-api.kakao.com', 'POST', `/v2/bots/${bot}/talk`, body, headers);
  const eventFor = (id: string, name = 'answer_ready') => ({
    event: { name },
    user: [{ type: 'botUserKey', id }],
    params: { ticket: 'A7' },
  });

  test('runs the block with that event for the citizen, with the parameters', async () => {
    stage.skills.answer(() => ({ body: textResponse('답이 왔어요.') }));
    const room = stage.kakao.simulator.openRoom();
    const { status, body } = await talk(eventFor(room.citizen.botUserKey));
    expect({ status, result: body.status }).toEqual({ status: 200, result: 'SUCCESS' });
    await room.wait(0, 5000);
    expect(textsOf(room.state().events[0]!)).toEqual(['답이 왔어요.']);
    expect(stage.skills.received.at(-1)).toMatchObject({
      skill: 'welcome',
      payload: { intent: { name: '답변 알림' }, userRequest: { params: { ticket: 'A7' } } },
    });
    expect((await stage.outgoing('bot-api.kakao.com', 'GET', `/v1/tasks/${body.taskId}`)).body).toMatchObject(
      {
        successCount: 1,
      },
    );
  });

  test('reaches nobody who has not added the channel, and no unknown event or user', async () => {
    const stranger = stage.kakao.simulator.openRoom({ friend: false });
    const counts = await Promise.all(
      [
        eventFor(stranger.citizen.botUserKey),
        eventFor('0'.repeat(66)),
        eventFor('0'.repeat(66), 'nothing'),
      ].map(async (body) => {
        const { taskId } = (await talk(body)).body;
        return (await stage.outgoing('bot-api.kakao.com', 'GET', `/v1/tasks/${taskId}`)).body.successCount;
      }),
    );
    expect(counts).toEqual([0, 0, 0]);
    expect(stranger.state().events).toEqual([]);
  });

  test('refuses a call without a key, for another bot, or of another form; other hosts are not there', async () => {
    expect((await talk(eventFor('a'), {})).status).toBe(401);
    expect((await talk(eventFor('a'), undefined, 'f'.repeat(24))).body.message).toMatch(/Invalid bot ID/);
    expect((await talk({ user: [] })).status).toBe(400);
    expect((await stage.outgoing('kapi.kakao.com', 'GET', '/v1/user')).status).toBe(404);
  });
});
