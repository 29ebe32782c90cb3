import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { usageStore } from '../../lib/aws/usage-store.ts';
import { delivery, linesOf, NOON, turn } from './factories.ts';
import { clientOf, type Engine, startEngine } from './store.ts';

let engine: Engine;
let table: string;
let usage: typeof import('../../functions/usage/handler.ts');
let widgets: typeof import('../../functions/widgets/handler.ts');

beforeAll(async () => {
  engine = await startEngine();
  table = await engine.table();
  Object.assign(process.env, {
    USAGE_TABLE: table,
    CONTENT_TABLE: await engine.table(),
    AWS_REGION: 'local',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint,
  });
  usage = await import('../../functions/usage/handler.ts');
  widgets = await import('../../functions/widgets/handler.ts');
});
afterAll(() => engine.close());

const timeRange = { start: NOON - 1000, end: NOON + 1000 };

describe('from the log to the dashboard', () => {
  it('a delivery brought twice is counted once, broken lines are told', async () => {
    const events = [
      turn({ dayUser: 'a', entry: 'passport-fee', field: 'passport' }),
      turn({ dayUser: 'b', outcome: 'notFound', words: '드론 <허가>' }),
      turn({ dayUser: 'b', outcome: 'notFound', words: '드론 허가' }),
    ];
    const batch = delivery([...linesOf(events), 'not a turn']);
    expect(await usage.handler(batch)).toMatchObject({ counted: 3, repeated: 0, skipped: 1 });
    expect(await usage.handler(batch)).toMatchObject({ counted: 0, repeated: 3, skipped: 1 });
    const store = usageStore({ table, client: clientOf(engine) });
    const days = await store.readRollups({ from: '2026-11-24', to: '2026-11-24', by: 'day' });
    expect(days.map(({ rollup, users }) => [rollup.turns, users])).toEqual([[3, 2]]);
    expect(await store.topEntries({ from: '2026-11-24', to: '2026-11-24', limit: 1 })).toEqual([
      { id: 'passport-fee', turns: 1, helped: 0, notHelped: 0 },
    ]);
  });

  it('the dashboard shows what was counted', async () => {
    const users = await widgets.handler({ widget: 'users', widgetContext: { timeRange } });
    expect(users).toContain('11월 24일 (화)');
    const top = await widgets.handler({ widget: 'top', widgetContext: { timeRange } });
    expect(top).toContain('passport-fee');
  });

  it('the dashboard lists masked words until their time is over', async () => {
    const range = { from: '2026-11-24', to: '2026-11-24' };
    const store = usageStore({ table, client: clientOf(engine) });
    const { groups } = await store.unanswered({ ...range, now: NOON });
    expect(groups.map(({ words, count }) => [words, count])).toEqual([['드론 <허가>', 2]]);
    const later = await store.unanswered({ ...range, now: NOON + 91 * 24 * 60 * 60 * 1000 });
    expect(later.groups).toEqual([]);
  });

  it('a dashboard that asks for nothing known is told what there is', async () => {
    expect(await widgets.handler({ widget: '<b>' })).toMatch(/users.*top.*fields.*unanswered/);
    expect(await widgets.handler({ describe: true })).toContain('widget: users');
  });
});
