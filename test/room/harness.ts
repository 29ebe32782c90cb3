/** A simulator over a skill server, with a clock that can be moved. */

import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CityClock, createClock } from '../../local/clock.ts';
import type { EventOf, RoomEvent } from '../../local/kakao/protocol.ts';
import { type KakaoSettings, type RunningKakao, startKakao } from '../../local/kakao/server.ts';
import { type SkillServer, startSkillServer } from './skillServer.ts';

/** Bot id of the tests. */
export const BOT_ID = '5f0000000000000000000001';
/** Everything that a test of the simulator needs. */
export interface Stage {
  readonly skills: SkillServer;
  readonly kakao: RunningKakao;
  readonly clock: CityClock;
  /** Sends a request to one of Kakao's hosts, as the functions do through the proxy. */
  outgoing(
    host: string,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Told>;
  close(): Promise<void>;
}

/** What a host answered. */
export interface Told {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into the answer as they like
  readonly body: any;
}

/** What a test may set; Kakao's patience in ms is its real one without a word. */
export type StageOptions = Pick<KakaoSettings, 'scenario' | 'timeoutMs'>;

/** Starts both. */
export async function startStage(options: StageOptions = {}): Promise<Stage> {
  const skills = await startSkillServer();
  const clock = createClock();
  const kakao = await startKakao({
    cityUrl: skills.url,
    secret: 'Test-Secret',
    botId: BOT_ID,
    clock,
    ...options,
  });
  skills.pointTo(kakao.url);
  const hosts = http.createServer(kakao.outgoing);
  await new Promise<void>((resolve) => hosts.listen(0, '127.0.0.1', resolve));
  const { port } = hosts.address() as AddressInfo;
  return {
    skills,
    kakao,
    clock,
    outgoing: (host, method, path, body, headers = {}) => tell(port, { host, method, path, body, headers }),
    async close() {
      clock.stop();
      hosts.close();
      hosts.closeAllConnections();
      await kakao.close();
      await skills.close();
    },
  };
}

interface Telling {
  readonly host: string;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly headers: Record<string, string>;
}

function tell(port: number, { host, method, path, body, headers }: Telling): Promise<Told> {
  return new Promise((resolve, reject) => {
    const options = {
      port,
      host: '127.0.0.1',
      method,
      path,
      headers: { ...headers, host, 'content-type': 'application/json' },
    };
    const request = http.request(options, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk as Buffer);
      resolve({ status: response.statusCode ?? 0, body: JSON.parse(Buffer.concat(chunks).toString()) });
    });
    request.on('error', reject);
    request.end(typeof body === 'string' || body === undefined ? body : JSON.stringify(body));
  });
}

/** The one event of this kind. @throws Error listing what there was. */
export function only<Kind extends RoomEvent['kind']>(
  events: readonly RoomEvent[],
  kind: Kind,
): EventOf<Kind> {
  const found = events.filter((event): event is EventOf<Kind> => event.kind === kind);
  if (found.length === 1 && found[0] !== undefined) return found[0];
  throw new Error(`Wanted one ${kind}; there was ${JSON.stringify(events)}.`);
}

/** Texts of a reply's text bubbles. */
export function textsOf(event: RoomEvent): string[] {
  if (event.kind !== 'reply') return [];
  const { template } = event.response as { template?: { outputs: { simpleText?: { text: string } }[] } };
  return (template?.outputs ?? []).flatMap(({ simpleText }) => simpleText?.text ?? []);
}
