/** Starts the simulator of Kakao's side on a port of its own. */

import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Kakao, KakaoOptions } from '../kakaoHook.ts';
import { channelFace } from './face.ts';
import { readGallery } from './gallery.ts';
import { apiListener } from './httpApi.ts';
import { kakaoHosts } from './kakaoHosts.ts';
import { simulatorRoutes } from './routes.ts';
import { createSimulator, type Simulator, type SimulatorOptions } from './simulator.ts';

/** A running simulator; `simulator` is the same one that the HTTP API talks to. */
export interface RunningKakao extends Kakao {
  readonly simulator: Simulator;
}

/** What may be set beside what the city knows. */
export interface KakaoSettings extends KakaoOptions, Pick<SimulatorOptions, 'scenario' | 'timeoutMs'> {
  /** City whose channel is shown; default MINWONTALK_CITY, then icheon. */
  readonly city?: string;
}

/** Starts the simulator. Pages may talk to it from the city's own address only. */
export async function startKakao(settings: KakaoSettings): Promise<RunningKakao> {
  const simulator = createSimulator(settings);
  const face = channelFace(settings.city ?? process.env.MINWONTALK_CITY ?? 'icheon', simulator.scenario);
  const routes = simulatorRoutes({ simulator, face, gallery: readGallery });
  const server = http.createServer(apiListener(routes, originsOf(settings.cityUrl)));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    simulator,
    outgoing: kakaoHosts(simulator),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The city under both of this machine's names. */
function originsOf(cityUrl: string): string[] {
  const { protocol, port } = new URL(cityUrl);
  return ['127.0.0.1', 'localhost'].map((name) => new URL(`${protocol}//${name}:${port}`).origin);
}
