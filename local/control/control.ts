/** The control server: what tests and people may see and do to the city. Loopback only, JSON. */

import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { readAll } from '../lambda/runtimeApi.ts';

/** One command: gets the rest of the path, the query and the JSON body; returns what to answer. */
export type Command = (call: ControlCall) => unknown;

/** A call of a command. */
export interface ControlCall {
  /** What follows the command's own path. */
  readonly rest: string;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** A refusal with its HTTP status. */
export class ControlError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'ControlError';
    this.status = status;
  }
}

/** The listening server. */
export interface ControlServer {
  readonly url: string;
  /** Commands by `METHOD /path`; a path that ends in `/` takes whatever follows. */
  open(commands: Readonly<Record<string, Command>>): void;
  close(): Promise<void>;
}

/** Listens on a free loopback port; answers 503 until opened. */
export async function listenControl(): Promise<ControlServer> {
  let commands: Readonly<Record<string, Command>> | undefined;
  const server = http.createServer((request, response) => {
    void handle(request, commands).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
      response.end(JSON.stringify(body ?? null, null, 1));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    open(all) {
      commands = all;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function handle(
  request: http.IncomingMessage,
  commands: Readonly<Record<string, Command>> | undefined,
): Promise<{ status: number; body: unknown }> {
  try {
    refuseStrangers(request);
    if (commands === undefined) throw new ControlError(503, 'The city is still starting.');
    const text = (await readAll(request)).toString();
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://control');
    const found = Object.entries(commands).find(([key]) => matches(key, request.method ?? '', pathname));
    if (found === undefined) {
      throw new ControlError(
        404,
        `There is no ${request.method} ${pathname}. Commands: ${Object.keys(commands).join(', ')}.`,
      );
    }
    const rest = decodeURIComponent(pathname.slice(found[0].split(' ')[1]?.length ?? 0));
    return { status: 200, body: await found[1]({ rest, query: searchParams, text, body: parseBody(text) }) };
  } catch (error) {
    const status = error instanceof ControlError ? error.status : 500;
    return { status, body: { message: error instanceof Error ? error.message : String(error) } };
  }
}

/** A page of the internet that is open in this machine's browser must not steer the city. */
function refuseStrangers({ headers, method }: http.IncomingMessage): void {
  const local = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(headers.host ?? '');
  if (!local || (method !== 'GET' && headers.origin !== undefined)) {
    throw new ControlError(403, 'The control server answers programs on this machine only.');
  }
}

function matches(key: string, method: string, path: string): boolean {
  const [wanted, prefix = ''] = key.split(' ');
  return wanted === method && (prefix.endsWith('/') ? path.startsWith(prefix) : path === prefix);
}

function parseBody(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text === '' ? '{}' : text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
