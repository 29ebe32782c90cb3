/** One deadline for the whole turn, counted from the moment API Gateway received the call. */

/** A reply leaves by then, ms: Kakao waits 5 s and the network between may take half a second of it. */
export const REPLY_BY_MS = 3000;
/** Kept for building and sending the reply, ms. */
const SPARE_MS = 150;
/** A wait longer than this, or a negative one, is a clock that runs apart, not a queue. */
const PLAUSIBLE_WAIT_MS = 10_000;

/** Time of one turn. All figures in ms. */
export interface Deadline {
  /** Since the function got the event. */
  elapsed(): number;
  /** Until the fallback must leave. Never negative. */
  left(): number;
  /** Aborts when the reply must leave; even a turn that began too late keeps the moment that memory needs to answer. */
  last(): AbortSignal;
  /** Aborts after `ms`, or `reserve` ms before the turn's time is up, whichever comes first. */
  signal(ms: number, reserve?: number): AbortSignal;
}

/**
 * Starts the turn's clock. `receivedAt`: epoch ms by API Gateway; `wall`: epoch ms now; `tick`: a monotonic clock, so
 * that a clock that jumps moves no deadline.
 */
export function startDeadline(receivedAt: number, wall: number, tick: () => number): Deadline {
  const began = tick();
  const waited = wall - receivedAt;
  const before = waited >= 0 && waited <= PLAUSIBLE_WAIT_MS ? waited : 0;
  const elapsed = () => tick() - began;
  const left = () => Math.max(0, REPLY_BY_MS - SPARE_MS - before - elapsed());
  return {
    elapsed,
    left,
    last: () => AbortSignal.timeout(Math.ceil(Math.max(SPARE_MS, left()))),
    signal: (ms, reserve = 0) => AbortSignal.timeout(Math.max(1, Math.ceil(Math.min(ms, left() - reserve)))),
  };
}

/** Settles with the work, or rejects as soon as the signal aborts, even when the work does not listen to it. */
export function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  if (signal.aborted) return Promise.reject(signal.reason);
  return new Promise<T>((resolve, reject) => {
    const stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
