/** What a running city offers to tests and to its own control server. */

import { setTimeout as delay } from 'node:timers/promises';
import type { CityClock } from './clock.ts';
import type { Fault, FaultProxy } from './faultProxy.ts';
import type { FunctionSet, LiveFunction } from './functionSet.ts';
import type { LogEvent, LogStore } from './logs/logStore.ts';
import type { Subscription } from './logs/subscription.ts';
import type { Person } from './oidc/people.ts';
import type { Poller } from './queue/poller.ts';
import type { QueueState } from './queue/queue.ts';
import type { Services } from './services.ts';
import { mappingsOf } from './template/functions.ts';
import { queueUrl } from './template/physical.ts';
import { queuesOf, tablesOf } from './template/stores.ts';
import type { World } from './template/world.ts';
import type { Call } from './wire.ts';

/** What can be made to fail. */
export type FaultTarget = 'store' | 'queue' | 'ssm';

/** Result of an invocation with its payload parsed. */
export interface InvokeResult {
  readonly requestId: string;
  readonly payload: unknown;
  /** True when the payload describes an error. */
  readonly failed: boolean;
}

/** A running local city. */
export interface City {
  /** Gateway, without a trailing slash. */
  readonly url: string;
  readonly controlUrl: string;
  /** Endpoints as the functions see them, faults included. */
  readonly storeUrl: string;
  readonly queueUrl: string;
  readonly region: string;
  readonly clock: CityClock;
  readonly world: World;
  /** People who can sign in at the staff page. */
  readonly people: readonly Person[];
  /** Physical table names by logical id. */
  readonly tables: Readonly<Record<string, string>>;
  /** Physical queue names by logical id. */
  readonly queues: Readonly<Record<string, string>>;
  /** DynamoDB's JSON protocol, past the faults: `store('GetItem', {…})`. */
  readonly store: Call;
  /** SQS's JSON protocol, past the faults. */
  readonly queue: Call;
  /** Physical name of the table (or queue) whose logical id begins with `name`. @throws Error when there is none. */
  table(name: string): string;
  queueUrlOf(name: string): string;
  /** Every message of the queue whose logical id begins with `name`, none of them touched. */
  messages(name: string): Promise<QueueState['messages']>;
  /** Invokes a function by name ('chat'). @throws Error when there is none. */
  invoke(name: string, event: unknown): Promise<InvokeResult>;
  /** Log lines of a function ('chat') or of a log group, oldest first. */
  logs(name: string, since?: number): readonly LogEvent[];
  /** Replaces the faults of a service; without any, it is whole again. */
  faults(target: FaultTarget, ...faults: readonly Fault[]): void;
  /** Store or queue goes down and comes back with its data. */
  stop(target: 'store' | 'queue'): Promise<void>;
  start(target: 'store' | 'queue'): Promise<void>;
  /** Kills a function's processes in the middle of whatever they do. */
  kill(name: string): Promise<void>;
  /** Resolves when no message waits, no batch is at work and no log line is undelivered. */
  settled(timeoutMs?: number): Promise<void>;
  /** Tells the handle what `settled` waits for. */
  watch(pollers: readonly Poller[], subscriptions: readonly Subscription[]): void;
  close(): Promise<void>;
}

/** Parts of which the handle is made. */
export interface CityParts {
  readonly url: string;
  readonly region: string;
  readonly world: World;
  readonly clock: CityClock;
  readonly services: Services;
  readonly functions: FunctionSet;
  readonly logs: LogStore;
  readonly people: readonly Person[];
  close(): Promise<void>;
}

