/**
 * Hand-offs over HTTP through the running city while its store, queue and functions fail (seeded: every run is the same
 * story, though not the same timing). Whoever read 접수 has a ticket, once, and people hear of every one that waits.
 * 1,000 hand-offs by 300 citizens with MINWONTALK_FULL=1 (`npm run test:thousand`), a part of it otherwise.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { ticketFromItem } from '../../lib/aws/ticket-item.ts';
import type { Ticket } from '../../lib/handoff/types.ts';
import { type City, startCity } from '../../local/city.ts';
import { diceOf } from '../handoff/dice.ts';
import { payload, post } from './citizen.ts';

const FULL = process.env.MINWONTALK_FULL === '1';
const HANDOFFS = FULL ? 1000 : 120;
const CITIZENS = FULL ? 300 : 40;
const AT_ONCE = 6;
/** Hand-offs between two disturbances. */
const CALM = 8;

let city: City;
beforeAll(async () => {
  city = await startCity({ quiet: true });
  await city.clock.set(Date.parse('2026-11-24T10:00:00+09:00'));
  await post(city, 'ask', JSON.stringify(payload('first', '안녕하세요')));
});
afterAll(() => city?.close());

const { roll, chance, pick } = diceOf(20261124);
const hex = (): string => Array.from({ length: 32 }, () => Math.floor(roll() * 16).toString(16)).join('');

/** What a citizen read in answer to a wish, by the id of its call. */
interface Story {
  /** Calls whose own ticket was called 접수했어요, with its number. */
  readonly opened: Map<string, string>;
  /** Numbers that anybody read beside the word 접수. */
  readonly numbers: Set<string>;
  failed: number;
}

async function call(user: string, words: string, id: string): Promise<string | undefined> {
  try {
    const body = JSON.stringify(payload(user, words));
    const { status, text } = await post(city, 'ask', body, { 'x-request-id': id });
    return status === 200 ? text : undefined;
  } catch {
    return undefined;
  }
}

function listen(story: Story, id: string, text: string | undefined): void {
  const number = /접수번호는 ([\dA-Z]{3}-[\dA-Z]{3})/.exec(text ?? '')?.[1];
  if (text === undefined || number === undefined) {
    story.failed += 1;
    return;
  }
  story.numbers.add(number);
  if (text.includes('접수했어요')) story.opened.set(id, number);
}

/** One wish, sometimes delivered twice, one after the other or at once; sometimes taken back later. */
async function handOff(story: Story): Promise<void> {
  const user = `${Math.floor(roll() * CITIZENS)}`.padStart(66, 'a');
  const id = `chp-${hex()}`;
  const twice = chance(0.25);
  const atOnce = chance(0.5);
  const first = call(user, '1:1채팅상담', id);
  if (!atOnce) await first;
  const second = twice ? call(user, '1:1채팅상담', id) : undefined;
  listen(story, id, await first);
  if (second) listen(story, id, await second);
  if (chance(0.15)) await call(user, '상담 취소', `chp-${hex()}`);
}

const STORE_FAULTS = [
  { share: 0.15, status: 500 },
  { share: 0.15, cutAfter: 0 },
  { share: 0.1, refuse: true },
  { share: 0.2, delayMs: 400 },
  { operation: 'PutItem', share: 0.3, cutAfter: 0 },
  { operation: 'BatchGetItem', share: 0.3, status: 400 },
] as const;
const QUEUE_FAULTS = [
  { operation: 'SendMessage', share: 0.5, status: 500 },
  { operation: 'SendMessage', share: 0.5, cutAfter: 0 },
  { operation: 'DeleteMessage', share: 0.5, status: 500 },
  { share: 0.3, delayMs: 400 },
] as const;

async function outage(target: 'store' | 'queue'): Promise<void> {
  await city.stop(target);
  await delay(300);
  await city.start(target);
}

const DISTURBANCES: readonly (() => unknown)[] = [
  () => city.faults('store', pick(STORE_FAULTS)),
  () => city.faults('queue', pick(QUEUE_FAULTS)),
  () => city.faults('store'),
  () => city.faults('queue'),
  () => city.kill('chat'),
  () => city.kill('handoff'),
  () => outage('store'),
  () => outage('queue'),
];

/** Everything that is stored, each ticket once: a copy made while a new one was opened is the same ticket. */
async function tickets(): Promise<Ticket[]> {
  const found = new Map<string, Ticket>();
  let start: unknown;
  do {
    const page = (await city.store('Scan', {
      TableName: city.table('Tickets'),
      ...(start ? { ExclusiveStartKey: start } : {}),
    })) as { Items: Record<string, AttributeValue>[]; LastEvaluatedKey?: unknown };
    for (const item of page.Items) {
      const ticket = ticketFromItem(item, 0);
      if (ticket && (found.get(ticket.id)?.rev ?? 0) < ticket.rev) found.set(ticket.id, ticket);
    }
    start = page.LastEvaluatedKey;
  } while (start);
  return [...found.values()];
}

const repeats = (values: readonly string[]): string[] =>
  values.filter((value, index) => values.indexOf(value) !== index);

it(`loses none and doubles none of ${HANDOFFS} hand-offs by ${CITIZENS} citizens under faults`, {
  timeout: FULL ? 1_200_000 : 240_000,
}, async () => {
  const story: Story = { opened: new Map(), numbers: new Set(), failed: 0 };
  let next = 0;
  let disturbing = Promise.resolve<unknown>(undefined);
  const worker = async () => {
    while (next < HANDOFFS) {
      const number = next++;
      if (number % CALM === CALM - 1) {
        const disturb = pick(DISTURBANCES);
        disturbing = disturbing.then(disturb);
      }
      await handOff(story);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  await disturbing;

  for (const target of ['store', 'queue'] as const) city.faults(target);
  // A message whose consumer died is hidden for two minutes; the sweep comes every minute.
  await vi.waitFor(
    async () => {
      await city.clock.advance(130_000);
      await city.settled(30_000);
      const waiting = (await tickets()).filter(({ state }) => state === 'waiting');
      expect(waiting.filter(({ announced }) => !announced)).toEqual([]);
    },
    { timeout: 120_000, interval: 500 },
  );

  const stored = await tickets();
  const events = stored.flatMap(({ history }) => history.flatMap(({ event }) => event ?? []));
  const known = new Set(stored.map(({ number }) => number));
  const lost = [...story.numbers].filter((number) => !known.has(number));
  const misplaced = [...story.opened].filter(
    ([id, number]) => !stored.some((each) => each.number === number && each.history[0]?.event === id),
  );
  expect({ lost, misplaced, doubled: repeats(events) }).toEqual({ lost: [], misplaced: [], doubled: [] });
  const open = stored.filter(({ state }) => state === 'waiting').map(({ event }) => event.citizen);
  expect(repeats(open)).toEqual([]);
  expect((await city.messages('HandoffDeadLetters')).ready).toEqual([]);
  expect(story.numbers.size).toBeGreaterThan(CITIZENS * 0.5);
  expect(story.failed).toBeGreaterThan(0);
});
