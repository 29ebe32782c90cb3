/** Delivers matching log lines to a function, packed as CloudWatch Logs packs them. */

import { gzipSync } from 'node:zlib';
import type { SubscriptionSpec } from '../template/functions.ts';
import { ACCOUNT_ID } from '../template/physical.ts';
import type { LogEvent, LogStore } from './logStore.ts';
import { compilePattern } from './pattern.ts';

/** Lines are collected for a moment (in AWS for seconds), so that counting does not compete with every turn. */
const BATCH_MS = 500;
/** Lines in one delivery at most. */
const BATCH_LINES = 500;

/** A running subscription. */
export interface Subscription {
  /** Delivers what is collected now and waits until it was received; true when there was something. */
  flush(): Promise<boolean>;
}

/** Starts a subscription. `deliver` invokes the function; the next batch waits until it has the last one. */
export function subscribe(
  spec: SubscriptionSpec,
  logs: LogStore,
  deliver: (payload: Buffer) => Promise<void>,
): Subscription {
  const matches = compilePattern(spec.pattern);
  const collected: LogEvent[] = [];
  let timer: NodeJS.Timeout | undefined;
  let delivered: Promise<void> = Promise.resolve();
  const sendAll = async (): Promise<void> => {
    const batch = collected.splice(0, BATCH_LINES);
    const streams = Map.groupBy(batch, ({ stream }) => stream);
    for (const [stream, events] of streams) await deliver(pack(spec, stream, events));
    if (collected.length > 0) await sendAll();
  };
  const send = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    delivered = delivered.then(sendAll);
    return delivered;
  };
  logs.listen(spec.logGroup, (event) => {
    if (!matches(event.message)) return;
    collected.push(event);
    timer ??= setTimeout(() => void send(), BATCH_MS);
  });
  return {
    async flush() {
      const some = collected.length > 0;
      await send();
      return some;
    },
  };
}

let lastId = 0n;

/** The event of a log subscription: `{awslogs: {data}}`, data being base64 of gzipped JSON. */
export function pack(spec: SubscriptionSpec, logStream: string, events: readonly LogEvent[]): Buffer {
  const message = {
    messageType: 'DATA_MESSAGE',
    owner: ACCOUNT_ID,
    logGroup: spec.logGroup,
    logStream,
    subscriptionFilters: [spec.name],
    logEvents: events.map(({ timestamp, message: text }) => ({
      id: nextId(timestamp),
      timestamp,
      message: text,
    })),
  };
  return Buffer.from(
    JSON.stringify({ awslogs: { data: gzipSync(JSON.stringify(message)).toString('base64') } }),
  );
}

/** Event ids have 56 digits and grow. */
function nextId(timestamp: number): string {
  lastId += 1n;
  return `${timestamp}${String(lastId).padStart(43, '0')}`.padStart(56, '3');
}
