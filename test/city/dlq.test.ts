import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type City, startCity } from '../../local/city.ts';
import { citizen, itemsOf } from './citizen.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

let city: City;
beforeAll(async () => {
  city = await startCity({ quiet: true });
  await city.clock.set(Date.parse('2026-11-24T10:00:00+09:00'));
  await citizen(city).say('안녕하세요');
});
afterAll(() => city?.close());

async function dlq(...args: string[]): Promise<{ code: number; out: string }> {
  const given = ['bin/dlq.ts', ...args];
  return run(process.execPath, given, { cwd: ROOT }).then(
    ({ stdout }) => ({ code: 0, out: stdout }),
    ({ code, stdout, stderr }) => ({ code, out: `${stdout}${stderr}` }),
  );
}

const here = () => ['--local', city.controlUrl];
const deadUrl = () => city.queueUrlOf('HandoffDeadLetters');

/** Letters in the queue, those included that a look has only just released. */
async function left(): Promise<number> {
  const { ready, inflight } = await city.messages('HandoffDeadLetters');
  return ready.length + inflight.length;
}

async function die(body: string, group = 'g'): Promise<void> {
  const message = { MessageGroupId: group, MessageDeduplicationId: `d-${Math.random()}` };
  await city.queue('SendMessage', { QueueUrl: deadUrl(), MessageBody: body, ...message });
}

/** A ticket whose announcement never arrived: its event lies in the dead-letter queue. */
async function unannounced(): Promise<{ number: string; event: string; citizen: string }> {
  city.faults('queue', { operation: 'SendMessage', status: 500 });
  let number = '';
  // A machine at work on other things may need a second try: an honest reply is no ticket.
  for (let tries = 0; tries < 5 && number === ''; tries += 1) {
    const { text } = await citizen(city).say('1:1채팅상담');
    number = /접수번호는 ([\dA-Z-]{7})/.exec(text)?.[1] ?? '';
  }
  city.faults('queue');
  const item = (await itemsOf(city, 'tickets')).find((each) => each.number?.S === number);
  const event = plain(item?.event) as { citizen: string };
  return { number, event: JSON.stringify(event), citizen: event.citizen };
}

function plain(value: unknown): unknown {
  const [type, inner] = Object.entries(value as object)[0] as [string, unknown];
  if (type === 'M')
    return Object.fromEntries(Object.entries(inner as object).map(([key, each]) => [key, plain(each)]));
  return type === 'N' ? Number(inner) : inner;
}

describe('the dead-letter queues', () => {
  it('are listed, explained without personal data, and sent back; twice changes nothing', async () => {
    const ticket = await unannounced();
    await die(ticket.event, ticket.citizen);
    await die('여권 언제 나와요', 'poison-1');
    await die(JSON.stringify({ ...JSON.parse(ticket.event), v: 7 }), 'poison-2');
    await die(JSON.stringify({ ...JSON.parse(ticket.event), ticket: 'never', citizen: 'nobody' }), 'gone');

    const list = await dlq('list', ...here());
    expect(list).toMatchObject({ code: 0 });
    expect(list.out).toContain('hand-off: 4 dead letters');
    expect(list.out).toContain('late: 0 dead letters');

    const { out } = await dlq('explain', ...here());
    expect(out).toContain('not JSON');
    expect(out).toContain('version 7, which this version of the code does not know');
    expect(out).toContain('The ticket is unknown');
    expect(out).toContain('still to be done');
    for (const secret of [ticket.citizen, ticket.number, '여권']) expect(out).not.toContain(secret);

    const dry = await dlq('redrive', ...here());
    expect(dry.out).toContain('Add --yes');
    expect(await left()).toBe(4);

    expect((await dlq('redrive', ...here(), '--yes')).code).toBe(0);
    await vi.waitFor(async () => {
      const item = (await itemsOf(city, 'tickets')).find((each) => each.number?.S === ticket.number);
      expect(item?.announced?.BOOL).toBe(true);
    });
    expect(await left()).toBe(2);

    await die(ticket.event, ticket.citizen);
    expect((await dlq('explain', ...here())).out).toContain('That has been done already');
    await dlq('redrive', ...here(), '--yes');
    await city.settled();
    const all = (await itemsOf(city, 'tickets')).filter((each) => each.number?.S === ticket.number);
    expect(all).toHaveLength(1);
  });

  it('count also what a citizen’s earlier letters hold back, and say to run again', async () => {
    const before = await left();
    const ticket = await unannounced();
    for (let count = 0; count < 3; count += 1) await die(ticket.event, ticket.citizen);
    const list = await dlq('list', ...here());
    expect(list.out).toContain(`hand-off: ${before + 3} dead letters`);
    expect(list.out).toContain(`${before + 1} of them can be seen`);
    expect((await dlq('redrive', ...here(), '--yes')).out).toContain('Run it again');
  });

  it('say what is missing: no target, no city, no file, no such command', async () => {
    expect(await dlq('list')).toMatchObject({ code: 1, out: expect.stringContaining('--outputs FILE') });
    const away = await dlq('list', '--local', 'http://127.0.0.1:9');
    expect(away).toMatchObject({ code: 1, out: expect.stringContaining('no local city') });
    const file = await dlq('list', '--outputs', 'no-such-file.json');
    expect(file).toMatchObject({ code: 1, out: expect.stringContaining('--outputs-file') });
    expect(await dlq('drop')).toMatchObject({ code: 2, out: expect.stringContaining('Usage') });
  });
});
