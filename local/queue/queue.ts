/** Queues and topics of the local city: made from the template on an SQS-compatible engine. */

import { type ChildService, childService } from '../childService.ts';
import type { CityClock } from '../clock.ts';
import { type FaultProxy, openFaultProxy } from '../faultProxy.ts';
import { queueUrl } from '../template/physical.ts';
import type { QueueSpec } from '../template/stores.ts';
import { type Call, ServiceError, serviceCaller } from '../wire.ts';

/** A message as the engine shows it. */
export interface QueuedMessage {
  readonly messageId: string;
  readonly body: string;
  readonly messageGroupId?: string;
  readonly approximateReceiveCount: number;
}

/** Every message of a queue by its state. */
export interface QueueState {
  readonly messages: {
    readonly ready: readonly QueuedMessage[];
    readonly delayed: readonly QueuedMessage[];
    readonly inflight: readonly { readonly message: QueuedMessage; readonly visibilityDeadline: number }[];
  };
}

/** A running queue service. */
export interface QueueService {
  /** Endpoint for the functions, with faults. */
  readonly proxy: FaultProxy;
  readonly child: ChildService;
  /** Speaks to the engine itself, past the faults. */
  readonly call: Call;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Creates queues that do not exist yet, in the given order, and topics. */
  create(queues: readonly QueueSpec[], topics: readonly string[]): Promise<void>;
  /** Every message of a queue with its state, none of them touched. */
  inspect(name: string): Promise<QueueState>;
  close(): Promise<void>;
}

/** Starts the engine over the folder `dir`; its clock follows the city's. */
export async function startQueue(
  dir: string,
  region: string,
  clock: CityClock,
  onLost: (text: string) => void,
): Promise<QueueService> {
  const proxy = await openFaultProxy();
  let port = 0;
  let child: ChildService;
  const start = async (): Promise<void> => {
    child = childService(
      'The queue',
      'local/queue/child.mjs',
      [dir, region, String(clock.offset())],
      (text) => {
        proxy.target(undefined);
        onLost(text);
      },
    );
    port = await child.start();
    proxy.target(port);
  };
  await start();
  clock.onMove(() => child.send({ offset: clock.offset() }));
  const url = (): string => `http://127.0.0.1:${port}`;
  const call = serviceCaller(() => `${url()}/`, 'AmazonSQS', region);
  return {
    proxy,
    get child() {
      return child;
    },
    call,
    start,
    async stop() {
      proxy.target(undefined);
      await child.stop();
    },
    async create(queues, topics) {
      for (const queue of queues) await createQueue(call, queue);
      for (const topic of topics) await createTopic(url(), region, topic);
    },
    inspect: async (name) =>
      (await fetch(`${url()}/_fauxqs/queues/${encodeURIComponent(name)}`)).json() as Promise<QueueState>,
    async close() {
      await child.close();
      await proxy.close();
    },
  };
}

/** An existing queue (kept data) gets the template's attributes. */
async function createQueue(call: Call, queue: QueueSpec): Promise<void> {
  try {
    await call('CreateQueue', { QueueName: queue.name, Attributes: queue.attributes });
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const { FifoQueue: _fixed, ...Attributes } = queue.attributes;
    await call('SetQueueAttributes', { QueueUrl: queueUrl('http://127.0.0.1', queue.name), Attributes });
  }
}

/** SNS speaks the older Query protocol. */
async function createTopic(url: string, region: string, name: string): Promise<void> {
  const response = await fetch(`${url}/`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `AWS4-HMAC-SHA256 Credential=LOCALCITY/20260101/${region}/sns/aws4_request, SignedHeaders=host, Signature=local`,
    },
    body: new URLSearchParams({ Action: 'CreateTopic', Name: name }),
  });
  if (!response.ok) throw new Error(`Topic ${name} could not be made: ${await response.text()}`);
}
