import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  AuditPage,
  Board,
  BoardTicket,
  Me,
  StaffError,
  Suggestions,
  TicketAnswer,
} from '../../lib/staff/api.ts';
import { refreshBody, signOutUrl } from '../../lib/staff/sign-in.ts';
import { type City, startCity } from '../../local/city.ts';
import { citizen } from '../city/citizen.ts';
import { desk } from './desk.ts';
import { configOf, cookieJar, signIn, tokensOf, type Who } from './sign-in.ts';

const MORNING = Date.parse('2026-11-24T10:00:00+09:00');
let city: City;
const tokens = new Map<Who, string>();

beforeAll(async () => {
  city = await startCity({ quiet: true });
  await city.clock.set(MORNING);
  for (const who of ['counsellor', 'counsellor2', 'editor', 'manager'] as const)
    tokens.set(who, await signIn(city, who));
});
afterAll(() => city?.close());

const as = (who: Who) => desk(city, tokens.get(who));

/** A citizen who asks something and then wants a person; the ticket as the board shows it. */
async function newTicket(question = '여권 새로 만들려면?'): Promise<BoardTicket> {
  const before = new Set((await boardOf('counsellor')).tickets.map(({ id }) => id));
  const { say } = citizen(city);
  await say(question);
  expect((await say('1:1채팅상담', { skill: 'person' })).text).toContain('접수');
  await city.settled();
  const ticket = await seen((board) => board.tickets.find(({ id }) => !before.has(id)));
  return ticket;
}

async function boardOf(who: Who): Promise<Board> {
  return (await as(who).get<Board>('/staff/api/board')).body;
}

/** Polls the board, as the page does, until it shows something; fails after 3 s. */
async function seen<T>(find: (board: Board) => T | undefined, who: Who = 'counsellor'): Promise<T> {
  const until = performance.now() + 3000;
  for (;;) {
    const found = find(await boardOf(who));
    if (found !== undefined) return found;
    if (performance.now() > until) throw new Error('Not on the board within 3 s.');
  }
}

describe('insisting on what was seen', () => {
  it('is not hindered by a sign of life or an announcement, and is by new words of the citizen', async () => {
    const { say } = citizen(city);
    const { text } = await say('1:1채팅상담');
    const row = await seen(({ tickets }) => tickets.find(({ number }) => text.includes(number)));
    const claimed = (await as('counsellor').act('claim', row)).body.ticket;
    await city.settled();
    expect((await as('counsellor').act('touch', claimed)).status).toBe(200);
    const answered = await as('counsellor').act('answer', claimed, { text: '네, 맞아요.' });
    expect(answered.status).toBe(200);
    await say('여권 사진 규격도 알려 주세요');
    await say('1:1채팅상담');
    const refused = await as('counsellor').act('resolve', answered.body.ticket, { outcome: 'solved' });
    expect(refused.status).toBe(409);
    const again = await as('counsellor').act('resolve', refused.body.ticket, { outcome: 'solved' });
    expect(again.status).toBe(200);
  });
});

describe('what comes back after the end', () => {
  it('is linked from the ticket that was resolved, and from one before that', async () => {
    const { say } = citizen(city);
    const ended: TicketAnswer['ticket'][] = [];
    for (let count = 0; count < 2; count += 1) {
      const { text } = await say('1:1채팅상담');
      const row = await seen(({ tickets }) => tickets.find(({ number }) => text.includes(number)));
      const claimed = (await as('counsellor').act('claim', row)).body.ticket;
      const resolved = await as('counsellor').act('resolve', claimed, { outcome: 'solved' });
      expect(resolved.body.ticket.later).toBeUndefined();
      ended.push(resolved.body.ticket);
    }
    const { text } = await say('1:1채팅상담');
    const last = await seen(({ tickets }) => tickets.find(({ number }) => text.includes(number)));
    const [first, second] = ended;
    const read = async (id: string) =>
      (await as('counsellor').get<TicketAnswer>(`/staff/api/ticket?key=closed%23${id}`)).body.ticket;
    expect((await read(second?.id ?? '')).later).toEqual({ key: last.key, id: last.id, number: last.number });
    expect((await read(first?.id ?? '')).later).toMatchObject({ id: second?.id, number: second?.number });
    const { tickets } = await boardOf('counsellor');
    expect(tickets.find(({ id }) => id === second?.id)?.later?.id).toBe(last.id);
    await say('상담 취소');
  });
});

