/** What happened in a room, in order, with a way to wait for more. */

import type { RoomEvent } from './protocol.ts';

/** An event before it has its number and time. */
export type NewEvent = RoomEvent extends infer Each
  ? Each extends RoomEvent
    ? Omit<Each, 'id' | 'at'>
    : never
  : never;

/** The events of one room. */
export interface Timeline {
  add(event: NewEvent): RoomEvent;
  /** Events with a number above `after`. */
  since(after: number): RoomEvent[];
  /** Resolves when there is an event above `after`, or after `ms`. */
  wait(after: number, ms: number): Promise<void>;
}

/** Makes an empty timeline; events count from 1. */
export function createTimeline(now: () => number): Timeline {
  const events: RoomEvent[] = [];
  const waiting = new Set<() => void>();
  return {
    add(event) {
      const stamped = { ...event, id: events.length + 1, at: now() } as RoomEvent;
      events.push(stamped);
      for (const wake of [...waiting]) wake();
      return stamped;
    },
    since: (after) => events.filter(({ id }) => id > after),
    wait(after, ms) {
      if (events.length > after) return Promise.resolve();
      return new Promise((resolve) => {
        const wake = (): void => {
          clearTimeout(timer);
          waiting.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, ms);
        timer.unref();
        waiting.add(wake);
      });
    },
  };
}
