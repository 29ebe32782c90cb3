import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { App } from 'aws-cdk-lib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildFunctions } from '../../bin/build.ts';
import { buildSnapshot, loadCityProfile } from '../../bin/content.ts';
import { contentStore } from '../../lib/aws/content-store.ts';
import { type TicketStore, ticketStore } from '../../lib/aws/ticket-store.ts';
import { floorSnapshot, packSnapshot } from '../../lib/content/snapshot.ts';
import type { Ticket } from '../../lib/handoff/types.ts';
import { createCity } from '../../lib/infra/city.ts';
import { type Board, STAFF_PATH } from '../../lib/staff/api.ts';
import { type City, startCity } from '../../local/city.ts';
import { desk } from '../staff/desk.ts';
import { signIn } from '../staff/sign-in.ts';
import { citizen, itemsOf } from './citizen.ts';
import { eventCalls, openRoom } from './kakao-room.ts';

const NIGHT = Date.parse('2026-11-24T22:00:00+09:00');
const WITHIN = { timeout: 30_000, interval: 200 };
const KEYS = { accessKeyId: 'local', secretAccessKey: 'local' };
const clientOf = (endpoint: string) => ({ endpoint, region: 'ap-northeast-2', credentials: KEYS });
const storeOf = (city: City): TicketStore => ticketStore(city.table('Tickets'), clientOf(city.storeUrl));

/** What a counsellor does on the staff page: claims the one waiting ticket and writes an answer. */
async function answer(city: City, number: string, text: string): Promise<Ticket> {
  const store = storeOf(city);
  const list = await store.listByState('waiting', { limit: 100, now: city.clock.now() });
  const ticket = 'tickets' in list ? list.tickets.find((each) => each.number === number) : undefined;
  if (!ticket) throw new Error(`no ticket ${number} waits`);
  await store.applyTo(ticket, { kind: 'claim' }, city.clock.now(), 'kim');
  const done = await store.applyTo(ticket, { kind: 'answer', text }, city.clock.now(), 'kim');
  if (!('stored' in done)) throw new Error(`the answer was not stored: ${JSON.stringify(done)}`);
  return done.stored;
}

/** The same by the staff page's own calls: no clock is moved, so no sweep runs. */
async function answerAtTheDesk(city: City, number: string, text: string): Promise<void> {
  const at = desk(city, await signIn(city, 'counsellor'));
  const row = await vi.waitFor(async () => {
    const { body } = await at.get<Board>(STAFF_PATH.board);
    const mine = body.tickets.find((each) => each.number === number);
    if (!mine) throw new Error(`no ticket ${number} waits`);
    return mine;
  }, WITHIN);
  const claimed = await at.act('claim', row);
  expect(claimed.status).toBe(200);
  expect((await at.act('answer', claimed.body.ticket, { text })).status).toBe(200);
}

const numberIn = (text: string): string => /접수번호는 ([\dA-Z]{3}-[\dA-Z]{3})/.exec(text)?.[1] ?? '?';

async function leaveMessage(say: (words: string) => Promise<{ text: string }>): Promise<string> {
  await say('1:1채팅상담');
  await say('남기기');
  return numberIn((await say('여권 사진을 다시 찍어야 하나요?')).text);
}

describe('where the city has not bought the Event API', () => {
  let city: City;
  beforeAll(async () => {
    city = await startCity({ quiet: true });
    await city.clock.set(NIGHT);
  });
  afterAll(() => city?.close());

  it('an answer waits, is the first thing shown when the citizen is back, and is shown once', async () => {
    const person = citizen(city);
    const number = await leaveMessage((words) => person.say(words));
    await answer(city, number, '네, 6개월 안에 찍은 사진이 필요해요.');
    const back = await person.say('여권 만드는 데 얼마예요?');
    const outputs = back.reply.template?.outputs ?? [];
    expect(JSON.stringify(outputs[0])).toContain('6개월 안에 찍은');
    expect(JSON.stringify(outputs[0])).toContain(number);
    expect(back.text).toContain('52,000원');
    expect((await person.say('여권 만드는 데 얼마예요?')).text).not.toContain('6개월 안에 찍은');
    expect(await eventCalls(city)).toEqual([]);
  });

  it('is shown again when the store could not note that it was shown', async () => {
    const person = citizen(city);
    const number = await leaveMessage((words) => person.say(words));
    await answer(city, number, '창구는 1층이에요.');
    city.faults('store', { operation: 'PutItem', status: 500 });
    expect((await person.say('여권 만드는 데 얼마예요?')).text).toContain('창구는 1층이에요.');
    city.faults('store');
    expect((await person.say('여권 만드는 데 얼마예요?')).text).toContain('창구는 1층이에요.');
    expect((await person.say('여권 만드는 데 얼마예요?')).text).not.toContain('창구는 1층이에요.');
  });

  it('is not lost when the citizen comes back by asking for a person again', async () => {
    const person = citizen(city);
    const number = await leaveMessage((words) => person.say(words));
    const ticket = await answer(city, number, '수수료는 그대로예요.');
    await storeOf(city).applyTo(ticket, { kind: 'resolve', outcome: 'solved' }, city.clock.now(), 'kim');
    const again = await person.say('1:1채팅상담');
    expect(again.text).toContain('수수료는 그대로예요.');
    expect(numberIn(again.text)).not.toBe(number);
    expect((await person.say('내 상담')).text).not.toContain('수수료는 그대로예요.');
  });

  it('does not stand before words of danger', async () => {
    const person = citizen(city);
    const number = await leaveMessage((words) => person.say(words));
    await answer(city, number, '기다려 주셔서 고마워요.');
    expect((await person.say('죽고 싶어요')).text).not.toContain('기다려 주셔서');
    expect((await person.say('안녕하세요')).text).toContain('기다려 주셔서');
  });

  it('keeps no user key, sealed or not', async () => {
    expect(JSON.stringify(await itemsOf(city, 'tickets'))).not.toContain('reach');
  });

  it('limits one citizen’s tickets kindly: hours and phone, no further ticket', async () => {
    const person = citizen(city);
    for (let i = 0; i < 5; i += 1) {
      expect((await person.say('1:1채팅상담')).text).toContain('접수했어요');
      await person.say('상담 취소');
    }
    const more = await person.say('1:1채팅상담');
    expect(more.text).not.toContain('접수');
    expect(more.text).toContain('110');
    expect(more.text).toContain('평일 09:00~18:00');
    await city.clock.advance(25 * 3_600_000);
    expect((await person.say('1:1채팅상담')).text).toContain('접수했어요');
  });
});

