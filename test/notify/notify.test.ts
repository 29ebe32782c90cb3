import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseWebhook, tellWebhook } from '../../lib/aws/notices.ts';
import { newTicket } from '../../lib/handoff/open.ts';
import { newlyLate } from '../../lib/notify/due.ts';
import { type Notice, noticeText } from '../../lib/notify/notice.ts';
import { WEBHOOK_SHAPES, webhookPost } from '../../lib/notify/shapes.ts';
import { SIGNATURE_HEADER, signatureOf } from '../../lib/notify/sign.ts';
import { levelOf } from '../../lib/staff/level.ts';
import { anyCity } from '../staff/city.ts';

const TEN = Date.parse('2026-11-24T10:00:00+09:00');
const MINUTE = 60_000;
const ORIGIN = { city: '이천시', deployment: 'icheon dev', staffUrl: 'https://api.example/staff' };
const OPENED: Notice = { kind: 'opened', number: 'K7F-3M2', field: '여권 <발급>', night: false };

describe('a notice', () => {
  const notices: Notice[] = [
    OPENED,
    { kind: 'opened', number: 'K7F-3M2', night: true },
    { kind: 'late', numbers: ['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7'], minutes: 20, waiting: 9 },
    { kind: 'deadLetters', count: 2 },
    { kind: 'unstored', count: 2 },
    { kind: 'owed', numbers: ['A1', 'A2', 'A3', 'A4', 'A5', 'A6'] },
  ];
  it.each(notices)('says what happened, what to do and where: $kind', (notice) => {
    const text = noticeText(notice, ORIGIN);
    expect(text.title).toMatch(/^\[이천시 민원톡\] /);
    expect(text.detail).toMatch(/요\.$/);
    expect(text.url).toBe(ORIGIN.staffUrl);
    expect(text.subject).toMatch(/^[\x20-\x7e]{1,100}$/);
  });

  it('names five tickets and counts the rest', () => {
    const { detail } = noticeText(notices[2]!, ORIGIN);
    expect(detail).toContain('A5 외 2건');
    expect(detail).toContain('모두 9건');
  });

  it('has the shape that each service takes', () => {
    const text = noticeText(OPENED, ORIGIN);
    const posts = Object.fromEntries(WEBHOOK_SHAPES.map((shape) => [shape, webhookPost(shape, text)]));
    expect(JSON.parse(posts.slack!.body).text).toContain('여권 &lt;발급&gt;');
    expect(JSON.parse(posts.slack!.body).text).toContain('<https://api.example/staff|상담 화면 열기>');
    expect(JSON.parse(posts.kakaowork!.body)).toEqual({ text: `${text.title}\n${text.detail}\n${text.url}` });
    expect(JSON.parse(posts.jandi!.body)).toMatchObject({
      body: text.title,
      connectInfo: [{ title: text.detail }],
    });
    expect(posts.jandi!.headers.accept).toBe('application/vnd.tosslab.jandi-v2+json');
  });
});

describe('a broken service level', () => {
  const ticket = (at: number, waitsFrom?: number) =>
    newTicket({
      citizen: `c-${at}`,
      eventId: `e-${at}`,
      at,
      talk: [],
      ...(waitsFrom === undefined ? {} : { waitsFrom }),
    });
  it('is told of once, when it happens', () => {
    const [early, late] = [ticket(TEN - 25 * MINUTE), ticket(TEN - 19 * MINUTE)];
    expect(newlyLate([early, late], anyCity, TEN - MINUTE, TEN)).toEqual([]);
    expect(newlyLate([early, late], anyCity, TEN, TEN + MINUTE)).toEqual([late]);
    expect(newlyLate([early, late], anyCity, TEN - 10 * MINUTE, TEN + MINUTE)).toEqual([early, late]);
  });

  it("is the city's own where the city says so", () => {
    const city = { ...anyCity, lateMinutes: 60 };
    const [early, late] = [ticket(TEN - 59 * MINUTE), ticket(TEN - 60 * MINUTE)];
    expect(newlyLate([early, late], city, TEN - MINUTE, TEN)).toEqual([late]);
    expect(levelOf(early, 29 * MINUTE, city, TEN)).toBe('ok');
    expect(levelOf(early, 30 * MINUTE, city, TEN)).toBe('soon');
    expect(levelOf(late, 60 * MINUTE, city, TEN)).toBe('late');
  });

  it('is counted in hours of the desk: a message left at night is not late in the morning', () => {
    const night = ticket(Date.parse('2026-11-23T22:00:00+09:00'), Date.parse('2026-11-24T09:00:00+09:00'));
    const morning = Date.parse('2026-11-24T09:01:00+09:00');
    expect(newlyLate([night], anyCity, morning - MINUTE, morning)).toEqual([]);
    const evening = ticket(Date.parse('2026-11-23T17:50:00+09:00'));
    const midnight = Date.parse('2026-11-24T00:00:00+09:00');
    expect(newlyLate([evening], anyCity, midnight - 8 * 60 * MINUTE, midnight)).toEqual([]);
  });
});

describe('a webhook', () => {
  let server: Server;
  let url = '';
  let answers: number[] = [];
  const calls: { headers: IncomingMessage['headers']; body: string }[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      request.on('end', () => {
        calls.push({ headers: request.headers, body });
        response.writeHead(answers.shift() ?? 200).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  });
  afterAll(() => server.close());
  const tell = (...statuses: number[]) => {
    answers = statuses;
    calls.length = 0;
    const hook = { url, secret: 'a-secret-of-the-city' };
    return tellWebhook(hook, 'kakaowork', noticeText(OPENED, ORIGIN), TEN, AbortSignal.timeout(10_000));
  };

  it('is signed over time and body', async () => {
    expect(await tell(200)).toEqual({ told: true });
    const [{ headers, body }] = calls as [(typeof calls)[number]];
    const mac = createHmac('sha256', 'a-secret-of-the-city')
      .update(`${TEN / 1000}.${body}`)
      .digest('hex');
    expect(headers[SIGNATURE_HEADER]).toBe(`t=${TEN / 1000},v1=${mac}`);
    expect(signatureOf('another', body, TEN)).not.toBe(headers[SIGNATURE_HEADER]);
  });

  it('that fails is tried again, three times in all; one that refuses is not', async () => {
    expect(await tell(503, 429, 200)).toEqual({ told: true });
    expect(calls).toHaveLength(3);
    expect(await tell(404)).toEqual({ failed: 'Status404' });
    expect(calls).toHaveLength(1);
  });

  it('needs an https address and a secret', () => {
    const value = (url: string, secret: string) => parseWebhook(JSON.stringify({ url, secret }));
    expect(value('https://hooks.example/a', 'a-secret-of-the-city')).toBeDefined();
    expect(value('http://hooks.example/a', 'a-secret-of-the-city')).toBeUndefined();
    expect(value('https://hooks.example/a', 'short')).toBeUndefined();
    expect(parseWebhook('https://hooks.example/a')).toBeUndefined();
  });
});
