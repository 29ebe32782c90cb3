import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { announce } from '../../lib/aws/handoff-queue.ts';
import { readEvent } from '../../lib/handoff/event.ts';
import { waiting } from './factories.ts';
import { type LocalQueue, startQueue } from './local-queue.ts';

let queue: LocalQueue;
let silent: Server;
beforeAll(async () => {
  queue = await startQueue();
  silent = createServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  silent.closeAllConnections();
  silent.close();
  await queue.close();
});

describe('announcing a ticket', () => {
  it('brings the event to the queue once, in the group of its citizen', async () => {
    const { event } = waiting('citizen-q', 'event-q');
    const options = { queueUrl: queue.url, client: queue.options, timeoutMs: 5000 };
    expect(await announce(event, options)).toEqual({ sent: true });
    expect(await announce(event, options)).toEqual({ sent: true });
    const seen: unknown[] = [];
    await queue.poll(async (records) => {
      for (const { body, attributes } of records) seen.push([readEvent(body), attributes.MessageGroupId]);
      return { batchItemFailures: [] };
    });
    expect(seen).toEqual([[event, 'citizen-q']]);
  });
  it('gives up after its time when the queue does not answer, and says so', async () => {
    const port = (silent.address() as AddressInfo).port;
    const client = { ...queue.options, endpoint: `http://127.0.0.1:${port}` };
    const start = performance.now();
    expect(await announce(waiting().event, { queueUrl: queue.url, client })).toEqual({
      sent: false,
      reason: 'TimedOut',
    });
    expect(performance.now() - start).toBeLessThan(1500);
  });
  it('does not throw when the queue is down', async () => {
    const client = { ...queue.options, endpoint: 'http://127.0.0.1:9' };
    const result = await announce(waiting().event, { queueUrl: queue.url, client, timeoutMs: 5000 });
    expect(result).toEqual({ sent: false, reason: 'ECONNREFUSED' });
  });
  it('ends with the turn', async () => {
    const result = await announce(waiting().event, {
      queueUrl: queue.url,
      client: queue.options,
      signal: AbortSignal.abort(),
    });
    expect(result).toEqual({ sent: false, reason: 'TimedOut' });
  });
});
