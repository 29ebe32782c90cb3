/**
 * The way out for functions: a proxy that hands calls for Kakao's hosts to the simulator and refuses every other
 * host. URL, host check and TLS of the functions stay those of production.
 */

import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { makeCertificates } from './certificates.ts';

/** Plays Kakao's hosts; `request.headers.host` tells which. */
export type KakaoHandler = http.RequestListener;

/** The running proxy. */
export interface OutgoingProxy {
  /** For HTTPS_PROXY. */
  readonly url: string;
  /** PEM of the authority that signs for Kakao's hosts. */
  readonly authority: string;
  /** Who plays Kakao from now on; without one, calls get 503. */
  handle(handler: KakaoHandler): void;
  /** Every host that was asked for and refused. */
  refused(): readonly string[];
  close(): Promise<void>;
}

/** Kakao's own hosts, port 443 only. */
const KAKAO = /^(?:[a-z0-9-]+\.)*kakao\.com:443$/;

/** Opens the proxy on a free port; `onRefused` hears of each refused host. */
export async function openProxy(onRefused: (host: string) => void): Promise<OutgoingProxy> {
  const { authority, certificate, key } = await makeCertificates(['kakao.com', '*.kakao.com']);
  const refused: string[] = [];
  let handler: KakaoHandler = (_request, response) => {
    response.writeHead(503, { 'content-type': 'application/json' });
    response.end('{"message":"Nobody plays Kakao in this city."}');
  };
  const refuse = (host: string): void => {
    refused.push(host);
    onRefused(host);
  };
  const kakao = https.createServer({ key, cert: certificate }, (request, response) =>
    handler(request, response),
  );
  const server = http.createServer((request, response) => {
    refuse(hostOf(request.url));
    response.writeHead(502, { 'content-type': 'application/json' });
    response.end('{"message":"The local city lets no call out."}');
  });
  const tunnels = new Set<Duplex>();
  server.on('connect', (request: http.IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const target = (request.url ?? '').toLowerCase();
    if (!KAKAO.test(target)) {
      refuse(target);
      return void socket.end('HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
    }
    tunnels.add(socket);
    socket.once('close', () => tunnels.delete(socket));
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    if (head.length > 0) socket.unshift(head);
    kakao.emit('connection', socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    authority,
    handle(next) {
      handler = next;
    },
    refused: () => refused,
    close: () =>
      new Promise((resolve) => {
        for (const socket of tunnels) socket.destroy();
        kakao.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function hostOf(url: string | undefined): string {
  return URL.canParse(url ?? '') ? new URL(url ?? '').host : 'an unreadable host';
}
