/** The page's only fetches: the staff function, and the token endpoint of the sign-in. */

import * as v from 'valibot';
import {
  type ActionBody,
  type AuditPage,
  type Board,
  type HandBody,
  type Me,
  STAFF_PATH,
  type StaffErrorCode,
  type Suggestion,
  type TicketAction,
  type TicketAnswer,
  type TicketView,
} from '../../lib/staff/api.ts';
import {
  auditSchema,
  boardSchema,
  configSchema,
  errorSchema,
  meSchema,
  type PageConfig,
  suggestSchema,
  type Tokens,
  ticketSchema,
  tokensSchema,
} from './answers.ts';

/** Longest wait for an answer, ms: above API Gateway's usual, below a person's patience. */
const PATIENCE_MS = 10_000;

/** A call that failed; the message is for the counsellor. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** 'offline' when nobody answered, 'strange' when the answer was not understood. */
  readonly code: StaffErrorCode | 'offline' | 'strange';
  /** With 'conflict': the ticket as it is now. */
  readonly ticket: TicketView | undefined;

  constructor(code: ApiError['code'], message: string, ticket?: TicketView) {
    super(message);
    this.code = code;
    this.ticket = ticket;
  }
}

/** Who gives the access token; `renew` after one was refused. Both reject with an ApiError 'unauthorized'. */
export interface Bearer {
  token(): Promise<string>;
  renew(): Promise<string>;
}

/** A board with its ETag, or 'same' when nothing changed. */
export type BoardAnswer = { readonly board: Board; readonly etag: string | undefined } | 'same';

/** Everything that needs a token. Each rejects with an ApiError. */
export interface StaffApi {
  me(): Promise<Me>;
  board(etag: string | undefined): Promise<BoardAnswer>;
  ticket(key: string, id?: string): Promise<TicketAnswer>;
  act<A extends TicketAction>(action: A, body: ActionBody<A>): Promise<TicketAnswer>;
  openByHand(body: HandBody): Promise<TicketAnswer>;
  suggest(q: string, field: string | undefined, signal: AbortSignal): Promise<readonly Suggestion[]>;
  audit(month: string | undefined, from: string | undefined): Promise<AuditPage>;
}

/** Reads the configuration of the page. @throws ApiError */
export async function readConfig(): Promise<PageConfig> {
  return parsed(configSchema, await send(STAFF_PATH.config, {}));
}

/** Asks the token endpoint. @throws ApiError 'unauthorized' when it refuses, 'offline' when it is away. */
export async function askTokens(url: string, body: URLSearchParams): Promise<Tokens> {
  const response = await send(url, { method: 'POST', body });
  if (response.ok) return parsed(tokensSchema, response);
  if (response.status >= 500) throw offline();
  throw new ApiError('unauthorized', '로그인을 마치지 못했어요. 다시 로그인해 주세요.');
}

/** The client of the staff function. */
export function createApi(bearer: Bearer): StaffApi {
  const get = <const S extends v.GenericSchema>(
    schema: S,
    path: string,
    query: Query = {},
    init?: RequestInit,
  ) => authorized(bearer, withQuery(path, query), init ?? {}).then((response) => parsed(schema, response));
  const post = (path: string, body: unknown) =>
    authorized(bearer, path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }).then((response) => parsed(ticketSchema, response));
  return {
    me: () => get(meSchema, STAFF_PATH.me),
    board: (etag) => board(bearer, etag),
    ticket: (key, id) => get(ticketSchema, STAFF_PATH.ticket, { key, id }),
    act: (action, body) => post(`${STAFF_PATH.ticket}/${action}`, body),
    openByHand: (body) => post(STAFF_PATH.tickets, body),
    suggest: (q, field, signal) =>
      get(suggestSchema, STAFF_PATH.suggest, { q, field }, { signal }).then(({ entries }) => entries),
    audit: (month, from) => get(auditSchema, STAFF_PATH.audit, { month, from }),
  };
}

async function board(bearer: Bearer, etag: string | undefined): Promise<BoardAnswer> {
  const headers: Record<string, string> = etag === undefined ? {} : { 'if-none-match': etag };
  const response = await authorized(bearer, STAFF_PATH.board, { headers, cache: 'no-store' });
  if (response.status === 304) return 'same';
  return { board: await parsed(boardSchema, response), etag: response.headers.get('etag') ?? undefined };
}

type Query = Readonly<Record<string, string | undefined>>;

function withQuery(path: string, query: Query): string {
  const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}

async function authorized(bearer: Bearer, path: string, init: RequestInit): Promise<Response> {
  const call = (token: string) =>
    send(path, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } });
  const first = await call(await bearer.token());
  const response = first.status === 401 ? await call(await bearer.renew()) : first;
  if (response.ok || response.status === 304) return response;
  throw await errorOf(response);
}

async function send(url: string, init: RequestInit): Promise<Response> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  const signal = init.signal ? AbortSignal.any([init.signal, patience]) : patience;
  try {
    return await fetch(url, { ...init, signal, credentials: 'same-origin' });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw offline();
  }
}

function offline(): ApiError {
  return new ApiError('offline', '서버에 닿지 않아요. 인터넷 연결을 확인하고 다시 해 주세요.');
}

async function errorOf(response: Response): Promise<ApiError> {
  if (response.status === 401) return new ApiError('unauthorized', '접속이 끝났어요. 다시 로그인해 주세요.');
  const body = v.safeParse(errorSchema, await response.json().catch(() => undefined));
  if (body.success)
    return new ApiError(body.output.error.code, body.output.error.message, body.output.ticket);
  return new ApiError('unavailable', `서버가 답하지 못했어요(${response.status}). 잠시 뒤 다시 해 주세요.`);
}

async function parsed<const S extends v.GenericSchema>(
  schema: S,
  response: Response,
): Promise<v.InferOutput<S>> {
  if (!response.ok) throw await errorOf(response);
  const result = v.safeParse(schema, await response.json().catch(() => undefined));
  if (result.success) return result.output;
  throw new ApiError('strange', '화면이 서버와 맞지 않아요. 화면을 새로 고쳐 주세요.');
}
