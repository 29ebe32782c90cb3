import type { SQSRecord } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type LateRooms, takeUp } from '../../functions/handoff/late.ts';
import { type LateWish, readLate } from '../../lib/aws/late-queue.ts';
import { ticketToItem } from '../../lib/aws/ticket-item.ts';
import { archiveKey } from '../../lib/handoff/machine.ts';
import type { Ticket } from '../../lib/handoff/types.ts';
import { simpleText, skillResponse } from '../../lib/kakao/index.ts';
import { changed, TUESDAY_10, waiting } from './factories.ts';
import { type LocalQueue, startQueue } from './local-queue.ts';
import { type LocalStore, startStore } from './local-store.ts';

let local: LocalStore;
let queue: LocalQueue;
let posts: { url: string; body: string; redirect: unknown }[] = [];
let kakao: () => Response | Promise<Response>;
let wall = 0;
let count = 0;

beforeAll(async () => {
  [local, queue] = await Promise.all([startStore(), startQueue()]);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: local.options.endpoint,
    AWS_ENDPOINT_URL_SQS: queue.options.endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
});
afterAll(() => Promise.all([local.close(), queue.close()]));
beforeEach(() => {
  local.plan(() => 'pass');
  posts = [];
  kakao = () => Response.json({ taskId: 't', status: 'SUCCESS', message: '', timestamp: 1 });
  wall = 1_000_000;
  count += 1;
});

const rooms = (): LateRooms => ({
  store: local.store,
  table: local.table,
  handoffQueueUrl: queue.url,
  lateQueueUrl: queue.url,
  wall: () => wall,
  againMs: 5,
  request: async (input, init) => {
    posts.push({ url: String(input), body: String(init?.body), redirect: init?.redirect });
    return kakao();
  },
});

const wished = (name = 'wish', at = TUESDAY_10): Ticket =>
  waiting(`citizen-${count}`, `${name}-${count}`, at);

function wishOf(ticket: Ticket, given: Partial<LateWish> = {}): LateWish {
  const reply = skillResponse({ outputs: [simpleText(`상담 요청을 접수했어요. ${ticket.number}`)] });
  const callbackUrl = `https://bot-api.kakao.com/callback/${ticket.id}`;
  return { ticket, callbackUrl, postBy: wall + 40_000, reply, ...given };
}

function record({ ticket, ...rest }: LateWish): SQSRecord {
  const body = JSON.stringify({ v: 1, ...rest, ticket: ticketToItem(ticket) });
  return { messageId: 'm', receiptHandle: 'r', body, attributes: {} } as unknown as SQSRecord;
}

async function stored(key: string): Promise<Ticket | undefined> {
  const read = await local.store.readTicket(key, TUESDAY_10);
  return 'ticket' in read ? read.ticket : undefined;
}

