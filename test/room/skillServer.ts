/** A skill server for tests: real HTTP, answers as the test says. It serves the room's page too, as the city does. */

import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { readAll } from '../../local/lambda/runtimeApi.ts';
import { roomPage } from '../../local/pages/room.ts';
import { inRoot } from '../../local/processes.ts';

/** A call as it arrived. */
export interface Received {
  readonly skill: string;
  readonly headers: http.IncomingHttpHeaders;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into Kakao's payload as they like
  readonly payload: any;
}

/** What to answer: a value is sent as JSON with 200; a text or bytes as they are. */
export interface Reply {
  readonly status?: number;
  readonly body: unknown;
  readonly headers?: Record<string, string>;
}

/** A running skill server. */
export interface SkillServer {
  readonly url: string;
  readonly received: readonly Received[];
  /** Replaces the answers. Without a call, every skill answers '네.'. */
  answer(how: (call: Received) => Reply | Promise<Reply>): void;
  /** Where the room's page finds the simulator. */
  pointTo(kakao: string | null): void;
  close(): Promise<void>;
}

/** A response with one text. */
export const textResponse = (text: string) => ({
  version: '2.0',
  template: { outputs: [{ simpleText: { text } }] },
});

/** Starts the server on a free port. */
export async function startSkillServer(): Promise<SkillServer> {
  const received: Received[] = [];
  let how: (call: Received) => Reply | Promise<Reply> = () => ({ body: textResponse('네.') });
  let kakao: string | null = null;
  const server = http.createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname;
    const work = path.startsWith('/skill/')
      ? hear(request, path).then(async (call) => send(response, await how(call)))
      : roomPage(inRoot('dist/web/room'), path, {
          kakao,
          control: '',
        }).then(({ status, headers, body }) => {
          response.writeHead(status, headers);
          response.end(body);
        });
    work.catch(() => response.destroy());
  });
  const hear = async (request: http.IncomingMessage, path: string): Promise<Received> => {
    const payload: unknown = JSON.parse((await readAll(request)).toString());
    const call = { skill: path.slice('/skill/'.length), headers: request.headers, payload };
    received.push(call);
    return call;
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    answer(next) {
      how = next;
    },
    pointTo(url) {
      kakao = url;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function send(response: http.ServerResponse, { status = 200, body, headers = {} }: Reply): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body));
}
