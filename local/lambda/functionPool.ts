/** A function with its environments: warm ones are used again, concurrency starts more. */

import { randomUUID } from 'node:crypto';
import { Environment, type EnvironmentHost, errorBody, type Invoked } from './environment.ts';

/** Environments of one function at a time on this machine; further calls wait their turn. */
const MOST_ENVIRONMENTS = 10;
/** Environments that may start at a time: cold starts share the machine's few cores. */
const MOST_STARTING = 2;

/** Counters in CloudWatch's words. */
export interface FunctionMetrics {
  invocations: number;
  errors: number;
  coldStarts: number;
}

interface Waiting {
  readonly payload: Buffer;
  readonly requestId: string;
  readonly done: (result: Invoked) => void;
}

/** Invokes one function. */
export class FunctionPool {
  readonly metrics: FunctionMetrics = { invocations: 0, errors: 0, coldStarts: 0 };
  readonly #host: EnvironmentHost;
  readonly #all = new Set<Environment>();
  readonly #idle: Environment[] = [];
  readonly #queue: Waiting[] = [];
  readonly #most: number;
  #starting = 0;
  #closed = false;

  constructor(host: EnvironmentHost) {
    this.#host = host;
    this.#most = Math.min(host.spec.reservedConcurrency ?? MOST_ENVIRONMENTS, MOST_ENVIRONMENTS);
  }

  /** Number of live processes. */
  get size(): number {
    return this.#all.size;
  }

  /** Invokes synchronously. Never rejects: errors of the function are in the result. */
  invoke(payload: Buffer, requestId: string = randomUUID()): Promise<Invoked> {
    return new Promise((done) => {
      this.metrics.invocations += 1;
      this.#queue.push({ payload, requestId, done });
      this.#serve();
    });
  }

  /** Kills every environment, as a crash of the machine would. New calls start new ones. */
  async kill(): Promise<void> {
    await Promise.all([...this.#all].map((each) => each.kill()));
  }

  /** Kills everything for good. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const waiting of this.#queue.splice(0))
      this.#fail(waiting, errorBody('Sandbox.Closed', 'The local city stops.'));
    await this.kill();
  }

  #serve(): void {
    while (this.#queue.length > 0) {
      const environment = this.#idle.pop();
      if (environment === undefined) break;
      const waiting = this.#queue.shift();
      if (waiting !== undefined) void this.#run(environment, waiting);
    }
    const wanted = Math.min(this.#queue.length, MOST_STARTING) - this.#starting;
    const room = this.#most - this.#all.size;
    for (let n = Math.min(wanted, room); n > 0 && !this.#closed; n -= 1) void this.#start();
  }

  async #run(environment: Environment, waiting: Waiting): Promise<void> {
    const result = await environment.invoke(waiting.requestId, waiting.payload);
    if (result.failed) this.metrics.errors += 1;
    waiting.done(result);
    if (!environment.dead) this.#idle.push(environment);
    this.#serve();
  }

  async #start(): Promise<void> {
    const environment = new Environment(this.#host, randomUUID().replaceAll('-', ''));
    this.#all.add(environment);
    this.#starting += 1;
    this.metrics.coldStarts += 1;
    const ready = await environment.start(() => this.#gone(environment));
    this.#starting -= 1;
    if (ready) this.#idle.push(environment);
    else this.#initFailed(environment);
    this.#serve();
  }

  /** A broken init fails the call that caused it; the next call tries again. */
  #initFailed(environment: Environment): void {
    const waiting = this.#queue.shift();
    if (waiting !== undefined) this.#fail(waiting, environment.initError);
  }

  #fail(waiting: Waiting, payload: Buffer): void {
    this.metrics.errors += 1;
    waiting.done({ requestId: waiting.requestId, payload, failed: true });
  }

  #gone(environment: Environment): void {
    this.#all.delete(environment);
    const at = this.#idle.indexOf(environment);
    if (at >= 0) this.#idle.splice(at, 1);
    if (!this.#closed) this.#serve();
  }
}
