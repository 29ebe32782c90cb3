/** All functions of the city, found by name, logical id or ARN. */

import type { Announcer } from './announcer.ts';
import type { CityClock } from './clock.ts';
import { failureRecord, type GivenUp, invokeAsync } from './lambda/asyncInvoke.ts';
import type { Invoked } from './lambda/environment.ts';
import { FunctionPool } from './lambda/functionPool.ts';
import type { LocalEndpoints } from './lambda/variables.ts';
import type { LogStore } from './logs/logStore.ts';
import type { FunctionSpec } from './template/functions.ts';
import { queueUrl } from './template/physical.ts';
import type { Call } from './wire.ts';

/** One function and its environments. */
export interface LiveFunction {
  readonly spec: FunctionSpec;
  readonly pool: FunctionPool;
}

/** The functions. */
export interface FunctionSet {
  readonly all: readonly LiveFunction[];
  /** By physical name, logical id, or the construct's name at its beginning ('chat' finds Chat26DEB33F). */
  find(name: string): LiveFunction | undefined;
  invokeByArn(arn: string, payload: Buffer): Promise<Invoked> | undefined;
  /** Asynchronous invocation with retries; resolves after the first try. */
  deliver(arn: string, payload: Buffer): Promise<void>;
  close(): Promise<void>;
}

/** What the functions need of the city. */
export interface FunctionHost {
  readonly endpoints: LocalEndpoints;
  readonly logs: LogStore;
  readonly clock: CityClock;
  readonly announcer: Announcer;
  /** Takes the events that failed for good. */
  readonly queue: Call;
  /** ARNs of functions that somebody waits for; the others give way to them, having no machine of their own here. */
  readonly waitedFor: ReadonlySet<string>;
}

/** Makes the functions; no process starts before its first invocation. */
export function createFunctions(specs: readonly FunctionSpec[], host: FunctionHost): FunctionSet {
  const { endpoints, logs, clock, announcer, queue } = host;
  const all = specs.map((spec) => {
    const log = (stream: string, line: string): void => logs.append(spec.logGroup, stream, line);
    const givesWay = !host.waitedFor.has(spec.arn);
    return { spec, pool: new FunctionPool({ spec, endpoints, givesWay, log, now: clock.now }) };
  });
  const byArn = (arn: string): LiveFunction | undefined =>
    all.find(({ spec }) => spec.arn === arn || arn.startsWith(`${spec.arn}:`));
  const giveUp = async (spec: FunctionSpec, failure: GivenUp): Promise<void> => {
    const error = failure.result.payload.toString();
    announcer.warn(`${spec.name} failed on an event and gave up after ${spec.retries} retries: ${error}`);
    if (spec.onFailure === undefined) return;
    const QueueUrl = queueUrl('http://127.0.0.1', spec.onFailure.split(':').at(-1) ?? '');
    const MessageBody = JSON.stringify(failureRecord(failure, spec.arn, clock.now()));
    await queue('SendMessage', { QueueUrl, MessageBody });
  };
  return {
    all,
    find: (name) => findFunction(all, name),
    invokeByArn: (arn, payload) => byArn(arn)?.pool.invoke(payload),
    async deliver(arn, payload) {
      const found = byArn(arn);
      if (found === undefined)
        return announcer.warn(`${arn} is the target of an event but no function of the template.`);
      const { spec, pool } = found;
      await invokeAsync(pool, payload, spec.retries, clock, (failure) => giveUp(spec, failure));
    },
    close: async () => {
      await Promise.all(all.map(({ pool }) => pool.close()));
    },
  };
}

function findFunction(all: readonly LiveFunction[], name: string): LiveFunction | undefined {
  const wanted = name.toLowerCase();
  return (
    all.find(({ spec }) => spec.name === name || spec.logicalId === name || spec.arn === name) ??
    all.find(({ spec }) => spec.logicalId.replace(/[0-9A-F]{8}$/, '').toLowerCase() === wanted) ??
    all.find(({ spec }) => spec.logicalId.toLowerCase().startsWith(wanted))
  );
}
