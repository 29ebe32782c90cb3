import { describe, expect, it } from 'vitest';
import { createClock } from '../../local/clock.ts';
import { compileExpression } from '../../local/schedules/expression.ts';
import { control, until, useCity } from './harness.ts';

describe('the clock', () => {
  it('runs planned tasks when it is moved past them, in order, and waits for them', async () => {
    const clock = createClock();
    const ran: string[] = [];
    clock.at(clock.now() + 60_000, async () => {
      await Promise.resolve();
      ran.push('minute');
    });
    clock.at(clock.now() + 3_600_000, () => ran.push('hour'));
    clock.at(clock.now() + 10_000, () => ran.push('never'))();
    await clock.advance(60_001);
    expect(ran).toEqual(['minute']);
    await clock.advance(3_600_000);
    expect(ran).toEqual(['minute', 'hour']);
    clock.stop();
  });

  it('tells listeners of every move, backwards too', async () => {
    const clock = createClock();
    const times: string[] = [];
    clock.onMove(() => times.push(new Date(clock.now()).toISOString().slice(0, 10)));
    await clock.set(Date.parse('2027-02-07T00:00:00Z'));
    await clock.set(Date.parse('2020-01-01T00:00:00Z'));
    expect(times).toEqual(['2027-02-07', '2020-01-01']);
  });

  it('outlives a task that fails', async () => {
    const errors: unknown[] = [];
    const clock = createClock((error) => errors.push(error));
    const ran: string[] = [];
    clock.at(clock.now() + 1_000, () => Promise.reject(new Error('as planned')));
    clock.at(clock.now() + 1_000, () => ran.push('other'));
    await clock.advance(2_000);
    expect([errors, ran]).toEqual([[new Error('as planned')], ['other']]);
  });
});

describe('schedule expressions', () => {
  const from = '2026-11-24T07:41:30Z'; // a Tuesday
  const cases: [string, string, string | undefined][] = [
    ['rate(1 minute)', 'UTC', '2026-11-24T07:42:30.000Z'],
    ['rate(2 hours)', 'UTC', '2026-11-24T09:41:30.000Z'],
    ['cron(0 9 * * ? *)', 'Asia/Seoul', '2026-11-25T00:00:00.000Z'],
    ['cron(0 17 * * ? *)', 'Asia/Seoul', '2026-11-24T08:00:00.000Z'],
    ['cron(*/15 * * * ? *)', 'UTC', '2026-11-24T07:45:00.000Z'],
    ['cron(0 1 1 * ? *)', 'UTC', '2026-12-01T01:00:00.000Z'],
    ['cron(30 8 ? * MON-FRI *)', 'UTC', '2026-11-24T08:30:00.000Z'],
    ['cron(0 0 ? * SUN *)', 'UTC', '2026-11-29T00:00:00.000Z'],
    ['cron(0 0 ? * 3#1 *)', 'UTC', '2026-12-01T00:00:00.000Z'],
    ['cron(0 0 ? * 6L *)', 'UTC', '2026-11-27T00:00:00.000Z'],
    ['cron(0 0 L * ? *)', 'UTC', '2026-11-30T00:00:00.000Z'],
    ['cron(0 0 29 2 ? *)', 'UTC', '2028-02-29T00:00:00.000Z'],
    ['cron(0 2 8 3 ? 2027)', 'America/New_York', '2027-03-08T07:00:00.000Z'],
    ['cron(0 0 1 1 ? 2020)', 'UTC', undefined],
    ['at(2026-12-24T18:00:00)', 'Asia/Seoul', '2026-12-24T09:00:00.000Z'],
    ['at(2026-01-01T00:00:00)', 'UTC', undefined],
  ];
  it.each(cases)('%s in %s is due next at %s', (expression, zone, expected) => {
    const start = Date.parse(from);
    const due = compileExpression(expression, zone, start)(start);
    expect(due === undefined ? due : new Date(due).toISOString()).toBe(expected);
  });

  it.each(['rate(0 minutes)', 'rate(5 parsecs)', 'cron(0 9 * *)', 'cron(x 9 * * ? *)', 'daily'])(
    'refuses %s',
    (expression) => {
      expect(() => compileExpression(expression, 'UTC', 0)).toThrow(/cannot be read/);
    },
  );
});

describe('a city whose clock is moved', () => {
  const held = useCity();
  const scheduled = () =>
    held.city.logs('Consumer').filter(({ message }) => message.includes('scheduled aws.events'));

  it('runs a schedule with the time of the city', async () => {
    const before = scheduled().length;
    const { body } = await control(held.city, 'POST', '/clock', { advance: 61_000 });
    expect(body.offsetMs).toBeGreaterThanOrEqual(60_900);
    const last = await until(() => scheduled().length > before && scheduled().at(-1));
    const time = Date.parse(/aws\.events (\S+)/.exec(last.message)?.[1] ?? '');
    expect(Math.abs(time - held.city.clock.now())).toBeLessThan(60_000);
  });

  it('deletes expired items, and only those', async () => {
    const TableName = held.city.table('Things');
    const now = Math.floor(held.city.clock.now() / 1000);
    const put = (pk: string, expiresAt?: object) =>
      held.city.store('PutItem', { TableName, Item: { pk: { S: pk }, ...(expiresAt && { expiresAt }) } });
    await put('soon', { N: String(now + 3_600) });
    await put('later', { N: String(now + 90_000) });
    await put('for-good');
    await put('text', { S: 'never' });
    await put('ancient', { N: '1000' });
    await control(held.city, 'POST', '/clock', { advance: 86_400_000 });
    const { Items } = await held.city.store('Scan', { TableName });
    const left = (Items as { pk: { S: string } }[]).map(({ pk }) => pk.S).sort();
    expect(left).toEqual(['ancient', 'for-good', 'later', 'text']);
  });

  it('can be set to an ISO time and refuses anything else', async () => {
    const set = await control(held.city, 'POST', '/clock', { set: '2027-02-09T00:00:00Z' });
    expect(set.body.iso).toMatch(/^2027-02-09T00:00:0/);
    expect(await control(held.city, 'POST', '/clock', { set: 'tomorrow' })).toMatchObject({ status: 400 });
  });
});
