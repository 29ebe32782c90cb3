/**
 * The one clock of the local city. It runs with the machine's time plus an offset that the control server can
 * set; schedules, retries, TTL, queue visibility and the gateway's time stamps all follow it.
 */

/** Undoes a planned run. */
export type Cancel = () => void;

/** Runs when its time has come; a promise is waited for by `set` and `advance`. */
export type Task = () => unknown;

/** A clock that can be moved. Times are epoch milliseconds. */
export interface CityClock {
  now(): number;
  /** Difference to the machine's clock in ms. */
  offset(): number;
  /** Moves the clock to `time`; resolves when everything that came due has run. */
  set(time: number): Promise<void>;
  /** Moves the clock on by `ms` (may be negative). */
  advance(ms: number): Promise<void>;
  /** Plans `task` for `time`; a time in the past runs at the next tick. */
  at(time: number, task: Task): Cancel;
  /** Called after every move, before planned tasks run. */
  onMove(listener: Task): Cancel;
  /** Forgets every planned task. */
  stop(): void;
}

/** setTimeout holds 31 bits of milliseconds. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

interface Planned {
  readonly time: number;
  readonly task: Task;
}

/** Makes a clock that shows the machine's time. A failing task is handed to `onError` and stops nothing else. */
export function createClock(onError: (error: unknown) => void = () => {}): CityClock {
  const planned = new Set<Planned>();
  const listeners = new Set<Task>();
  let offset = 0;
  let timer: NodeJS.Timeout | undefined;
  const now = (): number => Date.now() + offset;

  const run = async (task: Task): Promise<void> => {
    try {
      await task();
    } catch (error) {
      onError(error);
    }
  };
  const runDue = async (): Promise<void> => {
    const due = [...planned].filter((each) => each.time <= now()).sort((a, b) => a.time - b.time);
    for (const each of due) planned.delete(each);
    arm();
    await Promise.all(due.map((each) => run(each.task)));
  };
  const arm = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (planned.size === 0) return;
    const next = Math.min(...[...planned].map((each) => each.time));
    timer = setTimeout(() => void runDue(), Math.min(Math.max(next - now(), 0), LONGEST_TIMER_MS));
    timer.unref();
  };
  const set = async (time: number): Promise<void> => {
    offset = Math.round(time - Date.now());
    await Promise.all([...listeners].map(run));
    await runDue();
  };
  return {
    now,
    offset: () => offset,
    set,
    advance: (ms) => set(now() + ms),
    at(time, task) {
      const entry = { time, task };
      planned.add(entry);
      arm();
      return () => void planned.delete(entry);
    },
    onMove(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop() {
      planned.clear();
      arm();
    },
  };
}
