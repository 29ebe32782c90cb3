import { existsSync, readdirSync, readFileSync } from 'node:fs';
import net from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkSkillResponse } from '../../lib/kakao/index.ts';
import { type City, LOCAL_BOT_ID, LOCAL_SECRET, startCity } from '../../local/city.ts';
import { citizen } from './citizen.ts';
import { sendRaw } from './raw-http.ts';

const CASES = fileURLToPath(new URL('../../../shared/privacy/hostile-bodies/', import.meta.url));

interface Case {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string | string[]>;
  readonly body?: string;
  readonly bodyBase64?: string;
  readonly bodyRepeat?: {
    prefix: string;
    unit: string;
    count: number;
    middle?: string;
    unit2?: string;
    count2?: number;
    suffix?: string;
    suffix2?: string;
  };
  readonly expect: { status: number[]; notInReply?: string[]; noOutgoing?: boolean };
}

let city: City;
let trap: net.Server;
let trapped = 0;
let trapPort = 0;
beforeAll(async () => {
  city = await startCity({ quiet: true });
  trap = net.createServer((socket) => {
    trapped += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
  trapPort = (trap.address() as net.AddressInfo).port;
  await citizen(city).say('안녕하세요');
});
afterAll(async () => {
  trap?.close();
  await city?.close();
});

const fill = (text: string): string =>
  text
    .replaceAll('{{SKILL_PATH}}', '/skill/ask')
    .replaceAll('{{SECRET_HEADER}}', 'x-minwontalk-secret')
    .replaceAll('{{SECRET_PREFIX}}', LOCAL_SECRET.slice(0, -1))
    .replaceAll('{{SECRET}}', LOCAL_SECRET)
    .replaceAll('{{BOT_ID}}', LOCAL_BOT_ID)
    .replaceAll('{{TRAP_PORT}}', String(trapPort));

function bodyOf(one: Case): Buffer {
  if (one.bodyBase64 !== undefined) {
    const raw = Buffer.from(one.bodyBase64, 'base64');
    return Buffer.from(fill(raw.toString('latin1')), 'latin1');
  }
  if (one.bodyRepeat) {
    const {
      prefix,
      unit,
      count,
      middle = '',
      unit2 = '',
      count2 = count,
      suffix2,
      suffix = '',
    } = one.bodyRepeat;
    return Buffer.from(
      fill(prefix) +
        fill(unit).repeat(count) +
        fill(middle) +
        fill(unit2).repeat(count2) +
        fill(suffix2 ?? suffix),
    );
  }
  return Buffer.from(fill(one.body ?? ''));
}

function headersOf(one: Case): [string, string][] {
  return Object.entries(one.headers).flatMap(([name, value]) =>
    [value].flat().map((each): [string, string] => [fill(name), fill(each)]),
  );
}

const cases: Case[] = existsSync(CASES)
  ? readdirSync(CASES)
      .filter((name) => name.endsWith('.json'))
      .map((name) => JSON.parse(readFileSync(`${CASES}${name}`, 'utf8')) as Case)
  : [];

describe.skipIf(cases.length === 0)('hostile requests (needs ../shared)', () => {
  it.each(cases.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
    const body =
      one.body === undefined && one.bodyBase64 === undefined && !one.bodyRepeat ? undefined : bodyOf(one);
    const answer = await sendRaw(city.url, one.method, fill(one.path), headersOf(one), body);
    expect(one.expect.status).toContain(answer.status);
    for (const secret of one.expect.notInReply ?? []) expect(answer.raw).not.toContain(fill(secret));
    if (answer.status === 200 && one.method === 'POST') expect(checkSkillResponse(answer.body)).toEqual([]);
    if (answer.status >= 400) {
      const { error, message } = JSON.parse(answer.body);
      expect(error ?? message).toBeTruthy();
    }
    expect(answer.ms).toBeLessThan(5000);
  });

  it('after all of them the plain question still works, nothing is polluted, nobody was called', async () => {
    expect((await citizen(city).say('여권 만드는 데 얼마예요?')).text).toContain('52,000원');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(trapped).toBe(0);
  });

  it('left one log line a turn, control characters escaped, no resident number in any', () => {
    const lines = city.logs('chat').map((line) => line.message);
    expect(lines.length).toBeGreaterThan(cases.length);
    for (const line of lines) expect(line).not.toMatch(/[\u0000-\u0008\u000a-\u001f]/);
  });
});
