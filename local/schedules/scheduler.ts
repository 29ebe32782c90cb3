/** Calls functions when their schedules come due by the city's clock. */

import { randomUUID } from 'node:crypto';
import type { Cancel, CityClock } from '../clock.ts';
import { ACCOUNT_ID } from '../template/physical.ts';
import type { ScheduleSpec } from '../template/schedules.ts';
import { compileExpression, type NextDue } from './expression.ts';

/** The running schedules. */
export interface Scheduler {
  /** Runs one schedule (or all) now; resolves when the functions have answered. False: no such schedule. */
  runNow(logicalId?: string): Promise<boolean>;
}

/** Starts every schedule. A clock that jumps over several due times runs the schedule once, for the latest of them. */
export function startSchedules(
  schedules: readonly ScheduleSpec[],
  clock: CityClock,
  deliver: (functionArn: string, payload: Buffer) => Promise<void>,
): Scheduler {
  const run = (schedule: ScheduleSpec, due: number): Promise<void> =>
    deliver(schedule.functionArn, eventOf(schedule, due));
  for (const schedule of schedules) {
    follow(schedule, clock, (due) => run(schedule, due));
  }
  return {
    async runNow(logicalId) {
      const wanted = schedules.filter((each) => logicalId === undefined || each.logicalId === logicalId);
      await Promise.all(wanted.map((each) => run(each, clock.now())));
      return wanted.length > 0;
    },
  };
}

/** The latest due time up to `now`: what a function is told after a clock that jumped over several. */
function lastDue(next: NextDue, due: number, now: number): number {
  let last = due;
  for (let later = next(last); later !== undefined && later <= now; later = next(last)) last = later;
  return last;
}

/** Plans one schedule, again and again; after a clock that was set back it comes due by the new time. */
function follow(schedule: ScheduleSpec, clock: CityClock, run: (due: number) => Promise<void>): void {
  const next = compileExpression(schedule.expression, schedule.timezone, clock.now());
  let planned: { due: number; cancel: Cancel } | undefined;
  const plan = (): void => {
    const due = next(clock.now());
    if (due === undefined) return;
    const cancel = clock.at(due, () => {
      const ran = run(lastDue(next, due, clock.now()));
      plan();
      return ran;
    });
    planned = { due, cancel };
  };
  clock.onMove(() => {
    const due = next(clock.now());
    if (planned === undefined || due === undefined || due >= planned.due) return;
    planned.cancel();
    plan();
  });
  plan();
}

/** EventBridge's event, or the schedule's own input. `time` has whole seconds. */
function eventOf(schedule: ScheduleSpec, due: number): Buffer {
  const time = new Date(due).toISOString().replace(/\.\d+Z$/, 'Z');
  if (schedule.input !== undefined) {
    return Buffer.from(
      schedule.input
        .replaceAll('<aws.scheduler.scheduled-time>', time)
        .replaceAll('<aws.scheduler.schedule-arn>', schedule.arn),
    );
  }
  const source = schedule.service === 'rule' ? 'aws.events' : 'aws.scheduler';
  const event = {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source,
    account: ACCOUNT_ID,
    time,
    region: schedule.region,
    resources: [schedule.arn],
    detail: {},
  };
  return Buffer.from(JSON.stringify(event));
}
