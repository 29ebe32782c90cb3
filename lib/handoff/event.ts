/** The event of a hand-off as it lies in the ticket and travels through the queue. */
import * as v from 'valibot';
import type { HandoffEvent } from './types.ts';

/** Largest message body that is read, in bytes; ours are below 1 kB. */
export const MESSAGE_LIMIT = 32 * 1024;

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(128));

/**
 * Schema of the event. When version 2 comes, it is first read everywhere (deployed) and only then written, so that a
 * half-done deployment has nothing it cannot read; what an old consumer refuses all the same the sweep sends again.
 */
export const handoffEvent = v.object({
  v: v.picklist([1]),
  id,
  kind: v.picklist(['opened', 'added', 'withdrawn', 'answered']),
  citizen: id,
  ticket: id,
  at: v.pipe(v.number(), v.finite()),
});

/** Why a message can never be read. */
export type Poison = 'TooLarge' | 'NotJson' | 'WrongShape';

/** The event of a message body, or why it can never be read. */
export function readEvent(body: string): HandoffEvent | { readonly poison: Poison } {
  if (new TextEncoder().encode(body).length > MESSAGE_LIMIT) return { poison: 'TooLarge' };
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return { poison: 'NotJson' };
  }
  const parsed = v.safeParse(handoffEvent, value);
  return parsed.success ? (parsed.output as HandoffEvent) : { poison: 'WrongShape' };
}
