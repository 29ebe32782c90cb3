/** Keeps the board live: asks every two seconds while the page is seen, seldom while it is not. */

import { ApiError, type StaffApi } from './api.ts';
import type { Store } from './handlers.ts';

/** Time between two readings, ms. A hidden page still counts new tickets in its title. */
const PAUSE_MS = { seen: 2000, hidden: 15_000, longest: 15_000 } as const;
/** A slow server is left in peace at least this long, ms. */
const REST_MS = 500;

/** What the loop tells. */
export interface PollEvents {
  /** A board was read or is as it was. */
  read(): void;
  /** Nobody is signed in any more. */
  lost(error: ApiError): void;
}

/** A running loop. */
export interface Poller {
  /** Asks at once. */
  now(): void;
  stop(): void;
}

/** Starts the loop. */
export function startPolling(store: Store, api: StaffApi, events: PollEvents): Poller {
  let etag: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let running = false;
  let again = false;
  let stopped = false;

  const read = async (): Promise<void> => {
    try {
      const answer = await api.board(etag);
      if (stopped) return;
      failures = 0;
      if (answer !== 'same') etag = answer.etag;
      store.apply(
        answer === 'same' ? { kind: 'boardSame' } : { kind: 'board', board: answer.board, local: Date.now() },
      );
      events.read();
    } catch (error) {
      if (stopped) return;
      if (!(error instanceof ApiError)) throw error;
      failures += 1;
      if (error.code === 'unauthorized') events.lost(error);
      else store.apply({ kind: 'boardFailed', problem: error.message });
    }
  };
  const step = async (): Promise<void> => {
    clearTimeout(timer);
    if (running || stopped) {
      again = running;
      return;
    }
    running = true;
    const began = performance.now();
    await read().finally(() => {
      running = false;
    });
    if (stopped) return;
    const every = pauseMs(failures, document.visibilityState === 'visible');
    const pause = again ? 0 : Math.max(REST_MS, every - (performance.now() - began));
    again = false;
    timer = setTimeout(step, pause);
  };
  const onSeen = (): void => {
    if (document.visibilityState === 'visible') void step();
  };
  document.addEventListener('visibilitychange', onSeen);
  addEventListener('online', onSeen);
  void step();
  return {
    now: () => void step(),
    stop() {
      stopped = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onSeen);
      removeEventListener('online', onSeen);
    },
  };
}

/** Time from one reading to the next after so many failures in a row, ms. */
export function pauseMs(failures: number, seen: boolean): number {
  const usual = seen ? PAUSE_MS.seen : PAUSE_MS.hidden;
  return Math.min(usual * 2 ** failures, Math.max(usual, PAUSE_MS.longest));
}
