/** A counsellor's answer on its way out, against the simulator of Kakao's Event API. */
import type { SQSRecord } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AnswerRooms, bringAnswer } from '../../functions/handoff/answer.ts';
import { apply, archiveKey, isRefusal } from '../../lib/handoff/machine.ts';
import type { Ticket } from '../../lib/handoff/types.ts';
import { seal } from '../../lib/privacy/seal.ts';
import type { RoomOptions } from '../../local/kakao/protocol.ts';
import { BOT_ID, type Stage, startStage } from '../room/harness.ts';
import { textResponse } from '../room/skillServer.ts';
import { changed, TUESDAY_10, waiting } from './factories.ts';
import { type LocalStore, startStore } from './local-store.ts';

const KEY = 'a'.repeat(64);
let local: LocalStore;
let stage: Stage;
let count = 0;
beforeAll(async () => {
  [local, stage] = await Promise.all([startStore(), startStage()]);
  stage.skills.answer(() => ({ body: textResponse('상담직원이 답을 남겼어요.') }));
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: local.options.endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
});
afterAll(() => Promise.all([local.close(), stage.close()]));
beforeEach(() => {
  local.plan(() => 'pass');
  count += 1;
});

/** Kakao's own hosts, played by the simulator. */
const kakao: typeof fetch = async (input, init) => {
  const url = new URL(String(input));
  const body = init?.body === undefined ? undefined : JSON.parse(String(init.body));
  const headers = init?.headers as Record<string, string>;
  const told = await stage.outgoing(url.host, init?.method ?? 'GET', url.pathname, body, headers);
  return Response.json(told.body, { status: told.status });
};

const rooms = (given: Partial<AnswerRooms> = {}): AnswerRooms => ({
  store: local.store,
  table: local.table,
  event: 'answer_ready',
  keys: async () => ({ seal: KEY, kakao: 'rest-key' }),
  request: kakao,
  ...given,
});

type Step = Parameters<typeof changed>[1];

/** A ticket with a left message of the citizen in a fresh room, answered; stored. */
async function answered(room: Partial<RoomOptions> = {}, resolves = false) {
  const { citizen } = stage.kakao.simulator.openRoom(room);
  const key = `citizen-${count}`;
  const reach = seal(KEY, JSON.stringify({ bot: BOT_ID, user: citizen.botUserKey }), key);
  const steps: Step[] = [
    [{ kind: 'claim' }, 'kim'],
    [{ kind: 'answer', text: '나왔어요.' }, 'kim'],
    ...(resolves ? ([[{ kind: 'resolve', outcome: 'solved' }, 'kim']] satisfies Step[]) : []),
  ];
  const ticket = changed({ ...waiting(key, `event-${count}`), reach, announced: true }, ...steps);
  await local.store.openTicket(ticket);
  return ticket;
}

function record(tries = 1): SQSRecord {
  const attributes = { SentTimestamp: String(TUESDAY_10 + 600_000), ApproximateReceiveCount: String(tries) };
  return { messageId: 'm', attributes } as unknown as SQSRecord;
}

const bring = (ticket: Ticket, given: Partial<AnswerRooms> = {}, tries = 1) =>
  bringAnswer(ticket.event, record(tries), rooms(given), {});

async function now({ key }: Pick<Ticket, 'key'>): Promise<Ticket> {
  const read = await local.store.readTicket(key, TUESDAY_10);
  if (!('ticket' in read)) throw new Error('the ticket is gone');
  return read.ticket;
}

const calls = () => stage.kakao.simulator.events.records.length;