describe('signing in', () => {
  it('by code with PKCE gives an access token as Cognito makes them', async () => {
    const claims = decodeJwt((await tokensOf(city, 'counsellor')).access_token);
    const { signIn: provider } = await configOf(city);
    expect(claims).toMatchObject({
      iss: provider.issuer,
      client_id: provider.clientId,
      token_use: 'access',
      username: '상담원1',
      'cognito:groups': ['counsellor'],
      scope: 'openid',
    });
    expect(claims).not.toHaveProperty('aud');
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(3600);
    expect(Math.abs((claims.iat ?? 0) * 1000 - city.clock.now())).toBeLessThan(60_000);
  });

  it('without the verifier gives nothing, and so does an address that is not the page', async () => {
    const { signIn: provider } = await configOf(city);
    const body = new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: provider.clientId,
      code: 'x',
      redirect_uri: `${city.url}/staff`,
    });
    expect((await fetch(provider.tokenUrl, { method: 'POST', body })).status).toBe(400);
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: provider.clientId,
      redirect_uri: 'https://example.com/staff',
      scope: 'openid',
      code_challenge: 'a'.repeat(43),
      code_challenge_method: 'S256',
    });
    const answer = await fetch(`${provider.authorizeUrl}?${query}`, { redirect: 'manual' });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('로그인하지 못했습니다');
  });

  it('is renewed by the refresh token, and ends with signing out', async () => {
    const { signIn: provider } = await configOf(city);
    const { refresh_token: refresh } = await tokensOf(city, 'counsellor');
    const answer = await fetch(provider.tokenUrl, {
      method: 'POST',
      body: refreshBody(provider, refresh ?? ''),
    });
    const { access_token: token } = (await answer.json()) as { access_token: string };
    expect((await desk(city, token).get<Me>('/staff/api/me')).body).toMatchObject({
      id: '상담원1',
      role: 'counsellor',
    });
  });

  it('ends with signing out: the next time somebody is chosen again', async () => {
    const { signIn: provider } = await configOf(city);
    const browser = cookieJar();
    await tokensOf(city, 'counsellor', browser);
    await expect(tokensOf(city, 'counsellor', browser)).rejects.toThrow('No choice');
    const out = await browser.follow(signOutUrl(provider, city.url) ?? '', city.url);
    const form = await out.response.text();
    expect(form).toContain('로그아웃');
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(form)?.[1] ?? '';
    const confirm = new URL('/logout/confirm', out.url).href;
    const back = await browser.follow(confirm, city.url, new URLSearchParams({ xsrf, logout: 'yes' }));
    expect(back.url).toBe(`${city.url}/staff`);
    expect((await tokensOf(city, 'counsellor2', browser)).token_type).toBe('Bearer');
  });

  it('is asked for by every route of the API, and ends after an hour without renewal', async () => {
    for (const path of ['me', 'board', 'ticket?key=a', 'suggest?q=a', 'audit'])
      expect((await desk(city, undefined).get(`/staff/api/${path}`)).status, path).toBe(401);
    expect((await desk(city, undefined).post('/staff/api/tickets', {})).status).toBe(401);
    const token = await signIn(city, 'counsellor');
    expect((await desk(city, token).get('/staff/api/board')).status).toBe(200);
    await city.clock.advance(61 * 60_000);
    expect((await desk(city, token).get('/staff/api/board')).status).toBe(401);
    await city.clock.set(MORNING);
  });
});

describe('roles', () => {
  it('are checked at every route: who may not reads who may', async () => {
    const refused = await as('editor').get<StaffError>('/staff/api/board');
    expect([refused.status, refused.body.error.message]).toEqual([
      403,
      '상담원·관리자만 할 수 있어요. 필요하면 관리자에게 권한을 요청해 주세요.',
    ]);
    expect((await as('editor').post('/staff/api/tickets', { eventId: 'press-0001' })).status).toBe(403);
    expect((await as('counsellor').get('/staff/api/audit')).status).toBe(403);
    expect((await as('editor').get('/staff/api/suggest?q=%EC%97%AC%EA%B6%8C')).status).toBe(200);
    expect((await as('manager').get('/staff/api/board')).status).toBe(200);
  });
});

