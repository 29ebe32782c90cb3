/** The HTTP server in front of everything: HTTP API routes from the template, and the city's own pages. */

import { randomUUID } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ApiSpec } from '../template/api.ts';
import { accessLine } from './accessLog.ts';
import { createApiRoutes, type Handled, type RoutesHost } from './apiRoutes.ts';
import { type IncomingCall, logTime } from './event.ts';
import {
  BAD_REQUEST,
  BODY_LIMIT_BYTES,
  EXPECTATION_FAILED,
  HEAD_LIMIT_BYTES,
  HEAD_TOO_LARGE,
  headBytes,
  NOT_FOUND,
  replyToParserError,
  TOO_LARGE,
} from './limits.ts';
import { INTERNAL_ERROR, type Reply } from './reply.ts';

/** Answers a GET of the city's own pages; undefined when the path is none of them. */
export type Pages = (path: string, query: string) => Promise<Reply> | undefined;

/** What the gateway needs of the city. */
export interface GatewayHost extends RoutesHost {
  /** The city's pages. A path that they know answers nothing but GET. */
  readonly pages: Pages;
  accessLog(group: string, line: string): void;
}

/** Counters in CloudWatch's words (namespace AWS/ApiGateway). */
export interface GatewayMetrics {
  count: number;
  '4xx': number;
  '5xx': number;
}

/** A listening gateway that answers 404 until it is opened. */
export interface Gateway {
  readonly port: number;
  readonly metrics: GatewayMetrics;
  /** Starts serving the APIs. */
  open(apis: readonly ApiSpec[], host: GatewayHost): void;
  close(): Promise<void>;
}

/** Node's own limit lies above the quota, so that the quota's JSON answer can be given. */
const PARSER_HEAD_BYTES = 256 * 1024;
/** A body above the limit is read and thrown away up to here, so that the client sees the answer. */
const DRAIN_LIMIT_BYTES = 64 * 1024 * 1024;

type Serve = (call: IncomingCall) => Promise<Reply>;

/** Listens on a loopback port. @throws the system's error, e.g. EADDRINUSE. */
export async function listenGateway(port: number): Promise<Gateway> {
  const metrics: GatewayMetrics = { count: 0, '4xx': 0, '5xx': 0 };
  let serve: Serve = async () => NOT_FOUND;
  let now: () => number = Date.now;
  const answer = async (request: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
    const requestId = randomUUID();
    const reply = await respond(request, requestId, now(), serve).catch(() => INTERNAL_ERROR);
    count(metrics, reply.status);
    write(response, reply, requestId);
  };
  const server = http.createServer(
    { maxHeaderSize: PARSER_HEAD_BYTES, requireHostHeader: false },
    (request, response) => {
      void answer(request, response);
    },
  );
  server.on('checkExpectation', (_request, response) => write(response, EXPECTATION_FAILED, randomUUID()));
  server.on('connect', (_request, socket: Duplex) => refuseSocket(socket, NOT_FOUND));
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    const reply = replyToParserError(error.code);
    count(metrics, reply.status);
    refuseSocket(socket, reply);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: actual } = server.address() as AddressInfo;
  return {
    port: actual,
    metrics,
    open(apis, host) {
      now = () => host.now();
      serve = createServe(apis, `127.0.0.1:${actual}`, host);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function createServe(apis: readonly ApiSpec[], domainName: string, host: GatewayHost): Serve {
  const live = apis.map((api) => ({ api, handle: createApiRoutes(api, domainName, host) }));
  return async (call) => {
    const page = host.pages(call.path, call.query);
    if (page !== undefined) return call.method === 'GET' ? page : NOT_FOUND;
    for (const { api, handle } of live) {
      const path = withoutStage(call.path, api.stage);
      if (path === undefined) continue;
      const startedAt = performance.now();
      const handled = await handle({ ...call, path });
      writeAccessLog(api, call, handled, performance.now() - startedAt, host);
      if (handled.reply !== NOT_FOUND || live.length === 1) return handled.reply;
    }
    return NOT_FOUND;
  };
}

/** A stage other than `$default` is the first part of the path. */
function withoutStage(path: string, stage: string): string | undefined {
  if (stage === '$default') return path;
  return path.startsWith(`/${stage}/`) ? path.slice(stage.length + 1) : undefined;
}

function writeAccessLog(
  api: ApiSpec,
  call: IncomingCall,
  handled: Handled,
  ms: number,
  host: GatewayHost,
): void {
  if (api.accessLog === undefined) return;
  const context = {
    accountId: '000000000000',
    apiId: api.id,
    stage: api.stage,
    requestId: call.requestId,
    extendedRequestId: call.requestId,
    routeKey: handled.routeKey,
    httpMethod: call.method,
    path: call.path,
    protocol: 'HTTP/1.1',
    status: handled.reply.status,
    responseLength: handled.reply.body.length,
    responseLatency: Math.round(ms),
    integrationLatency: handled.integrationMs === undefined ? '-' : Math.round(handled.integrationMs),
    requestTime: logTime(call.receivedAt),
    requestTimeEpoch: call.receivedAt,
    'identity.sourceIp': call.sourceIp,
  };
  host.accessLog(api.accessLog.group, accessLine(api.accessLog.format, context));
}

async function respond(
  request: http.IncomingMessage,
  requestId: string,
  receivedAt: number,
  serve: Serve,
): Promise<Reply> {
  const body = await readBody(request);
  if (headBytes(request) > HEAD_LIMIT_BYTES) return HEAD_TOO_LARGE;
  if (request.headers.host === undefined && request.httpVersion === '1.1') return BAD_REQUEST;
  if (body === undefined) return TOO_LARGE;
  const [path = '', ...query] = (request.url ?? '').replace(/^https?:\/\/[^/?]*/i, '').split('?');
  return serve({
    method: request.method ?? '',
    path: path === '' ? '/' : path,
    query: query.join('?'),
    rawHeaders: request.rawHeaders,
    body,
    sourceIp: (request.socket as Socket).remoteAddress?.replace(/^::ffff:/, '') ?? '127.0.0.1',
    requestId,
    receivedAt,
  });
}

/** The whole body, or undefined when it is above the limit (then it was read and thrown away). */
async function readBody(request: http.IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= BODY_LIMIT_BYTES) chunks.push(chunk);
    else chunks.length = 0;
    if (bytes > DRAIN_LIMIT_BYTES) return undefined;
  }
  return bytes > BODY_LIMIT_BYTES ? undefined : Buffer.concat(chunks);
}

function count(metrics: GatewayMetrics, status: number): void {
  metrics.count += 1;
  if (status >= 500) metrics['5xx'] += 1;
  else if (status >= 400) metrics['4xx'] += 1;
}

function write(response: http.ServerResponse, reply: Reply, requestId: string): void {
  for (const [name, value] of Object.entries(reply.headers)) {
    if (name !== 'content-length' && name !== 'transfer-encoding') response.setHeader(name, value);
  }
  if (reply.cookies.length > 0) response.setHeader('set-cookie', reply.cookies);
  response.setHeader('apigw-requestid', requestId);
  response.setHeader('content-length', reply.body.length);
  response.writeHead(reply.status);
  response.end(reply.body);
}

/** Answers on a bare socket, where Node has no response object. */
function refuseSocket(socket: Duplex, reply: Reply): void {
  if (!socket.writable) return void socket.destroy();
  const head = [
    `HTTP/1.1 ${reply.status} ${http.STATUS_CODES[reply.status] ?? ''}`,
    'content-type: application/json',
    `content-length: ${reply.body.length}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${reply.body.toString()}`);
}