describe('a written answer', () => {
  it('makes an event only where the ticket holds a way to its citizen', () => {
    const plain = changed(
      { ...waiting(), announced: true },
      [{ kind: 'claim' }, 'kim'],
      [{ kind: 'answer', text: '네.' }, 'kim'],
    );
    expect(plain).toMatchObject({ announced: true, event: { kind: 'opened' } });
    const reachable = changed(
      { ...waiting(), announced: true, reach: 'v1.x' },
      [{ kind: 'claim' }, 'kim'],
      [{ kind: 'answer', text: '네.' }, 'kim'],
    );
    expect(reachable).toMatchObject({ announced: false, event: { kind: 'answered' }, reach: 'v1.x' });
  });

  it('is brought: Kakao is called once, the ticket says so, and the sealed key is gone', async () => {
    const ticket = await answered();
    const before = calls();
    expect(await bring(ticket)).toEqual({ kind: 'sent' });
    expect(calls()).toBe(before + 1);
    const after = await now(ticket);
    expect(after.reach).toBeUndefined();
    expect(after.history.at(-1)).toMatchObject({ to: 'delivered', by: 'system' });
    expect(await bring(ticket)).toEqual({ kind: 'nothing' });
    expect(calls()).toBe(before + 1);
  });

  it('reaches a citizen whose ticket was resolved at once, also when another ticket has taken its place', async () => {
    const ticket = await answered({}, true);
    expect(ticket).toMatchObject({ state: 'resolved', reach: expect.any(String) });
    await local.store.openTicket(waiting(ticket.key, `next-${count}`, TUESDAY_10 + 500_000), ticket);
    expect(await bring(ticket)).toEqual({ kind: 'sent' });
    expect(await now({ key: archiveKey(ticket.id) })).not.toHaveProperty('reach');
  });

  it('that cannot reach somebody who blocked the channel says so on the ticket, and waits for the next visit', async () => {
    const ticket = await answered({ friend: false });
    expect(await bring(ticket)).toEqual({ kind: 'failed' });
    const after = await now(ticket);
    expect(after.history.at(-1)).toMatchObject({ to: 'undelivered' });
    expect(after.history.at(-1)?.note).toContain('차단');
    expect(after.answer?.shown).toBe(false);
    expect(await bring(ticket)).toEqual({ kind: 'nothing' });
  });

  it.each([
    ['an empty wallet', 402, 'Not enough balance.', '잔액'],
    ['a wrong key', 401, 'Invalid REST API key.', '키'],
    ['no such block', 400, 'No block has this event.', '블록'],
  ])('that %s stops is told with what to do', async (_name, status, message, hint) => {
    const ticket = await answered();
    const request = async () => Response.json({ status: 'FAIL', message }, { status });
    expect(await bring(ticket, { request })).toEqual({ kind: 'failed' });
    expect((await now(ticket)).history.at(-1)?.note).toContain(hint);
  });

  it('comes again while Kakao is busy', async () => {
    const ticket = await answered();
    const request = async () => new Response('busy', { status: 503 });
    expect(await bring(ticket, { request })).toEqual({ kind: 'again', why: 'Http503' });
    expect((await now(ticket)).reach).toBeDefined();
    expect(await bring(ticket, {}, 2)).toEqual({ kind: 'sent' });
  });

  it('is given up with a note when Kakao was busy to the end', async () => {
    const ticket = await answered();
    const request = async () => new Response('busy', { status: 503 });
    expect(await bring(ticket, { request }, 5)).toEqual({ kind: 'failed' });
    expect((await now(ticket)).history.at(-1)?.note).toContain('여러 번');
  });

  it('is never sent twice: an answer that may have left is not sent again', async () => {
    const ticket = await answered();
    const before = calls();
    const request: typeof fetch = async (input, init) => {
      await kakao(input, init);
      throw Object.assign(new Error('cut'), { name: 'TimeoutError' });
    };
    expect(await bring(ticket, { request })).toEqual({ kind: 'failed' });
    expect((await now(ticket)).history.at(-1)?.note).toContain('확인을 받지 못했어요');
    expect(await bring(ticket)).toEqual({ kind: 'nothing' });
    expect(calls()).toBe(before + 1);
  });

  it('waits while its keys cannot be read', async () => {
    const ticket = await answered();
    const keys = async () => {
      throw Object.assign(new Error('away'), { name: 'KeyMissing' });
    };
    expect(await bring(ticket, { keys })).toEqual({ kind: 'again', why: 'KeyMissing' });
  });
});

describe('the sealed key', () => {
  const open = { ...waiting(), reach: 'v1.x' };
  const claimed = changed(open, [{ kind: 'claim' }, 'kim']);
  const written = changed(claimed, [{ kind: 'answer', text: '네.' }, 'kim']);
  it.each([
    ['is taken back', open, { kind: 'withdraw', eventId: 'w' }, 'citizen'],
    ['expires', open, { kind: 'expire' }, 'system'],
    ['is erased', written, { kind: 'erase' }, 'citizen'],
    ['is resolved without an answer', claimed, { kind: 'resolve', outcome: 'solved' }, 'kim'],
    ['has its answer brought', written, { kind: 'deliver' }, 'system'],
    ['has its answer seen', written, { kind: 'show' }, 'citizen'],
  ] as const)('is gone when the ticket %s', (_name, ticket, change, by) => {
    const after = apply(ticket, change, TUESDAY_10 + 900_000, by);
    expect(isRefusal(after)).toBe(false);
    expect(after).not.toHaveProperty('reach');
  });

  it('is gone when a resolved ticket’s answer cannot be brought', () => {
    const resolved = changed(written, [{ kind: 'resolve', outcome: 'solved' }, 'kim']);
    expect(resolved).toHaveProperty('reach');
    expect(changed(resolved, [{ kind: 'failDelivery', note: '차단' }, 'system'])).not.toHaveProperty('reach');
  });
});
