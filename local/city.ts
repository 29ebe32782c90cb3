/**
 * The local city: everything that AWS does for a deployment, done on this machine, read from the synthesized
 * template. `startCity` is what the start script and the tests call.
 */

import { ENV } from '../lib/names.ts';
import { type Announcer, createAnnouncer } from './announcer.ts';
import { LOCAL_BOT_ID, LOCAL_SECRET } from './callers.ts';
import { type City, createCityHandle } from './cityHandle.ts';
import { createClock } from './clock.ts';
import { controlCommands } from './control/commands.ts';
import { createAnswers } from './custom/customResource.ts';
import { publish } from './deployment.ts';
import { createFunctions, type FunctionSet } from './functionSet.ts';
import { forwardTo, startKakaoIfPresent } from './kakaoHook.ts';
import { createLogStore, type LogStore } from './logs/logStore.ts';
import { subscribe } from './logs/subscription.ts';
import { createPages } from './pages/pages.ts';
import { prepare } from './prepare.ts';
import { type Poller, startPoller } from './queue/poller.ts';
import { startSchedules } from './schedules/scheduler.ts';
import { type Services, startServices } from './services.ts';
import { startSweeper } from './store/ttl.ts';
import { apisOf } from './template/api.ts';
import { readAssembly } from './template/assembly.ts';
import { functionsOf, mappingsOf, subscriptionsOf } from './template/functions.ts';
import { treatmentOf } from './template/known.ts';
import { schedulesOf } from './template/schedules.ts';
import { signInOf } from './template/signIn.ts';
import { parametersOf, queuesOf, tablesOf, topicsOf } from './template/stores.ts';
import { createWorld, type World } from './template/world.ts';
import { serviceCaller } from './wire.ts';

export { LOCAL_BOT_ID, LOCAL_SECRET } from './callers.ts';
export type { City } from './cityHandle.ts';

/** How to start a city. */
export interface CityOptions {
  /** Port of the gateway; 0 or absent: a free one. */
  readonly port?: number;
  /** Folder that keeps the data over a restart. */
  readonly data?: string;
  /** Folder of a synthesized assembly; absent: the project's own, built and synthesized when stale. */
  readonly assembly?: string;
  /** Says nothing on the terminal. */
  readonly quiet?: boolean;
}

/** Starts a city and resolves when it is ready. @throws Error with what to do; nothing is left running then. */
export async function startCity(options: CityOptions = {}): Promise<City> {
  const announcer = createAnnouncer(options.quiet ?? false);
  const assembly = readAssembly(options.assembly ?? (await prepare(announcer)));
  const clock = createClock((error) => announcer.warn(`A planned task failed: ${String(error)}`));
  const region = assembly.stacks[0]?.region ?? 'ap-northeast-2';
  const services = await startServices(
    { port: options.port ?? 0, region, data: options.data },
    clock,
    announcer,
  );
  const url = `http://127.0.0.1:${services.gateway.port}`;
  const closers: (() => Promise<unknown>)[] = [() => services.close()];
  const close = async (): Promise<void> => {
    clock.stop();
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const world = createWorld(assembly, {
      city: url,
      queue: services.queue.proxy.url,
      signIn: services.signIn.url,
    });
    warnOfUnknown(world, announcer);
    await createResources(world, services);
    const logs = createLogStore(clock.now);
    const functions = createFunctions(functionsOf(world), {
      endpoints: services.endpoints,
      logs,
      clock,
      announcer,
      queue: services.queue.call,
      waitedFor: routedFunctions(world),
    });
    closers.push(() => functions.close());
    const subscriptions = subscriptionsOf(world).map((spec) =>
      subscribe(spec, logs, (payload) => functions.deliver(spec.destinationArn, payload)),
    );
    const answers = createAnswers(services.control.url);
    const scheduler = startSchedules(schedulesOf(world), clock, functions.deliver);
    const signIn = signInOf(world);
    const people = signIn === undefined ? [] : await services.signIn.open(signIn, clock);
    const sweep = startSweeper(services.store.call, tablesOf(world), clock);
    const city = createCityHandle({ url, region, world, clock, services, functions, logs, people, close });
    services.control.open(
      controlCommands({ city, services, functions, scheduler, sweep, answers, announcer }),
    );
    await publish(world, functions, logs, answers, announcer);
    const pollers = startPollers(world, services, functions, region);
    closers.push(() => Promise.all(pollers.map((poller) => poller.stop())));
    city.watch(pollers, subscriptions);
    const kakao = await startKakaoIfPresent({
      cityUrl: url,
      secret: LOCAL_SECRET,
      botId: LOCAL_BOT_ID,
      clock,
    });
    if (kakao !== undefined) {
      services.outgoing.handle(kakao.outgoing ?? forwardTo(kakao.url));
      closers.push(() => kakao.close());
    }
    openGateway(city, services, functions, logs, kakao?.url, announcer);
    return city;
  } catch (error) {
    await close();
    throw error;
  }
}

function routedFunctions(world: World): ReadonlySet<string> {
  return new Set(apisOf(world).flatMap(({ routes }) => routes.map(({ functionArn }) => functionArn)));
}

function warnOfUnknown(world: World, announcer: Announcer): void {
  for (const { type, logicalId } of world.resources) {
    if (treatmentOf(type) === 'unknown') {
      announcer.warn(
        `The local city does not play ${type} (${logicalId}). What depends on it differs from AWS.`,
      );
    }
  }
}

async function createResources(world: World, { store, queue, parameters }: Services): Promise<void> {
  await Promise.all([store.createTables(tablesOf(world)), queue.create(queuesOf(world), topicsOf(world))]);
  for (const { name, type, value } of parametersOf(world)) parameters.seed(name, type as 'String', value);
  for (const spec of functionsOf(world)) {
    const secret = spec.variables()[ENV.secretParameter];
    if (secret !== undefined)
      parameters.seed(secret, 'SecureString', JSON.stringify({ values: [LOCAL_SECRET] }));
  }
}

function startPollers(world: World, services: Services, functions: FunctionSet, region: string): Poller[] {
  const call = serviceCaller(() => `${services.queue.proxy.url}/`, 'AmazonSQS', region);
  const queues = queuesOf(world);
  return mappingsOf(world).map((mapping) => {
    const queue = queues.find(({ arn }) => arn === mapping.queueArn);
    const target = functions.find(mapping.functionName);
    if (queue === undefined || target === undefined) {
      throw new Error(
        `${mapping.logicalId} maps ${mapping.queueArn} to ${mapping.functionName}; the assembly lacks one of them.`,
      );
    }
    return startPoller(mapping, queue, region, call, (payload) => target.pool.invoke(payload));
  });
}

function openGateway(
  city: City,
  services: Services,
  functions: FunctionSet,
  logs: LogStore,
  kakao: string | undefined,
  announcer: Announcer,
): void {
  const apis = apisOf(city.world);
  services.gateway.open(apis, {
    invoke: functions.invokeByArn,
    now: city.clock.now,
    locateIssuer: (issuer) => issuer,
    pages: createPages({ city, services, functions, apis, kakao, announcer }),
    accessLog: (group, line) => logs.append(group, 'access', line),
  });
}
