/**
 * A small desk for tests of the page: speaks lib/staff/api.ts over real HTTP with tickets in memory, signs in by code
 * with PKCE, and fails or waits as a test says. Its clock stands where the test puts it.
 */

import { createHash, randomUUID } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { apply, type Change, isRefusal, refusalText } from '../../lib/handoff/machine.ts';
import { newTicket, newTicketByHand, type Wish } from '../../lib/handoff/open.ts';
import type { Ticket } from '../../lib/handoff/types.ts';
import type { Me, StaffConfig } from '../../lib/staff/api.ts';
import type { Tokens } from '../../lib/staff/sign-in.ts';
import { boardOf, ticketView, timelessBoard } from '../../lib/staff/view.ts';
import { readAll } from '../../local/lambda/runtimeApi.ts';
import {
  type Answered,
  auditPage,
  CITY,
  configOf,
  error,
  FIELDS,
  file,
  MINUTE,
  MORNING,
  PEOPLE,
  SUGGESTIONS,
} from './desk-data.ts';

export { MINUTE, MORNING } from './desk-data.ts';

/** What a test can do to the desk. */
export interface DeskServer {
  readonly url: string;
  /** Calls of the API so far: 'POST ticket/claim'. */
  readonly calls: string[];
  /** Bodies of posted calls. */
  readonly bodies: unknown[];
  readonly clock: { now: number };
  /** Changes of the configuration. */
  config: Partial<StaffConfig> & { answersByEventApi?: boolean };
  /** Seconds that an access token lives. */
  tokenSeconds: number;
  /** A citizen asks for a person; `after`: the one of an earlier ticket, again. */
  ask(wish: Partial<Wish> & { words?: readonly string[]; after?: Ticket }): Ticket;
  /** Changes a ticket behind the page's back. */
  change(id: string, change: Change, by: string): Ticket;
  ticket(id: string): Ticket;
  /** Fails calls whose name contains `part`, until it is given undefined. Status 0 cuts the line. */
  fail(part: string | undefined, status?: number, body?: unknown): void;
  /** Does what calls with `part` in their name want, and answers 503 'unknown': the store's answer was lost. */
  lose(part: string | undefined): void;
  /** Holds calls whose name contains `part` until the returned function is called. */
  hold(part: string): () => void;
  /** Tokens of somebody who has signed in already. */
  tokensOf(who: string): Tokens;
  /** No token works any more, and none is renewed. */
  endSessions(): void;
  close(): Promise<void>;
}

