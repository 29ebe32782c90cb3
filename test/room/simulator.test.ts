/** What Kakao sends to a skill, and what reaches the citizen of the answer. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parseSkillRequest } from '../../lib/kakao/index.ts';
import { findPress, pressesOf } from '../../local/kakao/presses.ts';
import type { RoomEvent } from '../../local/kakao/protocol.ts';
import { BOT_ID, only, type Stage, startStage, textsOf } from './harness.ts';
import { textResponse } from './skillServer.ts';

let stage: Stage;
const lastCall = () => stage.skills.received.at(-1)!;
const answerWith = (body: unknown, status?: number) =>
  stage.skills.answer(() => (status === undefined ? { body } : { body, status }));

beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.close());
beforeEach(() => answerWith(textResponse('네.')));

describe('a call to a skill', () => {
  test('carries what Kakao sends: headers in the observed forms, a whole payload, the secret', async () => {
    const room = stage.kakao.simulator.openRoom();
    await room.enter();
    const { headers, payload, skill } = lastCall();
    expect(skill).toBe('welcome');
    expect(headers['x-request-id']).toMatch(/^chp-[0-9a-f]{32}$/);
    expect(headers['x-chappie-footprint']).toBe(headers['x-request-id']);
    expect(headers).toMatchObject({ 'user-agent': 'AHC/2.1', 'x-minwontalk-secret': 'Test-Secret' });
    expect(payload.userRequest.user.id).toMatch(/^[0-9a-f]{66}$/);
    expect(payload).toMatchObject({
      bot: { id: BOT_ID },
      intent: { name: '웰컴 블록' },
      userRequest: { params: { surface: 'Kakaotalk.plusfriend' }, lang: 'ko', timezone: 'Asia/Seoul' },
      flow: { trigger: { type: 'TEXT_INPUT', referrerBlock: null }, lastBlock: null },
    });
    expect(parseSkillRequest(payload)).toMatchObject({
      ok: true,
      request: { isFriend: true, development: false },
    });
  });

  test('goes to the block whose pattern is the whole utterance, else to the fallback', async () => {
    const room = stage.kakao.simulator.openRoom();
    await room.say('공지사항');
    expect(lastCall().skill).toBe('notices');
    await room.say('1:1채팅상담');
    expect(lastCall().skill).toBe('person');
    await room.say('공지사항이 뭐예요');
    expect(lastCall().skill).toBe('ask');
    expect(lastCall().payload).toMatchObject({
      userRequest: { utterance: '공지사항이 뭐예요', block: { name: '폴백 블록' } },
      flow: { lastBlock: { name: '1:1채팅상담' } },
    });
  });

  test('of a message button goes through matching again and carries the extra', async () => {
    answerWith({
      version: '2.0',
      template: {
        outputs: [
          {
            listCard: {
              header: { title: '여권' },
              items: [
                {
                  title: '준비물',
                  action: 'message',
                  messageText: '여권 준비물',
                  extra: { entry: 'papers' },
                },
              ],
            },
          },
        ],
        quickReplies: [
          { label: '전체', action: 'message', messageText: '전체 분야', extra: { skill: 'fields' } },
        ],
      },
    });
    const room = stage.kakao.simulator.openRoom();
    const events = await room.enter();
    await room.press(findPress(events, '준비물'));
    expect(lastCall()).toMatchObject({
      skill: 'ask',
      payload: {
        action: { clientExtra: { entry: 'papers' } },
        userRequest: { utterance: '여권 준비물' },
        flow: { trigger: { type: 'LIST_ITEM_MESSAGE', referrerBlock: { name: '웰컴 블록' } } },
      },
    });
    await room.press(findPress(events, '전체'));
    expect(lastCall()).toMatchObject({
      skill: 'fields',
      payload: {
        action: { clientExtra: { skill: 'fields' } },
        flow: { trigger: { type: 'QUICKREPLY_BUTTON_MESSAGE' } },
      },
    });
  });

  test('of a block button goes to that block, with the label as words; an unknown block is told', async () => {
    const room = stage.kakao.simulator.openRoom();
    const guide = stage.kakao.simulator.scenario.blocks.find(({ skill }) => skill === 'guide')!;
    await room.press({ from: 'CARD_BUTTON', action: 'block', label: '길 찾기', blockId: guide.id });
    expect(lastCall()).toMatchObject({ skill: 'guide', payload: { userRequest: { utterance: '길 찾기' } } });
    const events = await room.press({
      from: 'CARD_BUTTON',
      action: 'block',
      label: '없음',
      blockId: 'f'.repeat(24),
    });
    expect(only(events, 'failed').reason).toBe('unknownBlock');
  });

  test('of the development channel and of 봇테스트 bears their marks', async () => {
    await stage.kakao.simulator.openRoom({ surface: 'development' }).say('안녕');
    expect(lastCall().payload.bot.id).toBe(`${BOT_ID}!`);
    await stage.kakao.simulator.openRoom({ surface: 'botTest' }).say('안녕');
    expect(lastCall().payload.userRequest).toMatchObject({
      utterance: '안녕\n',
      params: { surface: 'BuilderBotTest', ignoreMe: 'true' },
    });
    expect(lastCall().payload.userRequest.user.properties).not.toHaveProperty('plusfriendUserKey');
  });

  test('of somebody who has not added the channel lacks isFriend', async () => {
    await stage.kakao.simulator.openRoom({ friend: false }).say('안녕');
    expect(lastCall().payload.userRequest.user.properties).not.toHaveProperty('isFriend');
    expect(lastCall().payload.userRequest.user.properties).toHaveProperty('plusfriendUserKey');
  });

  test('can be delivered twice, byte for byte', async () => {
    const room = stage.kakao.simulator.openRoom();
    const { requestId } = only(await room.say('여권'), 'reply');
    const first = lastCall();
    await stage.kakao.simulator.repeat(requestId);
    expect(lastCall()).toEqual(first);
    expect(stage.skills.received.filter(({ headers }) => headers['x-request-id'] === requestId)).toHaveLength(
      2,
    );
    expect(room.state().events).toHaveLength(2);
  });
});

describe('contexts', () => {
  const opening = (values: unknown) => ({ ...textResponse('네.'), context: { values } });

  test('live for the turns and seconds that the response gave them', async () => {
    const room = stage.kakao.simulator.openRoom();
    answerWith(opening([{ name: 'waste', lifeSpan: 2, ttl: 600, params: { dong: '중리동' } }]));
    await room.say('하나');
    expect(lastCall().payload.contexts).toEqual([]);
    answerWith(textResponse('네.'));
    await room.say('둘');
    expect(lastCall().payload.contexts).toEqual([
      {
        name: 'waste',
        lifespan: 2,
        ttl: 600,
        params: { dong: { value: '중리동', resolvedValue: '중리동' } },
      },
    ]);
    await stage.clock.advance(60_000);
    await room.say('셋');
    expect(lastCall().payload.contexts).toMatchObject([{ lifespan: 1, ttl: 540 }]);
    await room.say('넷');
    expect(lastCall().payload.contexts).toEqual([]);
  });

  test('end with lifeSpan 0, or when their time is over', async () => {
    const room = stage.kakao.simulator.openRoom();
    answerWith(
      opening([
        { name: 'a', lifeSpan: 5 },
        { name: 'b', lifeSpan: 5, ttl: 30 },
      ]),
    );
    await room.say('하나');
    answerWith(opening([{ name: 'a', lifeSpan: 0 }]));
    await room.say('둘');
    expect(lastCall().payload.contexts.map(({ name }: { name: string }) => name)).toEqual(['a', 'b']);
    await stage.clock.advance(31_000);
    await room.say('셋');
    expect(lastCall().payload.contexts).toEqual([]);
  });
});

describe('what the citizen gets', () => {
  const failure = async (): Promise<Extract<RoomEvent, { kind: 'failed' }>> =>
    only(await stage.kakao.simulator.openRoom().say('여권'), 'failed');

  test('is the reply, with the time it took', async () => {
    const reply = only(await stage.kakao.simulator.openRoom().say('여권'), 'reply');
    expect(textsOf(reply)).toEqual(['네.']);
    expect(reply.notes).toEqual([]);
    expect(reply.ms).toBeGreaterThan(0);
  });

  test('is nothing when the skill is too late', async () => {
    const hasty = await startStage({ timeoutMs: 100 });
    const done = Promise.withResolvers<{ body: unknown }>();
    hasty.skills.answer(() => done.promise);
    const events = await hasty.kakao.simulator.openRoom().say('여권');
    expect(only(events, 'failed')).toMatchObject({
      reason: 'timeout',
      text: '스킬 서버가 0.1초 안에 답하지 않았습니다.',
    });
    done.resolve({ body: textResponse('늦었어요') });
    await hasty.close();
  });

  test('is nothing when the skill refuses, breaks down or answers no JSON', async () => {
    answerWith({ message: 'Unauthorized' }, 401);
    expect(await failure()).toMatchObject({ reason: 'status', text: '스킬 서버가 HTTP 401로 답했습니다.' });
    answerWith('<html>');
    expect(await failure()).toMatchObject({ reason: 'refused', notes: [{ rule: 'response.json' }] });
  });

  test('is nothing above 30 KB, with the reason', async () => {
    answerWith({ ...textResponse('네.'), data: { filler: '가'.repeat(10_300) } });
    expect(await failure()).toMatchObject({
      reason: 'refused',
      notes: [{ rule: 'response.size', effect: 'drop' }],
    });
  });

  test('is cut where KakaoTalk cuts', async () => {
    const button = { action: 'message', label: '여권 재발급 신청서 내려받기', messageText: '여권' };
    answerWith({
      version: '2.0',
      template: { outputs: [{ textCard: { title: '가'.repeat(60), buttons: [button] } }] },
    });
    const reply = only(await stage.kakao.simulator.openRoom().say('여권'), 'reply');
    expect(reply.response).toMatchObject({
      template: {
        outputs: [
          { textCard: { title: '가'.repeat(50), buttons: [{ label: '여권 재발급 신청서 내려받' }] } },
        ],
      },
    });
    expect(reply.notes.map(({ rule }) => rule).sort()).toEqual([
      'button.label.length',
      'textCard.title.length',
    ]);
  });

  test('is shown with a remark where Kakao publishes no effect', async () => {
    const items = Array.from({ length: 6 }, (_, n) => ({
      title: `${n}`,
      action: 'message',
      messageText: `${n}`,
    }));
    answerWith({
      version: '2.0',
      template: { outputs: [{ listCard: { header: { title: '분야' }, items } }] },
    });
    const reply = only(await stage.kakao.simulator.openRoom().say('여권'), 'reply');
    expect(pressesOf(reply)).toHaveLength(6);
    expect(reply.notes).toMatchObject([{ rule: 'listCard.items.count', effect: 'unpublished' }]);
  });
});

describe('1:1 chat', () => {
  test('takes the words away from the skill until the citizen comes back', async () => {
    const room = stage.kakao.simulator.openRoom();
    await room.enter();
    await room.operator();
    const calls = stage.skills.received.length;
    expect(await room.say('사람 계세요?')).toMatchObject([{ kind: 'mine' }]);
    expect(await room.counsellor('네, 말씀하세요.')).toMatchObject([{ kind: 'counsellor' }]);
    expect(stage.skills.received).toHaveLength(calls);
    expect(room.mode()).toBe('person');
    await room.backToBot();
    await room.say('여권');
    expect(stage.skills.received).toHaveLength(calls + 1);
  });
});
