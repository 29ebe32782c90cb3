import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Board, STAFF_PATH } from '../../lib/staff/api.ts';
import { type City, startCity } from '../../local/city.ts';
import { citizen } from '../city/citizen.ts';
import { desk } from './desk.ts';
import { signIn } from './sign-in.ts';

const FRIDAY_EVENING = Date.parse('2026-11-27T17:50:00+09:00');
/** Ten minutes of Friday and three of Monday, and two to spare before what is told in steps of five says twenty. */
const MONDAY_MORNING = Date.parse('2026-11-30T09:03:00+09:00');
const MINUTE = 60_000;

let city: City;
beforeAll(async () => {
  city = await startCity({ quiet: true });
  await city.clock.set(FRIDAY_EVENING);
});
afterAll(() => city?.close());

it('a weekend between asking and being served is no part of what the next citizen is told', async () => {
  for (let count = 0; count < 3; count += 1)
    expect((await citizen(city).say('1:1채팅상담')).text).toContain('접수했어요');
  await city.settled();
  await city.clock.set(MONDAY_MORNING);
  const at = desk(city, await signIn(city, 'counsellor'));
  const before = (await at.get<Board>(STAFF_PATH.board)).body;
  for (const row of before.tickets) expect((await at.act('claim', row)).status).toBe(200);
  const after = (await at.get<Board>(STAFF_PATH.board)).body;
  const minutes = (after.summary.usualWaitMs ?? 0) / MINUTE;
  expect(minutes).toBeGreaterThanOrEqual(12.9);
  expect(minutes).toBeLessThan(15);
  await city.clock.advance(2 * MINUTE);
  await city.settled();
  const told = async () => (await citizen(city).say('1:1채팅상담')).text;
  await expect.poll(told, { timeout: 10_000 }).toContain('보통 약 15분 걸려요');
});
