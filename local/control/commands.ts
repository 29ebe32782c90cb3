/** The commands of the control server. */

import * as v from 'valibot';
import type { Announcer } from '../announcer.ts';
import type { City, FaultTarget } from '../cityHandle.ts';
import { ANSWER_PATH, type Answers } from '../custom/customResource.ts';
import { faultSchema } from '../faultProxy.ts';
import type { FunctionSet } from '../functionSet.ts';
import type { Scheduler } from '../schedules/scheduler.ts';
import type { Services } from '../services.ts';
import { treatmentOf } from '../template/known.ts';
import { schedulesOf } from '../template/schedules.ts';
import { type Command, type ControlCall, ControlError } from './control.ts';

/** What the commands act on. */
export interface Controlled {
  readonly city: City;
  readonly services: Services;
  readonly functions: FunctionSet;
  readonly scheduler: Scheduler;
  /** Deletes expired items now; resolves with their number. */
  readonly sweep: () => Promise<number>;
  readonly answers: Answers;
  readonly announcer: Announcer;
}

const clockSchema = v.union([
  v.object({ set: v.union([v.number(), v.pipe(v.string(), v.isoTimestamp())]) }),
  v.object({ advance: v.number() }),
]);
const faultCallSchema = v.intersect([
  v.object({ target: v.picklist(['store', 'queue', 'ssm']) }),
  faultSchema,
]);
const faultsCallSchema = v.object({
  target: v.picklist(['store', 'queue', 'ssm']),
  faults: v.array(faultSchema),
});

/** All commands by `METHOD /path`. */
export function controlCommands(controlled: Controlled): Readonly<Record<string, Command>> {
  const { city, services, functions, scheduler, sweep, answers } = controlled;
  return {
    'GET /city': () => describe(controlled),
    'GET /clock': () => clockState(city),
    'POST /clock': async ({ body }) => {
      const move = parse(clockSchema, body, '{"set": <epoch ms or ISO time>} or {"advance": <ms>}');
      if ('advance' in move) await city.clock.advance(move.advance);
      else await city.clock.set(typeof move.set === 'number' ? move.set : Date.parse(move.set));
      return clockState(city);
    },
    'GET /logs': ({ query }) =>
      city.logs(query.get('group') ?? query.get('function') ?? '', Number(query.get('since') ?? 0)),
    'GET /metrics': () => ({
      gateway: services.gateway.metrics,
      functions: Object.fromEntries(functions.all.map(({ spec, pool }) => [spec.logicalId, pool.metrics])),
      calls: {
        store: services.store.proxy.calls,
        queue: services.queue.proxy.calls,
        ssm: services.parametersProxy.calls,
      },
    }),
    'GET /queue/': ({ rest }) => known(() => city.messages(rest)),
    'POST /invoke/': ({ rest, body }) => known(() => city.invoke(rest, body)),
    'POST /env/kill': async ({ query }) => {
      await known(() => city.kill(query.get('function') ?? ''));
      return { killed: query.get('function') };
    },
    'POST /store/stop': () => city.stop('store').then(() => ({ store: 'stopped' })),
    'POST /store/start': () => city.start('store').then(() => ({ store: 'running' })),
    'POST /queue/stop': () => city.stop('queue').then(() => ({ queue: 'stopped' })),
    'POST /queue/start': () => city.start('queue').then(() => ({ queue: 'running' })),
    'POST /sweep': async ({ query }) => {
      const schedule = query.get('schedule') ?? undefined;
      if (!(await scheduler.runNow(schedule)) && schedule !== undefined)
        throw new ControlError(404, `There is no schedule ${schedule}.`);
      return { expired: await sweep() };
    },
    'POST /settled': () => city.settled().then(() => ({ settled: true })),
    'POST /faults': ({ body }) => setFaults(city, services, body),
    [`PUT ${ANSWER_PATH}`]: (call) => takeAnswer(answers, call),
  };
}

function describe({ city, services, functions, announcer }: Controlled): object {
  return {
    city: city.url,
    control: city.controlUrl,
    store: city.storeUrl,
    queue: city.queueUrl,
    ssm: services.parametersProxy.url,
    proxy: services.outgoing.url,
    region: city.region,
    tables: city.tables,
    queues: Object.fromEntries(Object.keys(city.queues).map((id) => [id, city.queueUrlOf(id)])),
    functions: functions.all.map(({ spec, pool }) => ({
      logicalId: spec.logicalId,
      name: spec.name,
      logGroup: spec.logGroup,
      timeoutMs: spec.timeoutMs,
      memoryMb: spec.memoryMb,
      environments: pool.size,
    })),
    schedules: schedulesOf(city.world).map(({ logicalId, expression }) => ({ logicalId, expression })),
    alarms: city.world.ofType('AWS::CloudWatch::Alarm').map(({ logicalId, properties }) => ({
      logicalId,
      metric: properties().MetricName,
      threshold: properties().Threshold,
    })),
    resources: city.world.resources.map(({ logicalId, type, name }) => ({
      logicalId,
      type,
      name,
      treatment: treatmentOf(type),
    })),
    outputs: city.world.outputs(),
    refusedHosts: services.outgoing.refused(),
    warnings: announcer.warnings(),
  };
}

function clockState({ clock }: City): object {
  return { now: clock.now(), iso: new Date(clock.now()).toISOString(), offsetMs: clock.offset() };
}

function setFaults(city: City, services: Services, body: unknown): object {
  const many = v.safeParse(faultsCallSchema, body);
  const hint =
    '{"target": "store" | "queue" | "ssm", "delayMs"?, "refuse"?, "status"?, "cutAfter"?, "operation"?, "times"?, "share"?}';
  if (many.success) city.faults(many.output.target, ...many.output.faults);
  else {
    const { target, ...fault } = parse(faultCallSchema, body, hint);
    city.faults(target as FaultTarget, ...(Object.keys(fault).length > 0 ? [fault] : []));
  }
  return {
    store: services.store.proxy.faults(),
    queue: services.queue.proxy.faults(),
    ssm: services.parametersProxy.faults(),
  };
}

function takeAnswer(answers: Answers, { rest, text }: ControlCall): object {
  if (!answers.take(rest, text)) throw new ControlError(404, 'No custom resource waits for this answer.');
  return {};
}

function parse<S extends v.GenericSchema>(schema: S, body: unknown, hint: string): v.InferOutput<S> {
  const parsed = v.safeParse(schema, body);
  if (!parsed.success) throw new ControlError(400, `Send ${hint}.`);
  return parsed.output;
}

/** A name that does not exist is the caller's mistake. */
async function known<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw new ControlError(404, error instanceof Error ? error.message : String(error));
  }
}
