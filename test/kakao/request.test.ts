import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isCallbackUrl,
  parseSkillRequest,
  type SkillRequest,
  secureImageUrls,
} from '../../lib/kakao/index.ts';
import { ABSENT, HAS_HOSTILE, HAS_SAMPLES, HOSTILE, KAKAO, textsIn } from './samples.ts';

const REQUESTS = `${KAKAO}samples/requests`;

function parsed(value: unknown): SkillRequest {
  const result = parseSkillRequest(value);
  if (!result.ok) throw new Error(`${result.path} ${result.problem}`);
  return result.request;
}

function sample(file: string): SkillRequest {
  return parsed(JSON.parse(readFileSync(`${REQUESTS}/${file}`, 'utf8')));
}

const user = { id: 'u-1' };
const bot = { id: '5f0000000000000000000001' };
/** The least that is a request, with other parts of userRequest and of the whole. */
function payload(inner: object = {}, outer: object = {}) {
  return { userRequest: { user, utterance: '여권', ...inner }, bot, ...outer };
}

describe.skipIf(!HAS_SAMPLES)(`sample requests${ABSENT}`, () => {
  it.each(textsIn(REQUESTS))('$file is understood', ({ text }) => {
    const value = JSON.parse(text) as { userRequest: { utterance: string } };
    expect(parsed(value)).toMatchObject({
      botId: '5f0000000000000000000001',
      utterance: value.userRequest.utterance,
    });
  });

  it('a pressed button brings its extra', () => {
    expect(sample('02-block-button-client-extra.json').extra).toEqual({ entry: 'passport-pickup', page: 1 });
  });

  it('the tests of the admin centre are told apart', () => {
    expect(sample('04-admin-skill-test.json')).toMatchObject({
      isSkillTest: true,
      isBotTest: false,
      extra: {},
    });
    expect(sample('05-bot-test.json')).toMatchObject({
      isSkillTest: false,
      isBotTest: true,
      development: true,
    });
    expect(sample('19-development-channel.json')).toMatchObject({ isBotTest: false, development: true });
  });

  it('contexts come with their parameters in either spelling', () => {
    expect(sample('07-contexts.json').contexts).toEqual([
      { name: 'waste', lifeSpan: 3, ttl: 540, params: { dong: '중리동' } },
      { name: 'asked', lifeSpan: 1, ttl: 58, params: {} },
    ]);
  });

  it('entities, knowledge, flow and photos arrive', () => {
    expect(sample('08-entities.json').action.detailParams.sys_number?.origin).toBe('2');
    expect(sample('09-knowledge.json').knowledge.map(({ question }) => question)).toHaveLength(2);
    expect(sample('16-quick-reply-flow.json').flow?.trigger).toBe('QUICKREPLY_BUTTON_BLOCK');
    const photo = sample('22-secure-image.json').action.params.secureimage ?? '';
    expect(secureImageUrls(photo)).toHaveLength(2);
  });

  it('somebody who did not add the channel is no friend', () => {
    expect(sample('12-not-a-friend.json').isFriend).toBe(false);
    expect(sample('13-friend-with-app-user.json').isFriend).toBe(true);
  });
});

