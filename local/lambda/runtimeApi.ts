/** The city's side of Lambda's Runtime API: one small server for one execution environment. */

import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** What an environment is asked to do. */
export interface Work {
  readonly requestId: string;
  readonly payload: Buffer;
  /** Epoch ms of the machine's clock, by which the process must have answered. */
  readonly deadline: number;
  readonly functionArn: string;
}

/** What it came to. */
export type Answer =
  | { readonly kind: 'response'; readonly body: Buffer }
  | { readonly kind: 'error'; readonly body: Buffer };

/** Calls from the environment. */
export interface RuntimeEvents {
  /** The process is initialized and asks for work. */
  ready(): void;
  answered(requestId: string, answer: Answer): void;
  initFailed(body: Buffer): void;
}

/** A Runtime API that one process talks to. */
export interface RuntimeApi {
  /** `127.0.0.1:<port>`, for AWS_LAMBDA_RUNTIME_API. */
  readonly address: string;
  /** Hands work to the process, now or when it asks for the next. */
  give(work: Work): void;
  close(): void;
}

const PATH =
  /^\/2018-06-01\/runtime\/(?:invocation\/(next)|invocation\/([^/]+)\/(response|error)|(init\/error))$/;

/** Opens a Runtime API on a free loopback port. */
export async function openRuntimeApi(events: RuntimeEvents): Promise<RuntimeApi> {
  let waiting: http.ServerResponse | undefined;
  let pending: Work | undefined;
  const deliver = (): void => {
    if (waiting === undefined || pending === undefined) return;
    waiting.writeHead(200, workHeaders(pending));
    waiting.end(pending.payload);
    waiting = undefined;
    pending = undefined;
  };
  const server = http.createServer({ keepAliveTimeout: 0, requestTimeout: 0 }, (request, response) => {
    const [, next, id, kind, init] = PATH.exec(request.url ?? '') ?? [];
    if (next !== undefined) {
      waiting = response;
      events.ready();
      deliver();
      return;
    }
    void readAll(request).then((body) => {
      response.writeHead(id === undefined && init === undefined ? 404 : 202, {
        'content-type': 'application/json',
      });
      response.end('{"status":"OK"}');
      if (id !== undefined) events.answered(id, { kind: kind === 'error' ? 'error' : 'response', body });
      else if (init !== undefined) events.initFailed(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    give(work) {
      pending = work;
      deliver();
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function workHeaders(work: Work): http.OutgoingHttpHeaders {
  return {
    'content-type': 'application/json',
    'content-length': work.payload.length,
    'lambda-runtime-aws-request-id': work.requestId,
    'lambda-runtime-deadline-ms': String(work.deadline),
    'lambda-runtime-invoked-function-arn': work.functionArn,
    'lambda-runtime-trace-id': `Root=1-${Math.floor(Date.now() / 1000).toString(16)}-${work.requestId.replaceAll('-', '').slice(0, 24)};Sampled=0`,
  };
}

/** Collects a request's body. */
export async function readAll(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
