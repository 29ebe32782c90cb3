/** The figures counted the plain way, to compare with: one pass over the turns, nothing stored. */

import type { UsageEvent } from '../../lib/usage/event.ts';
import type { RollupRow } from '../../lib/usage/reader.ts';

const NAME_LENGTH = { hour: 13, day: 10, month: 7 };

function countBy(values: readonly (string | undefined)[]): Record<string, number> {
  const groups = Map.groupBy(values, (value) => value ?? '');
  return Object.fromEntries(
    [...groups].filter(([value]) => value).map(([value, same]) => [value, same.length]),
  );
}

function figuresOf(by: 'hour' | 'day' | 'month', turns: readonly UsageEvent[]) {
  const user = {
    hour: () => undefined,
    day: (t: UsageEvent) => t.dayUser,
    month: (t: UsageEvent) => t.monthUser,
  };
  const users = new Set(turns.map(user[by]).filter((name) => name !== undefined));
  const shown = turns.filter(({ outcome }) => outcome !== 'feedback');
  return {
    turns: turns.length,
    users: users.size,
    handoffs: turns.filter(({ ticket }) => ticket).length,
    helped: turns.filter(({ helped }) => helped === true).length,
    notHelped: turns.filter(({ helped }) => helped === false).length,
    degraded: turns.filter(({ degraded }) => degraded?.length).length,
    outcomes: countBy(turns.map(({ outcome }) => outcome)),
    entrances: countBy(turns.map(({ entrance }) => entrance)),
    entries: countBy(shown.map(({ entry }) => entry)),
    fields: countBy(shown.map(({ field }) => field)),
    timed: turns.length,
  };
}

/** Figures by period, of turns that are all different. */
export function plainCount(by: 'hour' | 'day' | 'month', turns: readonly UsageEvent[]) {
  const korean = (at: number) => new Date(at + 9 * 3_600_000).toISOString().slice(0, NAME_LENGTH[by]);
  const periods = Map.groupBy(turns, ({ at }) => korean(at));
  return Object.fromEntries([...periods].map(([period, some]) => [period, figuresOf(by, some)]));
}

/** The same figures out of stored roll-ups. */
export function storedCount(rows: readonly RollupRow[]) {
  return Object.fromEntries(rows.map((row) => [row.period, storedFigures(row)]));
}

function storedFigures({ rollup, users }: RollupRow) {
  const { turns, handoffs, helped, notHelped, degraded, outcomes, entrances } = rollup;
  const reached = (tallies: Record<string, { turns: number }>) =>
    Object.fromEntries(
      Object.entries(tallies)
        .filter(([, t]) => t.turns > 0)
        .map(([id, t]) => [id, t.turns]),
    );
  const timed = Object.values(rollup.latency).reduce((sum, count) => sum + count, 0);
  return {
    ...{ turns, users, handoffs, helped, notHelped, degraded, outcomes, entrances, timed },
    entries: reached(rollup.entries),
    fields: reached(rollup.fields),
  };
}
