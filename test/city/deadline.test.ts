import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type City, startCity } from '../../local/city.ts';
import { type Answer, citizen, itemsOf } from './citizen.ts';

/** What Kakao must never wait longer for, ms: the promise is 3.0 s, with room for a loaded machine. */
const PROMISE_MS = 3200;

let city: City;
beforeAll(async () => {
  city = await startCity({ quiet: true });
  await city.clock.set(Date.parse('2026-11-24T10:00:00+09:00'));
  await citizen(city).say('안녕하세요');
});
afterAll(() => city?.close());
afterEach(async () => {
  for (const target of ['store', 'queue', 'ssm'] as const) city.faults(target);
  await city.start('store').catch(() => undefined);
});

describe.each([500, 2000, 4000, 10_000])('with a store that answers after %i ms', (delayMs) => {
  it('questions are answered from memory, well in time', async () => {
    city.faults('store', { delayMs });
    const { text, ms } = await citizen(city).say('여권 만드는 데 얼마예요?');
    expect(text).toContain('52,000원');
    expect(ms).toBeLessThan(1500);
  });

  it('a wish for a person is never called 접수 unless it is stored', async () => {
    city.faults('store', { delayMs });
    const person = citizen(city);
    const { text, ms } = await person.say('1:1채팅상담');
    expect(ms).toBeLessThan(PROMISE_MS);
    expect(text).toContain(text.includes('접수번호는') ? '접수' : '110');
    city.faults('store');
    if (text.includes('접수번호는')) {
      const number = /접수번호는 ([\dA-Z-]{7})/.exec(text)?.[1] ?? '?';
      expect(JSON.stringify(await itemsOf(city, 'tickets'))).toContain(number);
    }
  });
});

describe('with one citizen who sends sixty messages in a row', () => {
  it('asks that one to slow down, answers everybody else, and still hears a word of danger', async () => {
    const flood = citizen(city);
    const replies: Answer[] = [];
    for (let i = 0; i < 60; i += 1) replies.push(await flood.say('여권 만드는 데 얼마예요?'));
    const told = replies.filter(({ text }) => text.includes('너무 빨리'));
    expect(told.length).toBeGreaterThan(0);
    expect(replies.filter(({ text }) => text.includes('52,000원'))).toHaveLength(60 - told.length);
    expect((await citizen(city).say('여권 만드는 데 얼마예요?')).text).toContain('52,000원');
    expect((await flood.say('죽고 싶어요')).text).toContain('109');
  });
});

describe('with the store gone', () => {
  it('every question is still answered, and a cold start answers from its bundle with its date', async () => {
    await city.stop('store');
    expect((await citizen(city).say('여권 만드는 데 얼마예요?')).text).toContain('52,000원');
    await city.kill('chat');
    const cold = await citizen(city).say('여권 만드는 데 얼마예요?');
    expect(cold.ms).toBeLessThan(5000);
    expect(cold.text).toMatch(/52,000원|110/);
    const warm = await citizen(city).say('여권 만드는 데 얼마예요?');
    expect(warm.text).toContain('저장한 내용이에요');
    await city.start('store');
  });
});

describe('with the queue gone', () => {
  it('a hand-off is acknowledged on its stored ticket, and the sweep announces it later, once', async () => {
    city.faults('queue', { refuse: true });
    const { text, ms } = await citizen(city).say('1:1채팅상담');
    const number = /접수번호는 ([\dA-Z-]{7})/.exec(text)?.[1] ?? '?';
    expect(number).not.toBe('?');
    expect(ms).toBeLessThan(PROMISE_MS);
    const find = async () =>
      (await itemsOf(city, 'tickets')).find((item) => JSON.stringify(item).includes(number));
    expect((await find())?.announced?.BOOL).toBe(false);
    city.faults('queue');
    await vi.waitFor(
      async () => {
        await city.clock.advance(60_000);
        expect((await find())?.announced?.BOOL).toBe(true);
      },
      { timeout: 20_000, interval: 500 },
    );
  });
});

describe('with the parameter store away', () => {
  it('a warm function goes on with the secret it knows', async () => {
    city.faults('ssm', { refuse: true });
    expect((await citizen(city).say('여권 만드는 데 얼마예요?')).text).toContain('52,000원');
  });

  it('a cold one answers with the phone number and stores nothing', async () => {
    city.faults('ssm', { refuse: true });
    await city.kill('chat');
    const { text } = await citizen(city).say('제 사연이 길어요 여권 만드는 데 얼마예요?');
    expect(text).toContain('110');
    city.faults('ssm');
    expect(JSON.stringify(await itemsOf(city, 'sessions'))).not.toContain('사연이');
  });
});