/** Makes the handle. */
export function createCityHandle(parts: CityParts): City {
  const { services, functions, world } = parts;
  const tables = byLogicalId(tablesOf(world));
  const queues = byLogicalId(queuesOf(world));
  const proxies: Readonly<Record<FaultTarget, FaultProxy>> = {
    store: services.store.proxy,
    queue: services.queue.proxy,
    ssm: services.parametersProxy,
  };
  let pollers: readonly Poller[] = [];
  let subscriptions: readonly Subscription[] = [];
  return {
    url: parts.url,
    controlUrl: services.control.url,
    storeUrl: services.store.proxy.url,
    queueUrl: services.queue.proxy.url,
    region: parts.region,
    clock: parts.clock,
    world,
    people: parts.people,
    tables,
    queues,
    store: services.store.call,
    queue: services.queue.call,
    table: (name) => lookUp(tables, name, 'table'),
    queueUrlOf: (name) => queueUrl(services.queue.proxy.url, lookUp(queues, name, 'queue')),
    messages: async (name) => (await services.queue.inspect(lookUp(queues, name, 'queue'))).messages,
    async invoke(name, event) {
      const { requestId, payload, failed } = await functionNamed(functions, name).pool.invoke(
        Buffer.from(JSON.stringify(event ?? {})),
      );
      return { requestId, failed, payload: JSON.parse(payload.toString()) };
    },
    logs: (name, since) => parts.logs.read(functions.find(name)?.spec.logGroup ?? name, since),
    faults: (target, ...faults) => proxies[target].set(...faults),
    stop: (target) => services[target].stop(),
    start: (target) => services[target].start(),
    kill: (name) => functionNamed(functions, name).pool.kill(),
    settled: (timeoutMs = 10_000) => settle(parts, pollers, subscriptions, timeoutMs),
    watch(allPollers, allSubscriptions) {
      pollers = allPollers;
      subscriptions = allSubscriptions;
    },
    close: () => parts.close(),
  };
}

function byLogicalId(
  specs: readonly { readonly logicalId: string; readonly name: string }[],
): Record<string, string> {
  return Object.fromEntries(specs.map(({ logicalId, name }) => [logicalId, name]));
}

function lookUp(names: Readonly<Record<string, string>>, wanted: string, what: string): string {
  const found = Object.entries(names).find(([id]) => id.toLowerCase().startsWith(wanted.toLowerCase()));
  if (found === undefined)
    throw new Error(`The template has no ${what} ${wanted}; it has ${Object.keys(names).join(', ')}.`);
  return found[1];
}

function functionNamed(functions: FunctionSet, name: string): LiveFunction {
  const found = functions.find(name);
  if (found !== undefined) return found;
  const names = functions.all.map(({ spec }) => spec.logicalId).join(', ');
  throw new Error(`The template has no function ${name}; it has ${names}.`);
}

const SETTLE_STEP_MS = 20;
/** Looks that must find nothing to do: between two of them a received batch reaches its poller. */
const QUIET_LOOKS = 2;

async function settle(
  { services, world }: CityParts,
  pollers: readonly Poller[],
  subscriptions: readonly Subscription[],
  timeoutMs: number,
): Promise<void> {
  const fed = new Set(mappingsOf(world).map(({ queueArn }) => queueArn));
  const queues = queuesOf(world).filter(({ arn }) => fed.has(arn));
  const end = performance.now() + timeoutMs;
  let quiet = 0;
  while (quiet < QUIET_LOOKS) {
    const worked = await Promise.all(subscriptions.map((each) => each.flush()));
    await Promise.all(pollers.map((each) => each.idle()));
    const waiting = await Promise.all(
      queues.map(async ({ name }) => receivable(await services.queue.inspect(name))),
    );
    quiet = waiting.every((count) => count === 0) && !worked.includes(true) ? quiet + 1 : 0;
    if (performance.now() > end) {
      throw new Error(
        `After ${timeoutMs} ms messages still wait: ${queues.map(({ name }, n) => `${name} ${waiting[n]}`).join(', ')}`,
      );
    }
    await delay(SETTLE_STEP_MS);
  }
}

/** Messages that could be received now; those behind a hidden message of their group cannot. */
function receivable({ messages }: QueueState): number {
  const locked = new Set(messages.inflight.map(({ message }) => message.messageGroupId ?? ''));
  return messages.ready.filter(
    ({ messageGroupId }) => messageGroupId === undefined || !locked.has(messageGroupId),
  ).length;
}
