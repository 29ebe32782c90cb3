/** What the template says about schedules, custom resources and alarms. */

import * as v from 'valibot';
import { parseProperties } from './functions.ts';
import type { Resource, World } from './world.ts';

/** A function that is called by the clock. */
export interface ScheduleSpec {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  readonly region: string;
  /** `rate(…)`, `cron(…)` or `at(…)` */
  readonly expression: string;
  readonly timezone: string;
  readonly functionArn: string;
  /** Event text to send instead of EventBridge's own. */
  readonly input: string | undefined;
  readonly service: 'rule' | 'scheduler';
}

const ruleSchema = v.object({
  ScheduleExpression: v.optional(v.string()),
  State: v.optional(v.string(), 'ENABLED'),
  Targets: v.optional(v.array(v.object({ Arn: v.string(), Input: v.optional(v.string()) })), []),
});
const scheduleSchema = v.object({
  ScheduleExpression: v.string(),
  ScheduleExpressionTimezone: v.optional(v.string(), 'UTC'),
  State: v.optional(v.string(), 'ENABLED'),
  Target: v.object({ Arn: v.string(), Input: v.optional(v.string()) }),
});

/** Every enabled schedule. */
export function schedulesOf(world: World): ScheduleSpec[] {
  return [...rules(world), ...schedulerSchedules(world)];
}

function rules(world: World): ScheduleSpec[] {
  return world.ofType('AWS::Events::Rule').flatMap((each) => {
    const { ScheduleExpression: expression, State, Targets } = parseProperties(each, ruleSchema);
    if (expression === undefined || State === 'DISABLED') return [];
    return Targets.map((target) => ({
      ...named(each),
      expression,
      timezone: 'UTC',
      functionArn: target.Arn,
      input: target.Input,
      service: 'rule' as const,
    }));
  });
}

function schedulerSchedules(world: World): ScheduleSpec[] {
  return world.ofType('AWS::Scheduler::Schedule').flatMap((each) => {
    const schedule = parseProperties(each, scheduleSchema);
    if (schedule.State === 'DISABLED') return [];
    return {
      ...named(each),
      expression: schedule.ScheduleExpression,
      timezone: schedule.ScheduleExpressionTimezone,
      functionArn: schedule.Target.Arn,
      input: schedule.Target.Input,
      service: 'scheduler' as const,
    };
  });
}

function named({ logicalId, name, arn, region }: Resource) {
  return { logicalId, name, arn, region };
}

/** A custom resource: a function that runs once at deployment. */
export interface CustomSpec {
  readonly resource: Resource;
  readonly functionArn: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

const customSchema = v.looseObject({ ServiceToken: v.string() });

/** Custom resources in the order of the template. */
export function customResourcesOf(world: World): CustomSpec[] {
  return world.resources
    .filter(({ type }) => type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource')
    .map((resource) => {
      const properties = parseProperties(resource, customSchema);
      return { resource, functionArn: properties.ServiceToken, properties };
    });
}