describe('a late wish', () => {
  it('becomes a ticket, is announced, and the citizen is told once, by one POST that follows no redirect', async () => {
    const ticket = wished();
    const done = await takeUp([record(wishOf(ticket))], rooms(), {});
    expect(done).toMatchObject({ failed: [], stored: 1, told: 1, problems: [] });
    expect(await stored(ticket.key)).toMatchObject({ id: ticket.id, state: 'waiting' });
    expect(posts).toHaveLength(1);
    expect(posts[0]).toMatchObject({ redirect: 'error' });
    expect(posts[0]?.body).toContain('접수했어요');
    let bodies: string[] = [];
    await queue.poll(async (records) => {
      bodies = records.map(({ body }) => body);
      return { batchItemFailures: [] };
    });
    expect(bodies.map((body) => JSON.parse(body).id)).toContain(ticket.event.id);
  });

  it('delivered twice, or redriven twice, is one ticket and one call', async () => {
    const ticket = wished();
    const message = record(wishOf(ticket));
    await Promise.all([takeUp([message], rooms(), {}), takeUp([message], rooms(), {})]);
    await takeUp([message, message], rooms(), {});
    expect(posts).toHaveLength(1);
    expect((await local.tickets()).filter(({ id }) => id === ticket.id)).toHaveLength(1);
  });

  it('is stored but not told when the address is no longer good', async () => {
    const ticket = wished();
    const done = await takeUp([record(wishOf(ticket, { postBy: wall - 1 }))], rooms(), {});
    expect(done).toMatchObject({ stored: 1, told: 0, problems: ['TooLateToCallBack'] });
    expect(posts).toEqual([]);
    expect(await stored(ticket.key)).toBeDefined();
  });

  it('is stored by the same invocation once a store that failed is back', async () => {
    const ticket = wished();
    local.plan((_, number) => (number < 6 ? 'cutBefore' : 'pass'));
    const done = await takeUp([record(wishOf(ticket))], rooms(), {});
    expect(done).toMatchObject({ failed: [], stored: 1, told: 1 });
  });

  it('comes again while the store is away, and nobody is told', async () => {
    local.plan(() => 'cutBefore');
    const message = record(wishOf(wished(), { postBy: wall - 1 }));
    expect((await takeUp([message], rooms(), {})).failed).toEqual([message]);
    expect(posts).toEqual([]);
  });

  it('is not told when nobody can say whether it was told before', async () => {
    const ticket = wished();
    await local.store.openTicket(ticket);
    local.plan((operation) => (operation === 'PutItem' ? 'cutAfter' : 'pass'));
    const done = await takeUp([record(wishOf(ticket))], rooms(), {});
    expect(done).toMatchObject({ stored: 1, told: 0 });
    local.plan(() => 'pass');
    await takeUp([record(wishOf(ticket))], rooms(), {});
    expect(posts).toEqual([]);
  });

  it('adds its words to a ticket that is open by now, once, and gives that one’s number', async () => {
    const open = wished('other');
    await local.store.openTicket(open);
    const ticket = wished('wish', TUESDAY_10 + 1000);
    const message = record(wishOf(ticket));
    await takeUp([message], rooms(), {});
    await takeUp([message], rooms(), {});
    const now = await stored(ticket.key);
    expect(now?.id).toBe(open.id);
    expect(now?.history.filter(({ to }) => to === 'added')).toHaveLength(1);
    expect(posts).toHaveLength(1);
    expect(posts[0]?.body).toContain(open.number);
    expect(posts[0]?.body).not.toContain(ticket.number);
  });

  it('does not come back once a later request was served, or the citizen had everything erased', async () => {
    const late = wished('late');
    const later = waiting(late.key, `later-${count}`, TUESDAY_10 + 60_000);
    await local.store.openTicket(later);
    const done = changed(later, [{ kind: 'claim' }, 'kim'], [{ kind: 'resolve', outcome: 'solved' }, 'kim']);
    await local.store.changeTicket(later, done);
    expect(await takeUp([record(wishOf(late))], rooms(), {})).toMatchObject({ overtaken: 1, failed: [] });
    expect((await stored(late.key))?.id).toBe(later.id);
    expect(posts).toEqual([]);
  });

  it.each(['no ticket', 'a ticket closed long before'])(
    'does not come back after an erasure that found %s',
    async (found) => {
      const late = wished('late', TUESDAY_10 + 3_600_000);
      const earlier = waiting(late.key, `earlier-${count}`, TUESDAY_10);
      if (found !== 'no ticket') {
        await local.store.openTicket(earlier);
        const withdrawn = changed(earlier, [{ kind: 'withdraw', eventId: 'w' }, 'citizen']);
        await local.store.changeTicket(earlier, withdrawn);
      }
      await local.store.eraseTickets(late.key, late.openedAt + 1000);
      expect(await takeUp([record(wishOf(late))], rooms(), {})).toMatchObject({ overtaken: 1, failed: [] });
      expect((await stored(late.key))?.id).not.toBe(late.id);
      expect(posts).toEqual([]);
      expect(JSON.stringify(await local.items())).not.toContain(`erased#${late.key}`);
    },
  );

  it('of a citizen who had everything erased before it is stored', async () => {
    const late = wished('late', TUESDAY_10 + 3_600_000);
    await local.store.eraseTickets(late.key, TUESDAY_10);
    await takeUp([record(wishOf(late))], rooms(), {});
    expect((await stored(late.key))?.id).toBe(late.id);
  });

  it('opens beside an earlier ticket that was closed before it', async () => {
    const late = wished('late', TUESDAY_10 + 3_600_000);
    const earlier = waiting(late.key, `earlier-${count}`, TUESDAY_10);
    await local.store.openTicket(earlier);
    await local.store.changeTicket(
      earlier,
      changed(earlier, [{ kind: 'withdraw', eventId: 'w' }, 'citizen']),
    );
    await takeUp([record(wishOf(late))], rooms(), {});
    expect((await stored(late.key))?.id).toBe(late.id);
    expect(await stored(archiveKey(earlier.id))).toMatchObject({ state: 'withdrawn' });
  });

  it('whose callback Kakao refuses is stored; the reason is a figure of the log, not a reason to call again', async () => {
    kakao = () => Response.json({ status: 'FAIL', message: 'Invalid callback token.' });
    const message = record(wishOf(wished()));
    expect(await takeUp([message], rooms(), {})).toMatchObject({ told: 0, problems: ['callback:FAIL'] });
    await takeUp([message], rooms(), {});
    expect(posts).toHaveLength(1);
  });

  it('is not told where a failing server says SUCCESS, and the reason is the server', async () => {
    kakao = () => Response.json({ status: 'SUCCESS' }, { status: 503 });
    const taken = await takeUp([record(wishOf(wished()))], rooms(), {});
    expect(taken).toMatchObject({ told: 0, problems: ['callback:Http503'] });
  });
});

describe('a message that is none of ours', () => {
  it.each([
    ['not JSON', '여권', 'NotJson'],
    [
      'another host',
      (ticket: Ticket) => wishOf(ticket, { callbackUrl: 'https://kakao.com.evil.example/x' }),
      'WrongShape',
    ],
    ['a version of tomorrow', '{"v":2}', 'WrongShape'],
  ])('is named and posts nothing: %s', async (_name, made, why) => {
    const message = typeof made === 'string' ? ({ body: made } as SQSRecord) : record(made(wished()));
    expect(await takeUp([message], rooms(), {})).toMatchObject({ failed: [message], problems: [why] });
    expect(posts).toEqual([]);
    expect(readLate(message.body)).toEqual({ poison: why });
  });
});
