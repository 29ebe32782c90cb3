/** Usage events and log deliveries with only what a test cares about as parameters. */

import { gzipSync } from 'node:zlib';
import type { UsageEvent } from '../../lib/usage/event.ts';
import { turnLine } from '../../lib/usage/line.ts';

export const TAGS = { city: 'icheon', stage: 'dev' };
/** Noon of 24 November 2026 in Korea. */
export const NOON = Date.parse('2026-11-24T12:00:00+09:00');
export const DAY = 24 * 60 * 60 * 1000;

let serial = 0;

export function turn(part: Partial<UsageEvent> = {}): UsageEvent {
  serial += 1;
  return {
    id: `turn-${serial}`,
    at: NOON,
    skill: 'ask',
    outcome: 'answered',
    entrance: 'typed',
    dayUser: 'day-a',
    monthUser: 'month-a',
    latencyMs: 12,
    test: false,
    ...part,
  };
}

/** What CloudWatch Logs hands to a subscribed function. */
export function delivery(lines: readonly string[], timestamp = NOON, messageType = 'DATA_MESSAGE'): unknown {
  const logEvents = lines.map((message, index) => ({ id: String(index), timestamp, message }));
  const content = {
    messageType,
    owner: '1',
    logGroup: 'chat',
    logStream: 's',
    subscriptionFilters: ['f'],
    logEvents,
  };
  return { awslogs: { data: gzipSync(JSON.stringify(content)).toString('base64') } };
}

export function linesOf(events: readonly UsageEvent[]): string[] {
  return events.map((event) => turnLine(event, TAGS));
}
