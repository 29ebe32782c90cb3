/** A service that runs as a child process: started on a free port, stopped and started again by tests. */

import { type ChildProcess, fork } from 'node:child_process';
import { inRoot, killed, nodeBinary } from './processes.ts';

/** Message by which the child says on which port it listens. */
export interface Listening {
  readonly port: number;
}

/** A child with a port. */
export interface ChildService {
  /** Starts it and resolves with its port; undefined state when it cannot start is an Error. */
  start(): Promise<number>;
  /** Kills it without warning. */
  stop(): Promise<void>;
  /** Ends it in order, so that it may close its files. */
  close(): Promise<void>;
  running(): boolean;
  /** Sends a message to the child, if it runs. */
  send(message: object): void;
}

/** How long a child may take to close its files. */
const CLOSE_LIMIT_MS = 3_000;

/** Describes a child; `file` is relative to the repository, `args` are its own. `onLost` hears of an unwanted end. */
export function childService(
  name: string,
  file: string,
  args: readonly string[],
  onLost: (text: string) => void,
): ChildService {
  let child: ChildProcess | undefined;
  const forget = async (end: (running: ChildProcess) => Promise<void>): Promise<void> => {
    const running = child;
    child = undefined;
    if (running !== undefined) await end(running);
  };
  return {
    async start() {
      if (child !== undefined) throw new Error(`${name} runs already.`);
      const started = fork(inRoot(file), args, {
        execPath: nodeBinary(),
        execArgv: ['--disable-warning=ExperimentalWarning'],
        detached: true,
        env: {},
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
      child = started;
      started.once('exit', (code) => {
        if (child !== started) return;
        child = undefined;
        onLost(
          `${name} ended unexpectedly (exit code ${code}). Start it again at the control server or restart the city.`,
        );
      });
      return listening(name, started);
    },
    stop: () => forget((running) => killed(running)),
    close: () =>
      forget(async (running) => {
        const timer = setTimeout(() => running.kill('SIGKILL'), CLOSE_LIMIT_MS);
        await killed(running, 'SIGTERM');
        clearTimeout(timer);
      }),
    running: () => child !== undefined,
    send: (message) => void child?.send(message),
  };
}

function listening(name: string, child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve((message as Listening).port));
    child.once('exit', (code) =>
      reject(new Error(`${name} did not start (exit code ${code}). Run npm ci, then try again.`)),
    );
  });
}
