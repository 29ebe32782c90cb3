/** The place where the simulator of Kakao's side is plugged in: `local/kakao/server.ts`. */

import { existsSync } from 'node:fs';
import http from 'node:http';
import type { CityClock } from './clock.ts';
import { readAll } from './lambda/runtimeApi.ts';
import { inRoot } from './processes.ts';
import type { KakaoHandler } from './proxy.ts';

/** What the simulator gets to know. */
export interface KakaoOptions {
  /** Base URL of the gateway, without a trailing slash. */
  readonly cityUrl: string;
  readonly secret: string;
  readonly botId: string;
  readonly clock: CityClock;
}

/** A running simulator. */
export interface Kakao {
  /** Where pages and tests talk to it. */
  readonly url: string;
  /** Plays Kakao's hosts for the functions; without it their calls are passed on to `url`. */
  readonly outgoing?: KakaoHandler;
  close(): Promise<void>;
}

/** Exported by `local/kakao/server.ts` as `startKakao`. */
export type StartKakao = (options: KakaoOptions) => Promise<Kakao>;

/** Starts the simulator if the checkout has one. */
export async function startKakaoIfPresent(options: KakaoOptions): Promise<Kakao | undefined> {
  if (!existsSync(inRoot('local/kakao/server.ts'))) return undefined;
  const path = './kakao/server.ts';
  const { startKakao } = (await import(path)) as { startKakao: StartKakao };
  return startKakao(options);
}

/** Passes a function's call on to the simulator's own server; `x-forwarded-host` names Kakao's host. */
export function forwardTo(base: string): KakaoHandler {
  return (request, response) => {
    void readAll(request).then((body) => {
      const headers = {
        ...request.headers,
        host: new URL(base).host,
        'x-forwarded-host': request.headers.host ?? '',
      };
      const onward = http.request(
        new URL(request.url ?? '/', base),
        { method: request.method ?? 'GET', headers },
        (answer) => {
          response.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(response);
        },
      );
      onward.on('error', () => response.destroy());
      onward.end(body);
    });
  };
}
