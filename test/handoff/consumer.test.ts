import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { handler } from '../../functions/handoff/handler.ts';
import { sweep } from '../../functions/handoff/sweep.ts';
import type { TicketStore } from '../../lib/aws/ticket-store.ts';
import { CLAIM_IDLE_MS, WAITING_LIMIT_MS } from '../../lib/handoff/machine.ts';
import type { HandoffEvent, Ticket } from '../../lib/handoff/types.ts';
import { ENV } from '../../lib/names.ts';
import { changed, TUESDAY_10, waiting } from './factories.ts';
import { type LocalQueue, startQueue } from './local-queue.ts';
import { type LocalStore, startStore } from './local-store.ts';

let local: LocalStore;
let queue: LocalQueue;
const lines: Record<string, unknown>[] = [];

beforeAll(async () => {
  [local, queue] = await Promise.all([startStore(), startQueue()]);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: local.options.endpoint,
    AWS_ENDPOINT_URL_SQS: queue.options.endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    [ENV.ticketsTable]: local.table,
    [ENV.handoffQueueUrl]: queue.url,
    [ENV.city]: 'icheon',
    [ENV.stage]: 'dev',
  });
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    if (String(text).includes('minwontalk.handoff')) lines.push(JSON.parse(String(text)));
    return true;
  });
});
afterAll(async () => {
  vi.restoreAllMocks();
  await Promise.all([local.close(), queue.close()]);
});
let count = 0;
beforeEach(() => {
  local.plan(() => 'pass');
  lines.length = 0;
  count += 1;
});

const context = { getRemainingTimeInMillis: () => 30_000 } as Context;

async function run(event: unknown): Promise<SQSBatchResponse | undefined> {
  return handler(event, context);
}

function record(body: string, group: string, id = `${group}-${body.length}`): SQSRecord {
  const attributes = { SentTimestamp: String(TUESDAY_10), MessageGroupId: group };
  return { messageId: id, body, attributes } as unknown as SQSRecord;
}

function message(event: HandoffEvent, id = event.id): SQSRecord {
  return record(JSON.stringify(event), event.citizen, id);
}

async function failures(...Records: SQSRecord[]): Promise<string[]> {
  const response = await run({ Records } satisfies SQSEvent);
  return (response?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier);
}

async function opened(citizen: string, at = TUESDAY_10): Promise<Ticket> {
  const ticket = waiting(`${citizen}-${count}`, `event-${citizen}-${count}`, at);
  await local.store.openTicket(ticket);
  return ticket;
}

async function now(ticket: Ticket): Promise<Ticket | undefined> {
  const read = await local.store.readTicket(ticket.key, TUESDAY_10);
  return 'ticket' in read ? read.ticket : undefined;
}

describe('a message about a new ticket', () => {
  it('marks it announced, counts the queue and writes one line without a word about the person', async () => {
    const ticket = await opened('a');
    expect(await failures(message(ticket.event))).toEqual([]);
    expect(await now(ticket)).toMatchObject({ announced: true, state: 'waiting' });
    const read = await local.store.readSummary();
    expect('summary' in read && read.summary?.opened).toContain(ticket.openedAt);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      run: 'batch',
      records: 1,
      failed: 0,
      marked: 1,
      QueueWaiting: expect.any(Number),
    });
    expect(lines[0]?._aws).toMatchObject({ CloudWatchMetrics: [{ Dimensions: [['City', 'Stage']] }] });
    for (const secret of [ticket.key, ticket.id, ticket.number, '여권'])
      expect(JSON.stringify(lines)).not.toContain(secret);
  });
  it('changes nothing when it is delivered three times', async () => {
    const ticket = await opened('a');
    for (let i = 0; i < 3; i += 1) expect(await failures(message(ticket.event))).toEqual([]);
    expect(await now(ticket)).toMatchObject({ announced: true, rev: 2 });
    expect(lines.map(({ marked, repeated }) => [marked, repeated])).toEqual([
      [1, 0],
      [0, 1],
      [0, 1],
    ]);
  });
  it('that comes after the citizen took it back does not bring it back', async () => {
    const ticket = await opened('a');
    const back = changed(ticket, [{ kind: 'withdraw', eventId: `w-${count}` }, 'citizen']);
    await local.store.changeTicket(ticket, back);
    expect(await failures(message(back.event), message(ticket.event))).toEqual([]);
    expect(await now(ticket)).toMatchObject({
      state: 'withdrawn',
      announced: true,
      event: { kind: 'withdrawn' },
    });
  });
  it('of which no ticket is left is done', async () => {
    const gone = waiting('gone', 'gone');
    expect(await failures(message(gone.event))).toEqual([]);
    expect(await now(gone)).toBeUndefined();
  });
});

