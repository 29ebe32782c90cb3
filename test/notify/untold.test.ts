import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { logLine } from '../../functions/handoff/log.ts';
import { type TellSettings, tellDue, tellOpened } from '../../functions/handoff/tell.ts';
import type { Ticket } from '../../lib/handoff/types.ts';
import { METRIC } from '../../lib/names.ts';
import { TUESDAY_10, waiting } from '../handoff/factories.ts';
import { type LocalQueue, startQueue } from '../handoff/local-queue.ts';
import { type LocalStore, startStore } from '../handoff/local-store.ts';

const MINUTE = 60_000;
let local: LocalStore;
let queue: LocalQueue;
let topic: Server;
let status = 200;
const subjects: string[] = [];
let settings: TellSettings;

beforeAll(async () => {
  [local, queue] = await Promise.all([startStore(), startQueue()]);
  topic = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      if (status === 200) subjects.push(new URLSearchParams(body).get('Subject') ?? '');
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => topic.listen(0, '127.0.0.1', resolve));
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: local.options.endpoint,
    AWS_ENDPOINT_URL_SQS: queue.options.endpoint,
    AWS_ENDPOINT_URL_SNS: `http://127.0.0.1:${(topic.address() as AddressInfo).port}/`,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
  settings = {
    deployment: 'icheon dev',
    ticketsTable: local.table,
    contentTable: local.table,
    deadLettersUrl: queue.url,
    lateDeadLettersUrl: queue.url,
    staffUrl: 'https://api.example/staff',
    topicArn: 'arn:aws:sns:us-east-1:000000000000:notices',
  };
});
afterAll(async () => {
  topic.close();
  await Promise.all([local.close(), queue.close()]);
});
let count = 0;
beforeEach(() => {
  status = 200;
  subjects.length = 0;
  count += 1;
});

async function opened(citizen: string): Promise<Ticket> {
  const ticket = waiting(`${citizen}-${count}`, `event-${citizen}-${count}`);
  await local.store.openTicket(ticket);
  return ticket;
}

const signal = () => AbortSignal.timeout(20_000);
const batch = (...tickets: Ticket[]) =>
  tellOpened(
    tickets.map(({ event }) => event),
    local.store,
    settings,
    TUESDAY_10,
    signal(),
  );
const sweep = (minutes: number) => tellDue(local.store, settings, TUESDAY_10 + minutes * MINUTE, signal());
const told = (ticket: Ticket) => `[Minwontalk icheon dev] New request ${ticket.number}`;

describe('a notice that nobody took', () => {
  it('is told by a later sweep, once', async () => {
    const ticket = await opened('one');
    status = 403;
    expect(await batch(ticket)).toEqual({ told: 0, untold: ['Status403'] });
    expect(await sweep(2)).toEqual({ told: 0, untold: ['Status403'] });
    status = 200;
    expect(await sweep(3)).toEqual({ told: 1, untold: [] });
    expect(await sweep(4)).toEqual({ told: 0, untold: [] });
    expect(subjects).toEqual([told(ticket)]);
  });

  it('is one with the others that nobody took; of a ticket that was taken nobody hears', async () => {
    const [a, b, taken] = [await opened('a'), await opened('b'), await opened('taken')];
    status = 403;
    await batch(a, b, taken);
    await local.store.applyTo(taken.key, { kind: 'claim' }, TUESDAY_10 + MINUTE, 'kim');
    status = 200;
    await sweep(5);
    await sweep(6);
    expect(subjects).toEqual(['[Minwontalk icheon dev] 2 new requests, told late']);
  });

  it('leaves nothing behind where it went out, and waits while its batch may be at work', async () => {
    const ticket = await opened('good');
    expect(await batch(ticket)).toEqual({ told: 1, untold: [] });
    await sweep(5);
    expect(subjects).toEqual([told(ticket)]);
    const next = await opened('next');
    status = 403;
    await batch(next);
    status = 200;
    await sweep(0.5);
    expect(subjects).toEqual([told(ticket)]);
    await sweep(1);
    expect(subjects).toEqual([told(ticket), told(next)]);
  });

  it('goes out although nothing could be noted, and that is named', async () => {
    const ticket = await opened('unnoted');
    local.plan((operation) => (operation === 'UpdateItem' ? 'throttle' : 'pass'));
    const telling = await batch(ticket);
    local.plan(() => 'pass');
    expect(telling).toMatchObject({ told: 1, untold: ['ThrottlingException'] });
    expect(subjects).toEqual([told(ticket)]);
  });

  it('of dead letters comes again as well, apart for those that no counsellor can see', async () => {
    await sweep(10);
    await queue.send('unreadable', 'g', 'd');
    status = 403;
    expect((await sweep(11)).untold).toEqual(['Status403']);
    status = 200;
    expect(await sweep(12)).toMatchObject({ told: 2 });
    expect(await sweep(13)).toMatchObject({ told: 0 });
    expect(subjects.toSorted()).toEqual([
      '[Minwontalk icheon dev] 1 dead letters',
      '[Minwontalk icheon dev] 1 requests not stored',
    ]);
  });

  it('is a metric, so that somebody is alarmed', () => {
    const line = logLine({ city: 'icheon', stage: 'dev', at: TUESDAY_10 }, { run: 'sweep' }, { untold: 1 });
    expect(JSON.parse(line)).toMatchObject({ [METRIC.noticesUntold]: 1, _aws: { Timestamp: TUESDAY_10 } });
    expect(logLine({ city: 'icheon', stage: 'dev', at: 0 }, { run: 'sweep' }, { untold: 0 })).not.toContain(
      '_aws',
    );
  });
});
