/** Everything that listens or runs as a child before the template is read. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Announcer } from './announcer.ts';
import type { CityClock } from './clock.ts';
import { type ControlServer, listenControl } from './control/control.ts';
import { type FaultProxy, openFaultProxy } from './faultProxy.ts';
import { type Gateway, listenGateway } from './gateway/gateway.ts';
import type { LocalEndpoints } from './lambda/variables.ts';
import { listenSignIn, type SignIn } from './oidc/signIn.ts';
import { openParameterStore, type ParameterStore } from './parameters/parameterStore.ts';
import { type OutgoingProxy, openProxy } from './proxy.ts';
import { type QueueService, startQueue } from './queue/queue.ts';
import { type Store, startStore } from './store/store.ts';

/** The running services. */
export interface Services {
  readonly gateway: Gateway;
  readonly control: ControlServer;
  readonly store: Store;
  readonly queue: QueueService;
  readonly parameters: ParameterStore;
  readonly parametersProxy: FaultProxy;
  readonly outgoing: OutgoingProxy;
  readonly signIn: SignIn;
  readonly endpoints: LocalEndpoints;
  close(): Promise<void>;
}

/** Settings of the services. */
export interface ServiceOptions {
  readonly port: number;
  readonly region: string;
  /** Folder that keeps the data; a temporary one that goes with the city otherwise. */
  readonly data: string | undefined;
}

/** Starts all services. @throws what the first failing one throws; those that run already are ended. */
export async function startServices(
  options: ServiceOptions,
  clock: CityClock,
  announcer: Announcer,
): Promise<Services> {
  const gateway = await listenGateway(options.port);
  const dir = options.data === undefined ? mkdtempSync(join(tmpdir(), 'minwontalk-')) : resolve(options.data);
  const remove = (): void => {
    if (options.data === undefined) rmSync(dir, { recursive: true, force: true });
  };
  process.once('exit', remove);
  const folder = (name: string): string => {
    mkdirSync(join(dir, name), { recursive: true });
    return join(dir, name);
  };
  const started = await Promise.allSettled([
    listenControl(),
    startStore(folder('store'), options.region, announcer.warn),
    startQueue(folder('queue'), options.region, clock, announcer.warn),
    openParameterStore(
      clock.now,
      options.region,
      options.data === undefined ? undefined : join(dir, 'parameters.json'),
    ),
    openFaultProxy(),
    openProxy((host) =>
      announcer.warn(
        `A function called ${host}. The local city lets no call out but those to Kakao's hosts, which it plays.`,
      ),
    ),
    listenSignIn(),
  ] as const);
  const close = async (): Promise<void> => {
    const open = started.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    await Promise.all([gateway.close(), ...open.map((each) => each.close())]);
    process.off('exit', remove);
    remove();
  };
  const failed = started.find((each) => each.status === 'rejected');
  if (failed !== undefined) {
    await close();
    throw failed.reason;
  }
  const [control, store, queue, parameters, parametersProxy, outgoing, signIn] = started.map((each) =>
    each.status === 'fulfilled' ? each.value : undefined,
  ) as [ControlServer, Store, QueueService, ParameterStore, FaultProxy, OutgoingProxy, SignIn];
  parametersProxy.target(parameters.port);
  const certificate = join(dir, 'authority.pem');
  writeFileSync(certificate, outgoing.authority);
  const endpoints: LocalEndpoints = {
    dynamodb: store.proxy.url,
    sqs: queue.proxy.url,
    sns: queue.proxy.url,
    ssm: parametersProxy.url,
    proxy: outgoing.url,
    certificate,
  };
  return { gateway, control, store, queue, parameters, parametersProxy, outgoing, signIn, endpoints, close };
}