describe('a batch in which something fails', () => {
  const poisons = {
    'not JSON': 'hello',
    'an unknown version': JSON.stringify({ ...waiting().event, v: 99 }),
    'a missing field': JSON.stringify({ v: 1, id: 'x', kind: 'opened' }),
    'above 32 kB': JSON.stringify({ ...waiting().event, more: 'x'.repeat(33_000) }),
  };
  it.each(Object.entries(poisons))('holds back nobody else when a message is %s', async (_name, body) => {
    const [a, b] = [await opened('a'), await opened('b')];
    expect(await failures(message(a.event), record(body, 'poison', 'bad'), message(b.event))).toEqual([
      'bad',
    ]);
    expect([(await now(a))?.announced, (await now(b))?.announced]).toEqual([true, true]);
    expect(lines[0]?.poisoned).toEqual([{ messageId: 'bad', why: expect.any(String) }]);
  });
  it('holds back the later messages of the same citizen, not the earlier ones nor other citizens', async () => {
    const [a, b, c] = [await opened('a'), await opened('b'), await opened('c')];
    const records = [
      message(a.event, '1'),
      message(b.event, '2'),
      record('{', b.key, '3'),
      message(b.event, '4'),
      message(c.event, '5'),
    ];
    expect(await failures(...records)).toEqual(['3', '4']);
    expect((await now(c))?.announced).toBe(true);
  });
  it('does the rest when it was killed half-way and comes again', async () => {
    const tickets = await Promise.all(Array.from({ length: 10 }, (_, i) => opened(`k${i}`)));
    let updates = 0;
    local.plan((operation) => (operation === 'UpdateItem' && ++updates > 3 ? 'throttle' : 'pass'));
    const first = await failures(...tickets.map(({ event }) => message(event)));
    expect(first.length).toBeGreaterThan(0);
    local.plan(() => 'pass');
    expect(await failures(...tickets.map(({ event }) => message(event)))).toEqual([]);
    for (const ticket of tickets) expect(await now(ticket)).toMatchObject({ announced: true, rev: 2 });
  });
  it('does not call a message failed because the summary could not be written', async () => {
    const ticket = await opened('a');
    local.plan((operation) => (operation === 'Query' ? 'throttle' : 'pass'));
    expect(await failures(message(ticket.event))).toEqual([]);
    expect(lines[0]).toMatchObject({ problems: ['ThrottlingException'] });
    expect(lines[0]).not.toHaveProperty('_aws');
  });
});

describe('through the queue', () => {
  it('a poisoned message ends in the dead-letter queue after five tries, everything else passes', async () => {
    const tickets = await Promise.all(Array.from({ length: 4 }, (_, i) => opened(`q${i}`)));
    await queue.send('not json', 'poison', `poison-${count}`);
    for (const { event } of tickets) await queue.send(JSON.stringify(event), event.citizen, event.id);
    let polls = 0;
    while ((await queue.poll((Records) => run({ Records }))) > 0) polls += 1;
    expect(polls).toBe(5);
    expect(await queue.dead()).toEqual(['not json']);
    for (const ticket of tickets) expect((await now(ticket))?.announced).toBe(true);
  });
});

