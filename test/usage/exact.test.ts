import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type UsageStore, usageStore, usageStoreOn } from '../../lib/aws/usage-store.ts';
import { OUTCOMES, type UsageEvent } from '../../lib/usage/event.ts';
import { DAY, NOON, turn } from './factories.ts';
import { plainCount, storedCount } from './plain-count.ts';
import {
  type Crash,
  clientOf,
  crashable,
  crashableTable,
  type Die,
  type Engine,
  slowTable,
  startEngine,
} from './store.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.close());

const NEW_YEAR = Date.parse('2026-12-31T15:00:00Z');
/** Every day on which a turn of these tests lies. */
const DAYS = [
  { from: '2026-11-23', to: '2026-11-25' },
  { from: '2026-12-29', to: '2027-01-02' },
];

async function figures(store: UsageStore) {
  const read = async (by: 'hour' | 'day' | 'month') => {
    const rows = await Promise.all(DAYS.map((days) => store.readRollups({ ...days, by })));
    return storedCount(rows.flat());
  };
  return { hour: await read('hour'), day: await read('day'), month: await read('month') };
}

function expected(turns: readonly UsageEvent[]) {
  return {
    hour: plainCount('hour', turns),
    day: plainCount('day', turns),
    month: plainCount('month', turns),
  };
}

/** Times on both sides of a cell, an hour, midnight and the year's end in Korea, and a day earlier. */
const instants = fc
  .tuple(
    fc.constantFrom(
      NEW_YEAR,
      NEW_YEAR - DAY,
      NEW_YEAR + 10 * 60_000,
      NEW_YEAR - 60 * 60_000,
      NEW_YEAR - 2 * DAY,
    ),
    fc.integer({ min: -1500, max: 1500 }),
  )
  .map(([base, off]) => base + off);

const rawTurn = fc.record({
  at: instants,
  outcome: fc.constantFrom(...OUTCOMES),
  entrance: fc.constantFrom('button' as const, 'typed' as const),
  user: fc.integer({ min: 0, max: 4 }),
  field: fc.constantFrom('f1', 'f2', 'valueOf', undefined),
  entry: fc.constantFrom('e1', 'toString', undefined),
  helped: fc.constantFrom(true, false, undefined),
  ticket: fc.constantFrom('t1', undefined),
  degraded: fc.constantFrom(['session'], [], undefined),
  latencyMs: fc.integer({ min: 0, max: 20_000 }),
});
type RawTurn = typeof rawTurn extends fc.Arbitrary<infer T> ? T : never;
const turns = fc.array(rawTurn, { minLength: 1, maxLength: 14 });

const crash: fc.Arbitrary<Crash> = fc.record({ at: fc.integer({ min: 1, max: 60 }), applied: fc.boolean() });

/** A batch names its turns by number; each crash is one delivery that broke off. */
interface Batch {
  readonly picks: readonly number[];
  readonly crashes: readonly Crash[];
}
type Queues = readonly [readonly Batch[], readonly Batch[]];
const batches: fc.Arbitrary<Batch[]> = fc.array(
  fc.record({ picks: fc.array(fc.nat(), { maxLength: 8 }), crashes: fc.array(crash, { maxLength: 3 }) }),
  { maxLength: 4 },
);

/** Drops what is undefined: events of the log have no such fields. */
function eventsOf(raw: readonly RawTurn[]): UsageEvent[] {
  return raw.map(({ user, ...part }, index) => {
    const day = new Date(part.at + 9 * 3_600_000).toISOString().slice(0, 10);
    const users = { dayUser: `${day}-${user}`, monthUser: `${day.slice(0, 7)}-${user}` };
    const event = turn({ id: `t${index}`, ...users });
    return Object.fromEntries(
      Object.entries({ ...event, ...part }).filter(([, value]) => value !== undefined),
    ) as unknown as UsageEvent;
  });
}

/** One process of the counting function. */
interface Process {
  readonly store: UsageStore;
  plan(crash: Crash | undefined): void;
}

async function startProcess(table: string, worker: number): Promise<Process> {
  const client = clientOf(engine, worker);
  return { store: usageStore({ table, client }), ...(await crashable(client)) };
}

/** A batch as Lambda delivers it: again after every crash, until it is through. */
async function deliver(
  { store, plan }: Process,
  { events, crashes }: { readonly events: readonly UsageEvent[]; readonly crashes: readonly Crash[] },
) {
  for (const crash of [...crashes, undefined]) {
    plan(crash);
    const through = await store.count(events, NEW_YEAR).then(
      () => true,
      () => false,
    );
    if (through) return;
  }
  throw new Error('The last delivery had no crash and must have gone through.');
}

