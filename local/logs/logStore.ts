/** Log groups in memory. Lines are kept as they came; listeners are the log subscriptions. */

/** One line of a log group. */
export interface LogEvent {
  readonly timestamp: number;
  readonly message: string;
  readonly stream: string;
}

/** Hears of every line of its group. */
export type LogListener = (event: LogEvent) => void;

/** All log groups of the city. */
export interface LogStore {
  append(group: string, stream: string, message: string): void;
  /** Lines of a group, oldest first, from `since` (epoch ms) on. */
  read(group: string, since?: number): readonly LogEvent[];
  groups(): readonly string[];
  listen(group: string, listener: LogListener): void;
}

/** Lines kept per group; older ones go, as a retention time would make them go. */
const KEPT_LINES = 20_000;

/** Makes an empty log store whose stamps come from `now`. */
export function createLogStore(now: () => number): LogStore {
  const groups = new Map<string, LogEvent[]>();
  const listeners = new Map<string, LogListener[]>();
  return {
    append(group, stream, message) {
      const event = { timestamp: now(), message, stream };
      const lines = groups.get(group) ?? [];
      groups.set(group, lines);
      lines.push(event);
      if (lines.length > KEPT_LINES) lines.splice(0, KEPT_LINES / 10);
      for (const listener of listeners.get(group) ?? []) listener(event);
    },
    read: (group, since = 0) => (groups.get(group) ?? []).filter((event) => event.timestamp >= since),
    groups: () => [...groups.keys()],
    listen(group, listener) {
      listeners.set(group, [...(listeners.get(group) ?? []), listener]);
    },
  };
}
