import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkSkillResponse } from '../../lib/kakao/index.ts';
import { parseTurnLine } from '../../lib/usage/parse.ts';
import { type City, startCity } from '../../local/city.ts';
import { citizen, itemsOf, post, requestId } from './citizen.ts';

const SAMPLES = fileURLToPath(new URL('../../../shared/kakao/samples/requests/', import.meta.url));

let city: City;
beforeAll(async () => {
  city = await startCity({ quiet: true });
  await city.clock.set(Date.parse('2026-11-24T10:00:00+09:00'));
});
afterAll(() => city?.close());

describe('a citizen asks and the city answers', () => {
  it('over the skills of a whole visit', async () => {
    const { say } = citizen(city);
    const welcome = await say('', { skill: 'welcome' });
    expect(welcome.text).toContain('여권');
    const fields = await say('전체 분야', { skill: 'fields' });
    for (const name of ['여권', '대형폐기물', '지방세', '자동차']) expect(fields.text).toContain(name);
    expect((await say('여권 만드는 데 얼마예요?')).text).toContain('52,000원');
    expect((await say('준비물은요?')).text).toContain('여권');
    expect((await say('이천시 공지 사항', { skill: 'notices' })).text).toContain('(예시)');
    expect((await say('여권 어디서 해요?', { skill: 'guide' })).text).toContain('종합민원실');
  });

  it('remembers the talk, and forgets it after its time', async () => {
    const { say } = citizen(city);
    await say('여권 새로 만들려면?');
    expect((await say('얼마예요?')).text).toContain('여권');
    await city.clock.advance(31 * 60_000);
    expect((await say('얼마예요?')).text).not.toContain('52,000원');
  });

  it.skipIf(!existsSync(SAMPLES))(
    'to every sample request, with a valid answer (needs ../shared)',
    async () => {
      const files = readdirSync(SAMPLES);
      expect(files.length).toBeGreaterThan(20);
      for (const file of files) {
        const answer = await post(city, 'ask', readFileSync(`${SAMPLES}${file}`, 'utf8'));
        expect(answer.status, file).toBe(200);
        expect(checkSkillResponse(answer.body), file).toEqual([]);
      }
    },
  );

  it('only to Kakao: another secret, no secret and another bot are refused with a reason', async () => {
    const body = JSON.stringify({});
    expect((await post(city, 'ask', body, { 'x-minwontalk-secret': 'Wrong-Secret' })).status).toBe(401);
    const bot = JSON.stringify({
      bot: { id: '5f0000000000000000000002' },
      userRequest: { user: { id: 'u' }, utterance: '여권', block: {} },
    });
    const refused = await post(city, 'ask', bot);
    expect(refused.status).toBe(403);
    expect(JSON.parse(refused.body).error.message).toContain('city profile');
  });
});

describe('a hand-off', () => {
  it('is stored before it is acknowledged, travels through the queue, and makes exactly one ticket', async () => {
    const person = citizen(city);
    await person.say('여권 만드는 데 얼마예요?');
    const id = requestId();
    const first = await person.say('1:1채팅상담', { requestId: id });
    const number = /접수번호는 ([\dA-Z]{3}-[\dA-Z]{3})/.exec(first.text)?.[1];
    expect(number).toBeDefined();
    expect(first.body).toContain('"operator"');
    const again = await person.say('1:1채팅상담', { requestId: id });
    expect(again.text).toContain(number);
    await person.say('1:1채팅상담');
    await city.settled();
    const tickets = (await itemsOf(city, 'tickets')).filter((item) =>
      JSON.stringify(item).includes(number ?? '?'),
    );
    expect(tickets).toHaveLength(1);
    expect(JSON.stringify(tickets[0])).toContain('여권 만드는 데 얼마예요?');
    expect(tickets[0]?.announced?.BOOL).toBe(true);
    const { deadLetters } = { deadLetters: await city.messages('HandoffDeadLetters').catch(() => undefined) };
    expect(deadLetters?.ready ?? []).toEqual([]);
  });

  it('keeps nothing of an identifier: not in the store, not in the queue, not in the logs', async () => {
    const person = citizen(city);
    await person.say('저는 900212-1980315 이고 010-0123-4567 홍길동입니다 여권 언제 나와요');
    await person.say('상담원 연결해 주세요');
    await city.settled();
    const stored = JSON.stringify(
      await Promise.all(['sessions', 'tickets', 'usage'].map((table) => itemsOf(city, table))),
    );
    const logged = JSON.stringify(['chat', 'handoff', 'usage'].map((name) => city.logs(name)));
    for (const secret of ['1980315', '900212', '0123-4567', person.user]) {
      expect(stored).not.toContain(secret);
      expect(logged).not.toContain(secret);
    }
    expect(stored).toContain('[주민등록번호]');
  });

  it('can be erased with everything the citizen left', async () => {
    const person = citizen(city);
    await person.say('비밀스러운 사정이 있는 여권 질문');
    await person.say('1:1채팅상담');
    await person.say('내 기록 지우기');
    expect((await person.say('네')).text).toContain('지웠어요');
    const kept = JSON.stringify(
      await Promise.all(['sessions', 'tickets'].map((table) => itemsOf(city, table))),
    );
    expect(kept).not.toContain('비밀스러운');
    expect((await person.say('내 상담')).text).not.toContain('기다리고 있어요');
  });
});

describe('usage', () => {
  it('counts each turn once, however often it was delivered, and shows it on the dashboard', async () => {
    const person = citizen(city);
    const before = city.logs('chat').flatMap((line) => parseTurnLine(line.message) ?? []).length;
    const id = requestId();
    for (let i = 0; i < 3; i += 1) await person.say('전입신고 어떻게 해요?', { requestId: id });
    await person.say('도움됐어요');
    await city.settled();
    const events = city
      .logs('chat')
      .flatMap((line) => parseTurnLine(line.message) ?? [])
      .slice(before);
    expect(events.map((event) => event.outcome)).toEqual(['answered', 'feedback']);
    const page = await (await fetch(`${city.url}/usage`)).text();
    expect(page).toContain('전입신고');
  });

  it('leaves out the admin centre’s own tests', async () => {
    const body = readSample('04-admin-skill-test.json');
    if (body === undefined) return;
    await post(city, 'ask', body);
    const event = city
      .logs('chat')
      .flatMap((line) => parseTurnLine(line.message) ?? [])
      .at(-1);
    expect(event?.test).toBe(true);
  });
});

function readSample(name: string): string | undefined {
  return existsSync(`${SAMPLES}${name}`) ? readFileSync(`${SAMPLES}${name}`, 'utf8') : undefined;
}