describe('the board', () => {
  it('shows a new ticket within 3 s, with what the citizen talked about', async () => {
    const ticket = await newTicket('여권 만드는 데 얼마예요?');
    expect(ticket).toMatchObject({
      state: 'waiting',
      fieldName: '여권',
      level: 'ok',
      words: 'normal',
      byHand: false,
    });
    expect(ticket.preview).not.toBe('');
  });

  it('answers 304 while nothing has changed, and the wait grows by the clock', async () => {
    const ticket = await newTicket();
    const first = await as('counsellor').get<Board>('/staff/api/board');
    const etag = first.headers.get('etag') ?? '';
    expect((await as('counsellor').get('/staff/api/board', { 'if-none-match': etag })).status).toBe(304);
    await city.clock.advance(11 * 60_000);
    const later = await as('counsellor').get<Board>('/staff/api/board', { 'if-none-match': etag });
    expect(later.status).toBe(200);
    const same = later.body.tickets.find(({ id }) => id === ticket.id);
    expect(same?.level).toBe('soon');
    expect(same?.waitMs).toBeGreaterThanOrEqual(11 * 60_000);
    await city.clock.set(MORNING);
  });
});

describe('two counsellors', () => {
  it('claim one ticket at once: one has it, the other reads who', async () => {
    const ticket = await newTicket();
    const answers = await Promise.all([
      as('counsellor').act('claim', ticket),
      as('counsellor2').act('claim', ticket),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const won = answers.find(({ status }) => status === 200)?.body.ticket.claimedBy;
    const lost = answers.find(({ status }) => status === 409)?.body;
    expect(lost?.error.message).toContain(`${won} 님이 맡은 상담이에요`);
    expect(lost).toMatchObject({ by: won, ticket: { state: 'claimed', claimedBy: won } });
    for (const who of ['counsellor', 'counsellor2'] as const)
      expect(await seen((board) => board.tickets.find(({ id }) => id === ticket.id)?.claimedBy, who)).toBe(
        won,
      );
  });

  it('cannot resolve over each other, nor over what came in between', async () => {
    const ticket = await newTicket();
    const claimed = (await as('counsellor').act('claim', ticket)).body.ticket;
    expect((await as('counsellor2').act('resolve', claimed, { outcome: 'solved' })).status).toBe(409);
    const noted = (await as('counsellor').act('note', claimed, { text: '통화함' })).body.ticket;
    const stale = await as('counsellor').act('resolve', claimed, { outcome: 'solved' });
    expect([stale.status, stale.body.error.message]).toEqual([
      409,
      '그사이 이 상담에 새 내용이 생겼어요. 확인한 뒤 다시 눌러 주세요.',
    ]);
    expect((await as('counsellor').act('resolve', noted, { outcome: 'solved' })).body.ticket).toMatchObject({
      state: 'resolved',
      outcome: 'solved',
    });
  });

  it('an idle claim is warned about, kept by a touch, and goes back to the queue', async () => {
    const ticket = await newTicket();
    const claimed = (await as('counsellor').act('claim', ticket)).body.ticket;
    expect(claimed.warnsAt).toBe((claimed.touchedAt ?? 0) + 10 * 60_000);
    expect(claimed.returnsAt).toBe((claimed.touchedAt ?? 0) + 15 * 60_000);
    await city.clock.advance(11 * 60_000);
    expect(await seen((board) => board.tickets.find(({ id }) => id === ticket.id)?.level)).toBe('soon');
    const touched = (await as('counsellor').act('touch', claimed)).body.ticket;
    expect(touched.level).toBe('ok');
    await city.clock.advance(14 * 60_000);
    expect(await seen((board) => board.tickets.find(({ id }) => id === ticket.id)?.state)).toBe('claimed');
    // The sweep runs every minute; a clock that jumps over several runs it once.
    for (let minute = 0; minute < 3; minute += 1) await city.clock.advance(60_000);
    await city.settled();
    expect(
      await seen(
        (board) => board.tickets.find(({ id, state }) => id === ticket.id && state === 'waiting')?.id,
      ),
    ).toBe(ticket.id);
    await city.clock.set(MORNING);
  });
});

describe('a ticket', () => {
  it('goes from the queue to an answer and a close, each step in its history', async () => {
    const ticket = await newTicket('대형폐기물 버리려면?');
    const read = await as('counsellor').get<TicketAnswer>(
      `/staff/api/ticket?key=${ticket.key}&id=${ticket.id}`,
    );
    expect(read.body.ticket.talk.map(({ who }) => who)).toContain('bot');
    let now = (await as('counsellor').act('claim', ticket)).body.ticket;
    now = (await as('counsellor').act('answer', now, { text: '스티커를 사서 붙여 주세요.' })).body.ticket;
    expect(now.answerWaits).toBe(true);
    now = (await as('counsellor').act('resolve', now, { outcome: 'solved', note: '답변 남김' })).body.ticket;
    expect(now.history.map(({ to }) => to)).toEqual(['waiting', 'claimed', 'answered', 'resolved']);
    expect(
      await seen(
        (board) => board.tickets.find(({ id, state }) => id === ticket.id && state === 'resolved')?.outcome,
      ),
    ).toBe('solved');
  });

  it('goes to a department and back to the queue', async () => {
    const ticket = await newTicket();
    const moved = await as('counsellor').act('transfer', ticket, { department: '세정과', note: '세금 문의' });
    expect(moved.body.ticket).toMatchObject({ state: 'waiting', department: '세정과' });
  });

  it("keeps no person's number that a counsellor typed, but the city's own", async () => {
    const claimed = (await as('counsellor').act('claim', await newTicket())).body.ticket;
    const noted = await as('counsellor').act('note', claimed, {
      text: '010-1234-5678로 전화하기, 안내는 110',
    });
    expect(noted.body.masked).toBe(true);
    const note = noted.body.ticket.history.at(-1)?.note ?? '';
    expect(note).not.toContain('1234-5678');
    expect(note).toContain('110');
  });

  it('is opened by hand for a chat without one, once for each press', async () => {
    const press = { eventId: crypto.randomUUID(), field: 'passport' };
    const first = await as('counsellor').post<TicketAnswer>('/staff/api/tickets', press);
    const again = await as('counsellor').post<TicketAnswer>('/staff/api/tickets', press);
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body.ticket.number).toBe(first.body.ticket.number);
    expect(first.body.ticket).toMatchObject({
      byHand: true,
      state: 'claimed',
      claimedBy: '상담원1',
      fieldName: '여권',
    });
    const wrong = await as('counsellor').post<StaffError>('/staff/api/tickets', { ...press, field: 'moon' });
    expect([wrong.status, wrong.body.error.code]).toEqual([400, 'invalid']);
  });

  it('that is not there, and a body of the wrong shape, are told in Korean', async () => {
    const gone = await as('counsellor').act('claim', { key: 'nobody', id: 'nothing', rev: 1 });
    expect([gone.status, gone.body.error.code]).toEqual([404, 'notFound']);
    const wrong = await as('counsellor').post<StaffError>('/staff/api/ticket/answer', {
      key: 'a',
      id: 'b',
      rev: 1,
      text: ' ',
    });
    expect([wrong.status, wrong.body.error.message]).toEqual([
      400,
      '보낸 내용을 읽지 못했어요(text). 화면을 새로 고친 뒤 다시 해 주세요.',
    ]);
    expect((await as('counsellor').post('/staff/api/ticket/delete', {})).status).toBe(400);
  });

  it('with abuse is marked and its words hidden from the list', async () => {
    const ticket = await newTicket('이 개새끼들아');
    expect(ticket).toMatchObject({ words: 'abusive', preview: '' });
  });
});

describe('a crisis', () => {
  it('leaves a mark on the ticket, and its words nowhere', async () => {
    const { say } = citizen(city);
    await say('더는 못 살겠어요 죽고 싶어요');
    await say('1:1채팅상담', { skill: 'person' });
    await city.settled();
    const ticket = await seen((board) => board.tickets.find(({ words }) => words === 'crisis'));
    expect(ticket.preview).toBe('');
    const read = await as('counsellor').get<TicketAnswer>(
      `/staff/api/ticket?key=${ticket.key}&id=${ticket.id}`,
    );
    expect(read.body.ticket.talk.some(({ text }) => text.startsWith('(위급한 말이 있었어요'))).toBe(true);
    for (const table of ['Tickets', 'Sessions'])
      expect(JSON.stringify(await city.store('Scan', { TableName: city.table(table) }))).not.toContain(
        '죽고',
      );
  });
});

describe('drafts', () => {
  it('come from the published answers, with their source', async () => {
    const { body } = await as('counsellor').get<Suggestions>(
      `/staff/api/suggest?q=${encodeURIComponent('여권 수수료')}`,
    );
    expect(body.entries.length).toBeGreaterThan(0);
    expect(body.entries.length).toBeLessThanOrEqual(5);
    expect(body.entries[0]).toMatchObject({ field: 'passport', fieldName: '여권' });
    expect(body.entries[0]?.answer).not.toBe('');
    expect(body.entries[0]?.source).toMatch(/^출처 .*검토/);
    expect((await as('counsellor').get<Suggestions>('/staff/api/suggest?q=')).body.entries).toEqual([]);
  });
});

describe('the audit trail', () => {
  it('has every action: who, what, which ticket, when; no words', async () => {
    const ticket = await newTicket();
    await as('manager').get('/staff/api/me');
    await as('counsellor').get(`/staff/api/ticket?key=${ticket.key}&id=${ticket.id}`);
    const claimed = (await as('counsellor').act('claim', ticket)).body.ticket;
    await as('counsellor').act('note', claimed, { text: '비밀 메모' });
    const answer = await as('manager').get<AuditPage>('/staff/api/audit');
    const mine = answer.body.entries.filter((entry) => entry.ticket === ticket.id);
    expect(mine.map(({ what }) => what).sort()).toEqual(['claim', 'note', 'view']);
    const who = decodeJwt(tokens.get('counsellor') ?? '').sub;
    expect(new Set(mine.map((entry) => entry.who))).toEqual(new Set([who]));
    expect(mine.map(({ name, number }) => [name, number])).toEqual(
      mine.map(() => ['상담원1', ticket.number]),
    );
    expect(answer.body.entries.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['signIn', 'audit', 'refused']),
    );
    const { Items } = (await city.store('Scan', { TableName: city.table('Audit') })) as { Items: object[] };
    expect(JSON.stringify(Items)).not.toMatch(/비밀|여권|citizen/);
    const told = new Set(Items.flatMap((item) => Object.keys(item)));
    expect([...told].sort()).toEqual([
      'at',
      'expiresAt',
      'name',
      'number',
      'pk',
      'sk',
      'ticket',
      'what',
      'who',
    ]);
    const kept = (Items[0] as { expiresAt: { N: string } }).expiresAt.N;
    expect(Number(kept)).toBeGreaterThan(MORNING / 1000 + 3 * 365 * 86_400);
  });
});

describe('the page', () => {
  it('says where to sign in, with the addresses of this city', async () => {
    const config = await configOf(city);
    expect(config).toMatchObject({
      city: { id: 'icheon', name: '이천시' },
      hours: '평일 09:00~18:00',
      sessionMinutes: 480,
    });
    expect(config.signIn.tokenUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/oauth2\/token$/);
    expect(config.crisis.map(({ number }) => number)).toEqual(['109', '112', '119']);
  });

  it('comes with a strict policy, or says that it is missing; there is no catch-all', async () => {
    const page = await fetch(`${city.url}/staff`);
    expect([200, 503]).toContain(page.status);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect((await fetch(`${city.url}/staff/assets/..%2Findex.mjs`)).status).toBe(404);
    expect((await fetch(`${city.url}/staff/anything`)).status).toBe(404);
  });
});
