/** A delivery of a CloudWatch Logs subscription: base64 of gzipped JSON. */

import { gunzipSync } from 'node:zlib';
import * as v from 'valibot';
import type { UsageEvent } from './event.ts';
import { parseTurnLine } from './parse.ts';

/** A delivery holds at most 1 MB once unpacked; this much more is refused as damaged. */
const UNPACKED_LIMIT = 16 * 1024 * 1024;

const delivery = v.object({ awslogs: v.object({ data: v.string() }) });
const content = v.object({
  messageType: v.string(),
  logEvents: v.optional(v.array(v.object({ timestamp: v.number(), message: v.string() })), []),
});

/** What a delivery holds. */
export interface LogBatch {
  readonly events: readonly UsageEvent[];
  /** Lines that are no usage event. */
  readonly skipped: number;
  /** Time of the latest line, epoch ms: 'now' as the log knows it. Undefined in a delivery without lines. */
  readonly now: number | undefined;
}

/**
 * Unpacks a delivery; broken lines are counted, not fatal, and control messages hold nothing.
 * Throws when the delivery as a whole cannot be read: it is then tried again and at last kept aside.
 */
export function readLogBatch(event: unknown): LogBatch {
  const packed = Buffer.from(v.parse(delivery, event).awslogs.data, 'base64');
  const text = gunzipSync(packed, { maxOutputLength: UNPACKED_LIMIT }).toString('utf8');
  const { messageType, logEvents } = v.parse(content, JSON.parse(text));
  const lines = messageType === 'DATA_MESSAGE' ? logEvents : [];
  const events = lines.map(({ message }) => parseTurnLine(message)).filter((parsed) => parsed !== undefined);
  const times = lines.map(({ timestamp }) => timestamp);
  return {
    events,
    skipped: lines.length - events.length,
    now: times.length > 0 ? Math.max(...times) : undefined,
  };
}
