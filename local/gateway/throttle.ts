/** Token buckets, one a route, as API Gateway throttles a stage. */

import type { Throttle } from '../template/api.ts';

/** Says whether one more call may pass. */
export type Gate = () => boolean;

/** A bucket that holds `burst` tokens and gains `rate` a second. `now` is a monotonic clock in ms. */
export function createGate({ rate, burst }: Throttle, now: () => number = () => performance.now()): Gate {
  let tokens = burst;
  let filledAt = now();
  return () => {
    const at = now();
    tokens = Math.min(burst, tokens + ((at - filledAt) / 1000) * rate);
    filledAt = at;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
