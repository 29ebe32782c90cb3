/** A moment in Korean words. */

import { isoTime, when } from '../words.ts';

/** `at` and `now`: epoch ms. */
export function Time({ at, now }: { at: number; now: number }) {
  return <time dateTime={isoTime(at)}>{when(at, now)}</time>;
}