/** Both processes work at once; in the end every turn has been in a batch that came through. */
async function deliverAll(
  processes: readonly [Process, Process],
  events: readonly UsageEvent[],
  queues: Queues,
) {
  const half = (odd: number) => [...events.keys()].filter((index) => index % 2 === odd);
  const work = async (queue: readonly Batch[], process: Process) => {
    for (const { picks, crashes } of queue) {
      await deliver(process, { events: picks.map((pick) => events[pick % events.length]!), crashes });
    }
  };
  await Promise.all(
    processes.map((process, odd) => work([...queues[odd]!, { picks: half(odd), crashes: [] }], process)),
  );
}

/** A die that falls as the seed says. */
function dieOf(seed: number): Die {
  let state = seed;
  return (faces) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * faces);
  };
}

describe('counting', () => {
  it('equals a plain count, however batches are doubled, mixed, broken off and brought by two processes at once', async () => {
    const property = fc.asyncProperty(
      turns,
      batches,
      batches,
      fc.integer(),
      async (raw, left, right, seed) => {
        const events = eventsOf(raw);
        const items = new Map();
        const process = (die: Die): Process => {
          const { table, plan } = crashableTable(slowTable(items, die));
          return { store: usageStoreOn(table), plan };
        };
        const processes = [process(dieOf(seed)), process(dieOf(~seed))] as const;
        await deliverAll(processes, events, [left, right]);
        expect(await figures(processes[0].store)).toEqual(expected(events));
      },
    );
    await fc.assert(property, { numRuns: 150 });
  });

  it('does so on a real engine as well', { timeout: 240_000 }, async () => {
    let worker = 1;
    const property = fc.asyncProperty(turns, batches, batches, async (raw, left, right) => {
      const events = eventsOf(raw);
      const table = await engine.table();
      const processes = [await startProcess(table, worker++), await startProcess(table, worker++)] as const;
      await deliverAll(processes, events, [left, right]);
      expect(await figures(processes[0].store)).toEqual(expected(events));
    });
    await fc.assert(property, { numRuns: 4, endOnFailure: true });
  });

  it('puts right by recomputing what a batch that never came through left undone', async () => {
    const table = await engine.table();
    const { store, plan } = await startProcess(table, 9001);
    const events = Array.from({ length: 5 }, (_, index) =>
      turn({ dayUser: `d${index}`, monthUser: `m${index}` }),
    );
    plan({ at: 22, applied: true });
    await expect(store.count(events, NOON)).rejects.toThrow('crashed');
    plan(undefined);
    expect(await store.readRollups({ ...DAYS[0]!, by: 'day' })).toEqual([]);
    await store.recompute('2026-11-24', NOON);
    expect(await figures(store)).toEqual(expected(events));
  });

  it('counts a turn that comes a day late on its own day', async () => {
    const store = usageStore({ table: await engine.table(), client: clientOf(engine) });
    const events = [turn({ at: NOON }), turn({ at: NOON - DAY, dayUser: 'yesterday' })];
    await store.count([events[0]!], NOON);
    await store.count([events[1]!], NOON + DAY);
    expect(await figures(store)).toEqual(expected(events));
  });

  it('counts a turn once that was delivered on both sides of midnight', async () => {
    const store = usageStore({ table: await engine.table(), client: clientOf(engine) });
    const first = turn({ id: 'same', at: NEW_YEAR - 1 });
    const second = { ...first, at: NEW_YEAR + 1, dayUser: 'day-b', monthUser: 'month-b' };
    await store.count([first], NEW_YEAR);
    expect(await store.count([second], NEW_YEAR + 10)).toMatchObject({ counted: 0, repeated: 1 });
    expect(await figures(store)).toEqual(expected([first]));
  });

  it('leaves out tests and turns older than events are kept, and says so', async () => {
    const store = usageStore({ table: await engine.table(), client: clientOf(engine) });
    const old = turn({ at: NOON - 399 * DAY });
    const report = await store.count([turn(), turn({ test: true }), old], NOON);
    expect(report).toEqual({ counted: 1, repeated: 0, tests: 1, tooOld: 1 });
  });

  it('keeps roll-ups when the events they were counted from have expired', async () => {
    const store = usageStore({ table: await engine.table(), client: clientOf(engine) });
    const events = [turn(), turn()];
    await store.count(events, NOON);
    const before = await figures(store);
    await store.recompute('2026-11-24', NOON + 500 * DAY);
    expect(await figures(store)).toEqual(before);
    expect(before).toEqual(expected(events));
  });
});
