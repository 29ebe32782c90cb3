import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type City, startCity } from '../../local/city.ts';
import { citizen, itemsOf } from './citizen.ts';
import { openRoom } from './kakao-room.ts';

/** Writes of tickets and sessions fail for certain; reads work. */
const NO_WRITES = { operation: 'PutItem', status: 500 } as const;
const WITHIN = { timeout: 40_000, interval: 200 };

let city: City;
beforeAll(async () => {
  city = await startCity({ quiet: true });
  await city.clock.set(Date.parse('2026-11-24T10:00:00+09:00'));
  await citizen(city).say('안녕하세요');
});
afterAll(() => city?.close());
afterEach(async () => {
  for (const target of ['store', 'queue'] as const) city.faults(target);
  await city.start('store').catch(() => undefined);
});

const texts = async (room: Awaited<ReturnType<typeof openRoom>>) =>
  (await room.all()).map(({ text }) => text);
const numberIn = (text: string): string => /접수번호는 ([\dA-Z]{3}-[\dA-Z]{3})/.exec(text)?.[1] ?? '?';

async function ticketsWith(number: string): Promise<Record<string, Record<string, unknown>>[]> {
  return (await itemsOf(city, 'tickets')).filter((item) => item.number?.S === number);
}

describe('a hand-off that cannot be stored while the citizen waits, where the block offers a callback', () => {
  it('is checked on, stored when the store is back, and only then called 접수, in one callback', async () => {
    const room = await openRoom(city, { callback: true });
    city.faults('store', NO_WRITES);
    const [waiting] = (await room.say('1:1채팅상담')).filter(({ kind }) => kind === 'reply');
    expect(waiting?.text).toContain('확인하고 있어요');
    expect(waiting?.text).not.toContain('접수');
    city.faults('store');
    await vi.waitFor(async () => expect((await texts(room)).at(-1)).toContain('접수했어요'), WITHIN);
    const number = numberIn((await texts(room)).at(-1) ?? '');
    const [ticket, ...more] = await ticketsWith(number);
    expect(more).toEqual([]);
    expect(ticket?.state).toEqual({ S: 'waiting' });
    await vi.waitFor(
      async () => expect((await ticketsWith(number))[0]?.announced).toEqual({ BOOL: true }),
      WITHIN,
    );
    expect((await room.all()).filter(({ text }) => text.includes('접수했어요'))).toHaveLength(1);
    expect((await room.say('내 상담')).at(-1)?.text).toContain(number);
  });

  it('outlives a store that is down for seconds', async () => {
    const room = await openRoom(city, { callback: true });
    await city.stop('store');
    expect((await room.say('1:1채팅상담')).at(-1)?.text).toContain('확인하고 있어요');
    await new Promise((done) => setTimeout(done, 3000));
    await city.start('store');
    await vi.waitFor(async () => expect((await texts(room)).at(-1)).toContain('접수했어요'), WITHIN);
    expect(await ticketsWith(numberIn((await texts(room)).at(-1) ?? ''))).toHaveLength(1);
  });

  it('whose consumer is killed is stored all the same, once; the citizen finds it at the next turn', async () => {
    const room = await openRoom(city, { callback: true });
    await city.stop('store');
    expect((await room.say('1:1채팅상담')).at(-1)?.text).toContain('확인하고 있어요');
    await vi.waitFor(async () => expect((await city.messages('LateQueue')).inflight).toHaveLength(1), WITHIN);
    await city.kill('handoff');
    await city.start('store');
    await city.clock.advance(125_000);
    await vi.waitFor(async () => expect((await city.messages('LateQueue')).inflight).toEqual([]), WITHIN);
    const status = (await room.say('내 상담')).at(-1)?.text ?? '';
    expect(status).toContain('차례를 기다리고 있어요');
    const number = /접수번호 ([\dA-Z]{3}-[\dA-Z]{3})/.exec(status)?.[1] ?? '?';
    expect(await ticketsWith(number)).toHaveLength(1);
  });

  it('without a queue either is answered at once with the phone number, and no callback follows', async () => {
    const room = await openRoom(city, { callback: true });
    city.faults('store', NO_WRITES);
    city.faults('queue', { operation: 'SendMessage', status: 500 });
    const text = (await room.say('1:1채팅상담')).at(-1)?.text ?? '';
    expect(text).toContain('110');
    expect(text).not.toContain('접수했어요');
    expect(text).not.toContain('1분 안에');
  });

  it('without a callback on offer stays with the honest reply', async () => {
    const room = await openRoom(city);
    city.faults('store', NO_WRITES);
    expect((await room.say('1:1채팅상담')).at(-1)?.text).toContain('110');
    expect((await city.messages('LateQueue')).ready).toEqual([]);
  });

  it('leaves no raw words and no user key on the queue', async () => {
    const room = await openRoom(city, { callback: true });
    await room.say('저는 900212-1980315 이고 여권이 궁금해요');
    const records = city.logs('handoff').length;
    city.faults('store', NO_WRITES);
    await room.say('상담원 연결해 주세요');
    const { delayed, ready, inflight } = (await city.messages('LateQueue')) as never as Record<
      string,
      unknown[]
    >;
    const queued = JSON.stringify([delayed, ready, inflight]);
    expect(queued).toContain('callbackUrl');
    expect(queued).toContain('[주민등록번호]');
    for (const secret of ['1980315', 'botUserKey']) expect(queued).not.toContain(secret);
    city.faults('store');
    await vi.waitFor(async () => expect((await texts(room)).at(-1)).toContain('접수했어요'), WITHIN);
    expect(JSON.stringify(city.logs('handoff').slice(records))).not.toContain('1980315');
  });
});