describe('where the city lets answers go out by the Event API', () => {
  let city: City;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'minwontalk-answers-'));
    city = await startCity({ quiet: true, assembly: await synthesizeSpeaking(folder) });
    await city.clock.set(NIGHT);
    await publishSpeaking(city);
    await putKakaoKey(city);
  });
  afterAll(async () => {
    await city?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('the answer to a left message reaches the citizen in the chat, and the sealed key is gone then', async () => {
    const room = await openRoom(city);
    await room.say('1:1채팅상담');
    expect(JSON.stringify(await itemsOf(city, 'tickets'))).not.toContain('"reach"');
    await room.say('남기기');
    const left = await room.say('여권 사진을 다시 찍어야 하나요?');
    const number = numberIn(left.at(-1)?.text ?? '');
    expect(JSON.stringify(await itemsOf(city, 'tickets'))).toContain('"reach":{"S":"v1.');
    await answerAtTheDesk(city, number, '네, 6개월 안에 찍은 사진이 필요해요.');
    await vi.waitFor(async () => {
      const shown = (await room.all()).filter(({ text }) => text.includes('6개월 안에 찍은'));
      expect(shown).toHaveLength(1);
    }, WITHIN);
    await vi.waitFor(async () => {
      const stored = (await itemsOf(city, 'tickets')).find((item) => item.number?.S === number);
      expect(JSON.stringify(stored?.history)).toContain('delivered');
      expect(stored).not.toHaveProperty('reach');
    }, WITHIN);
    await city.settled();
    expect((await room.say('안녕하세요')).at(-1)?.text).not.toContain('6개월 안에 찍은');
    expect(city.logs('handoff').some(({ message }) => message.includes('"AnswersSent":1'))).toBe(true);
    expect(JSON.stringify(await eventCalls(city))).not.toContain('6개월');
  });

  it('somebody who is no friend of the channel finds the answer at the next visit; the counsellor reads why', async () => {
    const room = await openRoom(city, { friend: false });
    await room.say('1:1채팅상담');
    await room.say('남기기');
    const number = numberIn((await room.say('언제 나오나요?')).at(-1)?.text ?? '');
    await answer(city, number, '내일 나와요.');
    // Nobody announces it: the sweep does.
    await city.clock.advance(2 * 60_000);
    const find = async () => (await itemsOf(city, 'tickets')).find((item) => item.number?.S === number);
    await vi.waitFor(async () => expect(JSON.stringify(await find())).toContain('차단'), WITHIN);
    expect((await room.say('안녕하세요')).some(({ text }) => text.includes('내일 나와요.'))).toBe(true);
    expect(await find()).not.toHaveProperty('reach');
  });
});

/** The template of the model city with the switch on, over the bundles of this checkout. */
async function synthesizeSpeaking(outdir: string): Promise<string> {
  const built = await buildFunctions({ city: 'icheon' });
  const app = new App({ outdir, analyticsReporting: false, builtinCloudFormationValidation: false });
  createCity(
    app,
    {
      city: { ...(await loadCityProfile('icheon')), answersByEventApi: true },
      stage: 'dev',
      bundles: built.functions,
      contentDigest: built.contentDigest,
      runbook: fileURLToPath(new URL('../../docs/runbook.md', import.meta.url)),
    },
    { region: 'ap-northeast-2' },
  );
  return app.synth().directory;
}

async function publishSpeaking(city: City): Promise<void> {
  const snapshot = await buildSnapshot('icheon');
  const content = { ...snapshot.content, city: { ...snapshot.content.city, answersByEventApi: true } };
  const versions = contentStore(city.table('Content'), clientOf(city.storeUrl));
  await versions.publish(packSnapshot(floorSnapshot(content, snapshot.index)), {
    by: 'test',
    at: new Date(city.clock.now()).toISOString(),
  });
}

async function putKakaoKey(city: City): Promise<void> {
  const { ssm } = (await (await fetch(`${city.controlUrl}/city`)).json()) as { ssm: string };
  const response = await fetch(ssm, {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'AmazonSSM.PutParameter' },
    body: JSON.stringify({
      Name: '/minwontalk/icheon/dev/kakao-rest-key',
      Type: 'SecureString',
      Value: 'local-rest-key',
    }),
  });
  expect(response.status).toBe(200);
}
