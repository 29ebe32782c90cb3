/** One execution environment: its own process, one invocation at a time, lines to the log as they are. */

import { type ChildProcess, spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { inRoot, killed, nodeBinary } from '../processes.ts';
import type { FunctionSpec } from '../template/functions.ts';
import { onLines } from './lines.ts';
import { type Answer, openRuntimeApi, type RuntimeApi } from './runtimeApi.ts';
import { environmentVariables, type LocalEndpoints } from './variables.ts';

/** Result of an invocation as Lambda's Invoke gives it. */
export interface Invoked {
  readonly requestId: string;
  readonly payload: Buffer;
  /** Set when the payload describes an error. */
  readonly failed: boolean;
}

/** What an environment needs of the city. */
export interface EnvironmentHost {
  readonly spec: FunctionSpec;
  readonly endpoints: LocalEndpoints;
  /** Its processes run at a lower priority. */
  readonly givesWay: boolean;
  log(stream: string, line: string): void;
  /** City time in ms, for messages. */
  now(): number;
}

/** AWS limits the init phase to 10 s. */
const INIT_LIMIT_MS = 10_000;
/** Largest response of a synchronous invocation: 6 MB. */
const RESPONSE_LIMIT_BYTES = 6 * 1024 * 1024;

interface Running {
  readonly requestId: string;
  readonly startedAt: number;
  readonly timer: NodeJS.Timeout;
  readonly done: (result: Invoked) => void;
}

/** Lines of the process that are meant for the city: begin and end of an invocation, with the memory in use. */
const MARK = /^\u0000(start|end) (\S+)(?: (\d+))?$/;

/** A live environment. */
export class Environment {
  readonly #host: EnvironmentHost;
  readonly #stream: string;
  #api: RuntimeApi | undefined;
  #child: ChildProcess | undefined;
  #running: Running | undefined;
  /** Begin of each invocation whose REPORT line is still to come. */
  readonly #unreported = new Map<string, number>();
  #initMs: number | undefined;
  #initError: Buffer | undefined;
  #dead = false;
  #onReady: () => void = () => {};
  #onDead: () => void = () => {};

  constructor(host: EnvironmentHost, id: string) {
    this.#host = host;
    const day = new Date(host.now()).toISOString().slice(0, 10).replaceAll('-', '/');
    this.#stream = `${day}/[$LATEST]${id}`;
  }

  get dead(): boolean {
    return this.#dead;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Starts the process. Resolves true when it waits for work, false when its init failed (see `initError`). */
  async start(onDead: () => void): Promise<boolean> {
    this.#onDead = onDead;
    const startedAt = performance.now();
    const ready = new Promise<void>((resolve) => {
      this.#onReady = resolve;
    });
    this.#api = await openRuntimeApi({
      ready: () => this.#onReady(),
      answered: (id, answer) => this.#answered(id, answer),
      initFailed: (body) => {
        this.#initError = body;
      },
    });
    this.#spawn(this.#api.address);
    const timer = setTimeout(() => this.#initTimedOut(), INIT_LIMIT_MS);
    await ready;
    clearTimeout(timer);
    this.#initMs = performance.now() - startedAt;
    return !this.#dead;
  }

  /** Why `start` resolved false. */
  get initError(): Buffer {
    return this.#initError ?? errorBody('Runtime.ExitError', 'Error: Runtime exited during init');
  }

  /** Runs one invocation. Never rejects: failures are in the result. */
  invoke(requestId: string, payload: Buffer): Promise<Invoked> {
    const { spec } = this.#host;
    return new Promise((done) => {
      const timer = setTimeout(() => this.#timedOut(), spec.timeoutMs);
      const startedAt = performance.now();
      this.#running = { requestId, startedAt, timer, done };
      this.#unreported.set(requestId, startedAt);
      const deadline = Date.now() + spec.timeoutMs;
      this.#api?.give({ requestId, payload, deadline, functionArn: spec.arn });
    });
  }

  /** Ends the process at once. */
  async kill(): Promise<void> {
    if (this.#child !== undefined) await killed(this.#child);
    this.#bury();
  }

  #spawn(address: string): void {
    const { spec, endpoints } = this.#host;
    const args = [`--max-old-space-size=${spec.memoryMb}`, inRoot('local/lambda/bootstrap.mjs')];
    const env = environmentVariables(spec, endpoints, address, this.#stream);
    const child = spawn(nodeBinary(), args, {
      env,
      cwd: spec.codeDir,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    if (this.#host.givesWay && child.pid !== undefined)
      setPriority(child.pid, constants.priority.PRIORITY_LOW);
    onLines(child.stdout, (line) => this.#line(line));
    onLines(child.stderr, (line) => this.#line(line));
    child.once('error', () => this.#bury());
    child.once('close', (code, signal) => this.#exited(code, signal));
  }

  #line(line: string): void {
    const [, mark, requestId, rss] = MARK.exec(line) ?? [];
    if (requestId === undefined) this.#log(line.replaceAll('\r', '\n'));
    else if (mark === 'start') this.#log(`START RequestId: ${requestId} Version: $LATEST`);
    else this.#report(requestId, Number(rss), '');
  }

  #answered(requestId: string, answer: Answer): void {
    const running = this.#running;
    if (running?.requestId !== requestId) return;
    this.#running = undefined;
    clearTimeout(running.timer);
    if (answer.kind === 'response' && answer.body.length > RESPONSE_LIMIT_BYTES) {
      const text = `Response payload size exceeded maximum allowed payload size (${RESPONSE_LIMIT_BYTES} bytes).`;
      running.done({ requestId, payload: errorBody('Function.ResponseSizeTooLarge', text), failed: true });
      return;
    }
    running.done({ requestId, payload: answer.body, failed: answer.kind === 'error' });
  }

  #report(requestId: string, rssBytes: number, suffix: string): void {
    const startedAt = this.#unreported.get(requestId);
    if (startedAt === undefined) return;
    this.#unreported.delete(requestId);
    const ms = performance.now() - startedAt;
    const used = Math.ceil(rssBytes / 2 ** 20);
    const init = this.#initMs === undefined ? '' : `\tInit Duration: ${this.#initMs.toFixed(2)} ms`;
    this.#initMs = undefined;
    this.#log(`END RequestId: ${requestId}`);
    this.#log(
      `REPORT RequestId: ${requestId}\tDuration: ${ms.toFixed(2)} ms\tBilled Duration: ${Math.ceil(ms)} ms\t` +
        `Memory Size: ${this.#host.spec.memoryMb} MB\tMax Memory Used: ${used} MB${init}${suffix}`,
    );
  }

  #timedOut(): void {
    const running = this.#running;
    if (running === undefined) return;
    const seconds = (this.#host.spec.timeoutMs / 1000).toFixed(2);
    const text = `${new Date(this.#host.now()).toISOString()} ${running.requestId} Task timed out after ${seconds} seconds`;
    this.#log(text);
    this.#report(running.requestId, 0, '\tStatus: timeout');
    this.#running = undefined;
    running.done({
      requestId: running.requestId,
      payload: errorBody('Sandbox.Timedout', text),
      failed: true,
    });
    void this.kill();
  }

  #initTimedOut(): void {
    this.#initError = errorBody('Sandbox.Timedout', `Init timed out after ${INIT_LIMIT_MS / 1000} seconds`);
    void this.kill();
  }

  #exited(code: number | null, signal: NodeJS.Signals | null): void {
    const running = this.#running;
    this.#running = undefined;
    if (running !== undefined) {
      clearTimeout(running.timer);
      const how =
        signal === null ? `exit status ${code}` : `signal: ${signal === 'SIGKILL' ? 'killed' : signal}`;
      const text = `RequestId: ${running.requestId} Error: Runtime exited with error: ${how}`;
      this.#log(`${text}\nRuntime.ExitError`);
      this.#report(running.requestId, 0, '\tStatus: error\tError Type: Runtime.ExitError');
      running.done({
        requestId: running.requestId,
        payload: errorBody('Runtime.ExitError', text),
        failed: true,
      });
    }
    this.#bury();
  }

  #bury(): void {
    if (this.#dead) return;
    this.#dead = true;
    this.#api?.close();
    this.#onReady();
    this.#onDead();
  }

  #log(line: string): void {
    this.#host.log(this.#stream, line);
  }
}

/** The body of an error as Lambda hands it to the caller. */
export function errorBody(errorType: string, errorMessage: string): Buffer {
  return Buffer.from(JSON.stringify({ errorType, errorMessage }));
}