/** Starts a desk without tickets. */
export async function startDesk(): Promise<DeskServer> {
  const desk = createDesk();
  const server = http.createServer((request, response) => {
    desk.serve(request, response).catch((error: unknown) => {
      response.destroy();
      console.error(error);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  desk.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(desk, {
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

interface Fault {
  readonly part: string;
  readonly status: number;
  readonly body: unknown;
}

function createDesk() {
  const tickets = new Map<string, Ticket>();
  const codes = new Map<string, { readonly who: string; readonly challenge: string }>();
  const tokens = new Map<string, string>();
  let fault: Fault | undefined;
  let lost: string | undefined;
  let held: { readonly part: string; readonly until: Promise<void> } | undefined;
  let count = 0;

  const view = () => ({
    now: desk.clock.now,
    city: CITY,
    fieldName: (id: string) => FIELDS.find((each) => each.id === id)?.name,
    entryTitle: (id: string) => SUGGESTIONS.find((each) => each.id === id)?.title,
  });
  const put = (ticket: Ticket): Ticket => {
    tickets.set(ticket.id, ticket);
    return ticket;
  };
  const find = (key: string, id: string | null): Ticket | undefined =>
    [...tickets.values()].find(
      (each) => each.id === id || (id === null && (each.key === key || key === `closed#${each.id}`)),
    );
  const answer = (ticket: Ticket, more: object = {}) => ({
    now: desk.clock.now,
    ticket: ticketView(ticket, view()),
    ...more,
  });
  const issue = (who: string) => {
    const access = randomUUID();
    const refresh = randomUUID();
    tokens.set(access, who);
    tokens.set(refresh, who);
    return {
      access_token: access,
      refresh_token: refresh,
      expires_in: desk.tokenSeconds,
      token_type: 'Bearer',
    };
  };

  const boardReply = (me: Me, request: http.IncomingMessage): Answered => {
    const all = [...tickets.values()];
    const board = boardOf(
      {
        waiting: all.filter(({ state }) => state === 'waiting'),
        claimed: all.filter(({ state }) => state === 'claimed'),
        closed: all.filter(({ closedAt }) => closedAt !== undefined),
      },
      me,
      view(),
    );
    const etag = `"${createHash('sha256')
      .update(JSON.stringify(timelessBoard(board)))
      .digest('hex')}"`;
    return request.headers['if-none-match'] === etag
      ? { status: 304, headers: { etag } }
      : { status: 200, body: board, headers: { etag } };
  };
  const act = (me: Me, action: string, body: Record<string, unknown>): Answered => {
    const ticket = tickets.get(String(body.id));
    if (ticket === undefined) return error(404, 'notFound', '상담이 없어요.');
    const insists = ['return', 'transfer', 'answer', 'resolve'].includes(action);
    const { key: _key, id: _id, rev, ...rest } = body;
    const next = apply(ticket, { kind: action, ...rest } as Change, desk.clock.now, me.id);
    if (isRefusal(next)) return error(409, 'conflict', refusalText(next), { ticket: answer(ticket).ticket });
    if (insists && rev !== ticket.rev) {
      const text = '그사이 이 상담에 새 내용이 생겼어요. 확인한 뒤 다시 눌러 주세요.';
      return error(409, 'conflict', text, { ticket: answer(ticket).ticket });
    }
    const masked = typeof rest.text === 'string' && /01\d-\d{4}-\d{4}/.test(rest.text);
    return { status: 200, body: answer(put(next), masked ? { masked } : {}) };
  };
  const api = async (request: http.IncomingMessage, url: URL): Promise<Answered> => {
    const me = PEOPLE[tokens.get((request.headers.authorization ?? '').replace('Bearer ', '')) ?? ''];
    if (me === undefined) return { status: 401, body: { message: 'Unauthorized' } };
    const name = url.pathname.slice('/staff/api/'.length);
    if (name === 'me') return { status: 200, body: me };
    if (name === 'board') return boardReply(me, request);
    if (name === 'suggest') {
      const words = (url.searchParams.get('q') ?? '').split(/\s+/);
      const entries = SUGGESTIONS.filter(({ title }) => words.some((word) => title.includes(word)));
      return { status: 200, body: { entries } };
    }
    if (name === 'audit') return { status: 200, body: auditPage(url, desk.clock.now) };
    if (request.method === 'GET') {
      const ticket = find(url.searchParams.get('key') ?? '', url.searchParams.get('id'));
      return ticket ? { status: 200, body: answer(ticket) } : error(404, 'notFound', '상담이 없어요.');
    }
    const body = JSON.parse((await readAll(request)).toString()) as Record<string, unknown>;
    desk.bodies.push(body);
    if (name !== 'tickets') return act(me, name.slice('ticket/'.length), body);
    const wish = { eventId: String(body.eventId), staff: me.id, at: desk.clock.now };
    const opened = newTicketByHand(typeof body.field === 'string' ? { ...wish, field: body.field } : wish);
    return { status: 201, body: answer(tickets.get(opened.id) ?? put(opened)) };
  };
  const token = async (request: http.IncomingMessage): Promise<Answered> => {
    const form = new URLSearchParams((await readAll(request)).toString());
    const refresh = tokens.get(form.get('refresh_token') ?? '');
    if (refresh !== undefined) return { status: 200, body: issue(refresh) };
    const code = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    const proof = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (code === undefined || code.challenge !== proof)
      return { status: 400, body: { error: 'invalid_grant' } };
    return { status: 200, body: issue(code.who) };
  };
  /** The provider's page: one link a person. */
  const authorize = (url: URL): Answered => {
    const who = url.searchParams.get('who');
    if (who === null) {
      const links = Object.keys(PEOPLE).map(
        (name) => `<p><a href="${`${url.search}&who=${name}`.replaceAll('&', '&amp;')}">${name}</a></p>`,
      );
      return { status: 200, html: `<!doctype html><title>로그인</title>${links.join('')}` };
    }
    const code = randomUUID();
    codes.set(code, { who, challenge: url.searchParams.get('code_challenge') ?? '' });
    const back = new URLSearchParams({ code, state: url.searchParams.get('state') ?? '' });
    return { status: 302, headers: { location: `${url.searchParams.get('redirect_uri')}?${back}` } };
  };
  const reply = (request: http.IncomingMessage, url: URL): Answered | Promise<Answered> => {
    if (url.pathname === '/login') return authorize(url);
    if (url.pathname === '/token') return token(request);
    if (url.pathname === '/signout') return { status: 302, headers: { location: '/staff' } };
    if (url.pathname === '/staff/config.json') return { status: 200, body: configOf(desk) };
    return url.pathname.startsWith('/staff/api/') ? api(request, url) : file(url.pathname);
  };

  const desk = {
    url: '',
    calls: [] as string[],
    bodies: [] as unknown[],
    clock: { now: MORNING },
    config: {} as DeskServer['config'],
    tokenSeconds: 3600,
    ask({ words = ['여권 수수료가 얼마예요?'], after, ...wish }: Parameters<DeskServer['ask']>[0]): Ticket {
      count += 1;
      const at = wish.at ?? desk.clock.now;
      const talk = words.flatMap((text, n) => [
        { who: 'citizen' as const, text, at: at - 2 * MINUTE + n * 1000 },
        { who: 'bot' as const, text: '비슷한 답을 찾지 못했어요. 상담직원에게 물어볼까요?', at: at - MINUTE },
      ]);
      const fresh = newTicket({ citizen: `citizen-${count}`, eventId: `event-${count}`, talk, ...wish, at });
      return put(after ? { ...fresh, past: [after.id] } : fresh);
    },
    change(id: string, change: Change, by: string): Ticket {
      const next = apply(desk.ticket(id), change, desk.clock.now, by);
      if (isRefusal(next)) throw new Error(`The ticket refuses: ${next.refused}`);
      return put(next);
    },
    ticket(id: string): Ticket {
      const ticket = tickets.get(id);
      if (ticket === undefined) throw new Error(`No ticket ${id}`);
      return ticket;
    },
    fail(part: string | undefined, status = 503, body: unknown = undefined): void {
      fault = part === undefined ? undefined : { part, status, body };
    },
    lose(part: string | undefined): void {
      lost = part;
    },
    hold(part: string): () => void {
      let release = (): void => undefined;
      const until = new Promise<void>((resolve) => {
        release = resolve;
      });
      held = { part, until };
      return () => {
        held = undefined;
        release();
      };
    },
    tokensOf: issue,
    endSessions: () => tokens.clear(),
    async serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
      const url = new URL(request.url ?? '/', desk.url);
      const name = `${request.method} ${url.pathname}`.replace('/staff/api/', '');
      desk.calls.push(name);
      if (held !== undefined && name.includes(held.part)) await held.until;
      if (fault !== undefined && name.includes(fault.part)) {
        if (fault.status === 0) return void response.destroy();
        return send(response, { status: fault.status, body: fault.body ?? {} });
      }
      const answered = await reply(request, url);
      const isLost = lost !== undefined && name.includes(lost);
      send(
        response,
        isLost ? error(503, 'unknown', '저장됐는지 알 수 없어요. 상담을 다시 확인해 주세요.') : answered,
      );
    },
  };
  return desk;
}

function send(response: http.ServerResponse, { status, body, html, bytes, type, headers }: Answered): void {
  const json = body === undefined ? '' : JSON.stringify(body);
  const kind = type ?? (html === undefined ? 'application/json; charset=utf-8' : 'text/html; charset=utf-8');
  response.writeHead(status, { 'content-type': kind, 'cache-control': 'no-store', ...headers });
  response.end(bytes ?? html ?? json);
}
