/** Kakao's hosts as the functions see them through the outgoing proxy: callbacks and the Event API. */

import type http from 'node:http';
import { readAll } from '../lambda/runtimeApi.ts';
import { BOT_API_HOST } from './callbacks.ts';
import type { Simulator } from './simulator.ts';

/** An answer of Kakao's. */
interface HostAnswer {
  readonly status: number;
  readonly body: unknown;
}

const NOT_FOUND: HostAnswer = { status: 404, body: { message: 'Not Found' } };

/** Plays `bot-api.kakao.com`; every other host of Kakao's answers 404. */
export function kakaoHosts(simulator: Simulator): http.RequestListener {
  return (request, response) => {
    void answer(simulator, request).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
      response.end(JSON.stringify(body));
    });
  };
}

async function answer(simulator: Simulator, request: http.IncomingMessage): Promise<HostAnswer> {
  const body = await readAll(request);
  const host = request.headers['x-forwarded-host'] ?? request.headers.host;
  if (host !== BOT_API_HOST && host !== `${BOT_API_HOST}:443`) return NOT_FOUND;
  const path = `${request.method} ${new URL(request.url ?? '/', `https://${BOT_API_HOST}`).pathname}`;
  const callback = /^POST \/callback\/([0-9a-f]+)$/.exec(path);
  if (callback?.[1] !== undefined) {
    return { status: 200, body: simulator.callbacks.post(callback[1], body) };
  }
  const talk = /^POST \/v2\/bots\/([0-9a-f]+!?|[0-9a-f]+%21)\/talk$/.exec(path);
  if (talk?.[1] !== undefined) {
    const { authorization } = request.headers;
    return simulator.events.talk(decodeURIComponent(talk[1]), authorization, jsonOf(body));
  }
  const task = /^GET \/v1\/tasks\/([\w-]+)$/.exec(path);
  return task?.[1] === undefined ? NOT_FOUND : simulator.events.task(task[1]);
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString()) as unknown;
  } catch {
    return undefined;
  }
}
