/** The simulator's own HTTP API, for the trial room and for tests: JSON, one page's origin only. */

import type http from 'node:http';
import * as v from 'valibot';
import { readAll } from '../lambda/runtimeApi.ts';

/** What a route answers. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** One call as a route sees it. */
export interface ApiCall {
  /** Parts of the path that the pattern left open. */
  readonly parts: readonly string[];
  readonly query: URLSearchParams;
  /** Parsed JSON; undefined without a body. */
  readonly body: unknown;
}

/** One route: method, path with `*` for an open part, and what it does. */
export type ApiRoute = readonly [
  method: 'GET' | 'POST',
  path: string,
  run: (call: ApiCall) => ApiAnswer | Promise<ApiAnswer>,
];

/** A call that cannot be understood; its message goes to the caller. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Largest body that is read. */
const BODY_MAX = 100_000;

/** Parses a body. @throws ApiProblem 400 naming the first thing that is wrong. */
export function parseBody<const S extends v.GenericSchema>(schema: S, body: unknown): v.InferOutput<S> {
  const parsed = v.safeParse(schema, body);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new ApiProblem(400, `${v.getDotPath(issue) ?? 'body'}: ${issue.message}`);
}

/** Makes the listener. Browsers are let in from `origins` only; calls without an Origin come from this machine's scripts. */
export function apiListener(routes: readonly ApiRoute[], origins: readonly string[]): http.RequestListener {
  return (request, response) => {
    void answer(routes, origins, request).then(({ status, body }) => {
      response.writeHead(status, headersFor(request.headers.origin, origins));
      response.end(status === 204 ? undefined : JSON.stringify(body));
    });
  };
}

async function answer(
  routes: readonly ApiRoute[],
  origins: readonly string[],
  request: http.IncomingMessage,
): Promise<ApiAnswer> {
  try {
    refuseStrangers(request, origins);
    if (request.method === 'OPTIONS') return { status: 204, body: undefined };
    const url = new URL(request.url ?? '/', 'http://simulator');
    const found = findRoute(routes, request.method, url.pathname);
    return await found.run({ parts: found.parts, query: url.searchParams, body: await bodyOf(request) });
  } catch (error) {
    const status = error instanceof ApiProblem ? error.status : 500;
    return { status, body: { message: error instanceof Error ? error.message : String(error) } };
  }
}

/** A page elsewhere must reach neither the API nor, by a name that points to this machine, the port. */
function refuseStrangers({ headers }: http.IncomingMessage, origins: readonly string[]): void {
  const host = (headers.host ?? '').replace(/:\d+$/, '');
  if (host !== '127.0.0.1' && host !== 'localhost') throw new ApiProblem(421, 'Unknown host.');
  if (headers.origin !== undefined && !origins.includes(headers.origin)) {
    throw new ApiProblem(403, 'This page may not talk to the simulator.');
  }
}

function findRoute(routes: readonly ApiRoute[], method: string | undefined, path: string) {
  for (const [wanted, pattern, run] of routes) {
    const parts = wanted === method ? matchPath(pattern, path) : undefined;
    if (parts !== undefined) return { parts, run };
  }
  throw new ApiProblem(404, `There is no ${method} ${path}.`);
}

function matchPath(pattern: string, path: string): string[] | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const fits = wanted.every((part, n) => (part === '*' ? given[n] !== '' : part === given[n]));
  return fits ? given.filter((_, n) => wanted[n] === '*') : undefined;
}

async function bodyOf(request: http.IncomingMessage): Promise<unknown> {
  if (Number(request.headers['content-length'] ?? 0) > BODY_MAX) throw new ApiProblem(413, 'Too large.');
  const bytes = await readAll(request);
  if (bytes.length === 0) return undefined;
  if (bytes.length > BODY_MAX) throw new ApiProblem(413, 'Too large.');
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) {
    throw new ApiProblem(415, 'Send application/json.');
  }
  try {
    return JSON.parse(bytes.toString()) as unknown;
  } catch {
    throw new ApiProblem(400, 'The body is not JSON.');
  }
}

function headersFor(origin: string | undefined, origins: readonly string[]): http.OutgoingHttpHeaders {
  const common = {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    vary: 'origin',
  };
  if (origin === undefined || !origins.includes(origin)) return common;
  return {
    ...common,
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'content-type',
    'access-control-max-age': '600',
  };
}