describe('a request', () => {
  it('needs no more than a user and a bot', () => {
    expect(parsed({ userRequest: { user }, bot })).toMatchObject({ userId: 'u-1', utterance: '', extra: {} });
  });

  it('takes the text "null" of version 1 for no extra', () => {
    expect(parsed(payload({}, { action: { clientExtra: 'null' } })).extra).toEqual({});
  });

  it('reads optional fields of a wrong type as absent', () => {
    const request = parsed(
      payload(
        { lang: 1, timezone: [], block: 'x', params: [1], callbackUrl: 5 },
        {
          contexts: { length: 9 },
          flow: 'x',
          intent: [],
          action: { params: { a: 1, b: 'two' }, detailParams: 'x' },
        },
      ),
    );
    expect(request).toEqual({ ...parsed(payload()), action: { params: { b: 'two' }, detailParams: {} } });
  });

  it('keeps the good contexts beside broken ones', () => {
    const contexts = [
      { name: 1 },
      null,
      { name: 'a', lifeSpan: -1e308, ttl: '5' },
      { name: 'b', lifeSpan: 2 },
    ];
    expect(parsed(payload({}, { contexts })).contexts).toEqual([
      { name: 'a', lifeSpan: 0, params: {} },
      { name: 'b', lifeSpan: 2, params: {} },
    ]);
  });

  it('cannot reach a prototype', () => {
    const text =
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":"x","page":1}';
    const { extra } = parsed(payload({}, { action: { clientExtra: JSON.parse(text) } }));
    expect(Object.keys(extra)).toEqual(['toString', 'page']);
    expect(Object.assign({}, extra)).not.toHaveProperty('polluted');
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect(extra.valueOf).toBeUndefined();
  });

  it.each([
    ['$.userRequest', {}],
    ['$.userRequest.user.id', { userRequest: { user: { id: 'MARK'.repeat(20) } }, bot }],
    ['$.userRequest.user.id', { userRequest: { user: { id: ' ' } }, bot }],
    ['$.userRequest.utterance', payload({ utterance: ['MARK'] })],
    ['$.bot', { userRequest: { user } }],
    ['$.bot.id', { userRequest: { user }, bot: { id: '!' } }],
    ['$', payload({}, { contexts: Number.POSITIVE_INFINITY })],
  ])('without its %s is refused, and nothing of it is repeated', (path, value) => {
    const result = parseSkillRequest(value);
    expect(result).toMatchObject({ ok: false, path });
    expect(JSON.stringify(result)).not.toContain('MARK');
  });

  it('nested 10,000 deep is refused', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`) as unknown;
    expect(parseSkillRequest(payload({ params: deep }))).toMatchObject({ ok: false, path: '$' });
  });

  it('may be any JSON without a crash', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (any, inner, outer) => {
        expect(typeof parseSkillRequest(any).ok).toBe('boolean');
        const parts = { block: inner, params: inner, lang: outer, callbackUrl: outer };
        const result = parseSkillRequest(
          payload(parts, { action: outer, contexts: inner, flow: inner, intent: outer }),
        );
        expect(result.ok).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

interface Hostile {
  readonly body?: string;
  readonly expect: { readonly status: readonly number[] };
}

/** Cases that the body's shape decides: 13–48 and 55. */
function shapeCases() {
  return textsIn(HOSTILE)
    .filter(({ file }) => /^0(1[3-9]|[23]\d|4[0-8]|55)-/.test(file))
    .map(({ file, text }) => ({ file, ...(JSON.parse(text) as Hostile) }));
}

describe.skipIf(!HAS_HOSTILE)('hostile bodies', () => {
  it.each(shapeCases())('$file is taken or refused as allowed', ({ body = '', expect: { status } }) => {
    const { ok } = parseSkillRequest(JSON.parse(body.replaceAll('{{BOT_ID}}', bot.id)));
    expect(status.some((code) => code < 400 === ok)).toBe(true);
  });

  it('offers no callback address that is not Kakao', () => {
    const cases = textsIn(HOSTILE).filter(({ file }) => /-callback-/.test(file));
    for (const { text } of cases) {
      const { body = '' } = JSON.parse(text) as Hostile;
      const result = parseSkillRequest(JSON.parse(body.replaceAll('{{TRAP_PORT}}', '9')));
      expect(result.ok && result.request.callbackUrl).toBeUndefined();
    }
    expect(cases.length).toBeGreaterThan(10);
  });
});

describe('a callback address', () => {
  it.each([
    'https://bot-api.kakao.com/v1/bots/callback/abc',
    'https://kakao.com/x',
    'https://bot-api.kakao.com:443/x',
  ])('%s is Kakao', (address) => expect(isCallbackUrl(address)).toBe(true));
  it.each([
    'http://bot-api.kakao.com/x',
    'https://kakao.com.evil.example/x',
    'https://evilkakao.com/x',
    'https://kakao.com@evil.example/x',
    'https://evil.example\\.kakao.com/x',
    'https://bot-api.kakao.com:8443/x',
    'https://kаkao.com/x',
    'https://user:pw@kakao.com/x',
  ])('%s is not', (address) => expect(isCallbackUrl(address)).toBe(false));
});
