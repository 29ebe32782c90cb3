/** Stands between the functions and a local service, and can make it slow, gone or broken. */

import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import * as v from 'valibot';
import { readAll } from './lambda/runtimeApi.ts';

/** What is wrong with a service. */
export const faultSchema = v.object({
  /** Wait before the call is passed on. */
  delayMs: v.optional(v.number()),
  /** Connections are cut without an answer, as if nothing listened. */
  refuse: v.optional(v.boolean()),
  /** Answer with this HTTP status instead of asking the service. */
  status: v.optional(v.number()),
  /** Ask the service, then cut the connection after so many bytes of its answer; 0 loses the whole answer. */
  cutAfter: v.optional(v.number()),
  /** Only calls whose operation (`PutItem`, `SendMessage`) contains this text. */
  operation: v.optional(v.string()),
  /** So many calls, then the fault is over. */
  times: v.optional(v.number()),
  /** Share of the calls that it hits, 0 to 1. */
  share: v.optional(v.number()),
});
/** One fault; `{}` is none. */
export type Fault = v.InferOutput<typeof faultSchema>;

/** A proxy in front of one service. */
export interface FaultProxy {
  readonly url: string;
  readonly port: number;
  /** Calls so far by operation. */
  readonly calls: Readonly<Record<string, number>>;
  /** Replaces every fault. */
  set(...faults: readonly Fault[]): void;
  faults(): readonly Fault[];
  /** Where calls go; undefined while the service is down. */
  target(port: number | undefined): void;
  close(): Promise<void>;
}

/** Opens a proxy on a free loopback port. `random` decides about shares. */
export async function openFaultProxy(random: () => number = Math.random): Promise<FaultProxy> {
  const agent = new http.Agent({ keepAlive: true });
  const plan = new FaultPlan(random);
  const calls: Record<string, number> = {};
  let upstream: number | undefined;
  const handle = async (request: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
    const operation = operationOf(request);
    calls[operation] = (calls[operation] ?? 0) + 1;
    const fault = plan.next(operation);
    const body = await readAll(request);
    if (fault.delayMs !== undefined) await delay(fault.delayMs);
    if (fault.refuse === true || upstream === undefined) return void response.socket?.destroy();
    if (fault.status !== undefined) return sendError(response, fault.status);
    answer(response, await forward(agent, upstream, request, body), fault.cutAfter);
  };
  const server = http.createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    handle(request, response).catch(() => response.socket?.destroy());
  });
  server.on('connection', (socket: Socket) => {
    socket.setNoDelay(true);
    if (plan.outage()) socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    calls,
    set(...faults) {
      plan.set(faults);
      if (plan.outage()) server.closeAllConnections();
    },
    faults: () => plan.active(),
    target(next) {
      upstream = next;
      if (next === undefined) server.closeAllConnections();
    },
    close: () =>
      new Promise((resolve) => {
        agent.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Which fault hits the next call. */
class FaultPlan {
  readonly #random: () => number;
  #planned: { readonly fault: Fault; left: number }[] = [];

  constructor(random: () => number) {
    this.#random = random;
  }

  set(faults: readonly Fault[]): void {
    this.#planned = faults.map((fault) => ({ fault, left: fault.times ?? Number.POSITIVE_INFINITY }));
  }

  active(): Fault[] {
    return this.#planned.filter(({ left }) => left > 0).map(({ fault }) => fault);
  }

  outage(): boolean {
    return this.active().some(isOutage);
  }

  /** The first fault that fits the operation, one of its times used up. */
  next(operation: string): Fault {
    const found = this.#planned.find(
      ({ fault, left }) =>
        left > 0 &&
        operation.includes(fault.operation ?? '') &&
        (fault.share === undefined || this.#random() < fault.share),
    );
    if (found === undefined) return {};
    found.left -= 1;
    return found.fault;
  }
}

function answer(
  response: http.ServerResponse,
  { status, headers, body }: Upstream,
  cutAfter: number | undefined,
): void {
  if (cutAfter === undefined) {
    response.writeHead(status, headers);
    return void response.end(body);
  }
  if (cutAfter > 0) {
    response.writeHead(status, headers);
    response.write(body.subarray(0, cutAfter));
  }
  setImmediate(() => response.socket?.destroy());
}

/** A refusal of everything, as a service that is gone. */
function isOutage({ refuse, operation, times, share }: Fault): boolean {
  return refuse === true && operation === undefined && times === undefined && share === undefined;
}

/** `DynamoDB_20120810.PutItem` → `PutItem`; the Query protocol names its action in the body and counts as its path. */
function operationOf(request: http.IncomingMessage): string {
  return (
    String(request.headers['x-amz-target'] ?? request.url)
      .split('.')
      .at(-1) ?? ''
  );
}

function sendError(response: http.ServerResponse, status: number): void {
  const type = status === 400 ? 'ThrottlingException' : 'InternalServerError';
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
  response.end(JSON.stringify({ __type: `com.amazon.coral.service#${type}`, message: 'injected fault' }));
}

interface Upstream {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

function forward(
  agent: http.Agent,
  port: number,
  request: http.IncomingMessage,
  body: Buffer,
): Promise<Upstream> {
  const { method, url: path } = request;
  const headers = { ...request.headers, 'content-length': String(body.length) };
  delete (headers as http.OutgoingHttpHeaders)['transfer-encoding'];
  return new Promise((resolve, reject) => {
    const outgoing = http.request({ host: '127.0.0.1', port, method, path, headers, agent }, (incoming) => {
      readAll(incoming).then(
        (answer) => resolve({ status: incoming.statusCode ?? 502, headers: incoming.headers, body: answer }),
        reject,
      );
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