describe('the clock, every minute', () => {
  const minute = (at: number) => ({ source: 'aws.events', time: new Date(at).toISOString() });
  const drain = async () => {
    while ((await queue.poll((Records) => run({ Records }))) > 0);
  };
  it('sends what was never announced, once it is older than 20 seconds', async () => {
    const ticket = await opened('late');
    await run(minute(TUESDAY_10 + 15_000));
    await drain();
    expect((await now(ticket))?.announced).toBe(false);
    await run(minute(TUESDAY_10 + 60_000));
    expect(lines.at(-2)).toMatchObject({ run: 'sweep', sent: expect.any(Number) });
    await drain();
    expect((await now(ticket))?.announced).toBe(true);
    await run(minute(TUESDAY_10 + 120_000));
    expect(lines.at(-1)).toMatchObject({ run: 'sweep', sent: 0 });
  });
  it('gives back a claim without a sign of life, and leaves a living one', async () => {
    const [idle, alive] = [await opened('idle'), await opened('alive')];
    await local.store.applyTo(idle.key, { kind: 'claim' }, TUESDAY_10, 'kim');
    await local.store.applyTo(alive.key, { kind: 'claim' }, TUESDAY_10, 'lee');
    await local.store.applyTo(alive.key, { kind: 'touch' }, TUESDAY_10 + CLAIM_IDLE_MS, 'lee');
    await run(minute(TUESDAY_10 + CLAIM_IDLE_MS + 60_000));
    expect(await now(idle)).toMatchObject({ state: 'waiting' });
    expect(await now(alive)).toMatchObject({ state: 'claimed', claimedBy: 'lee' });
  });
  it('ends what nobody took for a week, and the queue is shorter then', async () => {
    const ticket = await opened('old', TUESDAY_10 + 1);
    const places = async () => {
      const read = await local.store.readSummary();
      return 'summary' in read ? read.summary?.opened : undefined;
    };
    await run(minute(TUESDAY_10 + WAITING_LIMIT_MS));
    expect(await now(ticket)).toMatchObject({ state: 'waiting' });
    expect(await places()).toContain(ticket.openedAt);
    await run(minute(TUESDAY_10 + WAITING_LIMIT_MS + 60_000));
    expect(await now(ticket)).toMatchObject({
      state: 'expired',
      history: [{}, { to: 'expired', by: 'system' }],
    });
    expect(await places()).not.toContain(ticket.openedAt);
  });
  it('does not take a ticket from a counsellor who came to life while the list was read', async () => {
    const [idle, untaken] = [await opened('woken'), await opened('untaken')];
    await local.store.applyTo(idle.key, { kind: 'claim' }, TUESDAY_10, 'kim');
    const late = TUESDAY_10 + WAITING_LIMIT_MS + 60_000;
    const overtaken: TicketStore = {
      ...local.store,
      async applyTo(target, change, at, by, call) {
        const key = typeof target === 'string' ? target : target.key;
        if (key === idle.key) await local.store.applyTo(key, { kind: 'touch' }, late, 'kim');
        if (key === untaken.key) {
          await local.store.applyTo(key, { kind: 'claim' }, late, 'lee');
          await local.store.applyTo(key, { kind: 'return' }, late, 'lee');
        }
        return local.store.applyTo(target, change, at, by, call);
      },
    };
    const swept = await sweep(overtaken, queue.url, late, {});
    expect(swept).toMatchObject({ returned: 0 });
    expect(await now(idle)).toMatchObject({ state: 'claimed', claimedBy: 'kim' });
    expect(await now(untaken)).toMatchObject({ state: 'waiting' });
  });
  it('counts the week from when a ticket came back into the queue, and from when people are there', async () => {
    const [handedOn, closure] = [await opened('handed-on'), waiting(`closure-${count}`, `closure-${count}`)];
    const late = TUESDAY_10 + WAITING_LIMIT_MS + 60_000;
    await local.store.openTicket({ ...closure, waitsFrom: late - 3_600_000 });
    await local.store.applyTo(handedOn.key, { kind: 'claim' }, late - 120_000, 'kim');
    await local.store.applyTo(handedOn.key, { kind: 'transfer', department: '여권팀' }, late - 60_000, 'kim');
    await run(minute(late));
    expect(await now(handedOn)).toMatchObject({ state: 'waiting', department: '여권팀' });
    expect(await now(closure)).toMatchObject({ state: 'waiting' });
    await run(minute(late + WAITING_LIMIT_MS));
    expect(await now(handedOn)).toMatchObject({ state: 'expired' });
  });
  it('says when it could not look, and fails nothing', async () => {
    local.plan((operation) => (operation === 'Query' ? 'throttle' : 'pass'));
    expect(await run({ sweep: true })).toBeUndefined();
    expect(lines[0]).toMatchObject({ run: 'sweep', sent: 0, problems: ['ThrottlingException'] });
  });
  it('warns before the holiday data runs out', async () => {
    await run(minute(Date.parse('2027-12-01T10:00:00+09:00')));
    expect(lines[0]?.warning).toContain('2027-12-31');
  });
});

describe('what is wrong in the set-up', () => {
  it('is named: an event of somebody else', async () => {
    await expect(run({ hello: 1 })).rejects.toThrow('check the event source');
  });
  it('is named: a missing variable', async () => {
    const table = process.env[ENV.ticketsTable];
    delete process.env[ENV.ticketsTable];
    await expect(run({ sweep: true })).rejects.toThrow(ENV.ticketsTable);
    process.env[ENV.ticketsTable] = table;
  });
});
