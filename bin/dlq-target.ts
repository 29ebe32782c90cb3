/** Which queues and which table `dlq` means: by a deployment's outputs, or by a running local city. */
import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import type { ClientOptions } from '../lib/aws/clients.ts';

/** How a target was named on the command line. */
export interface TargetOptions {
  /** File of `cdk deploy --outputs-file`. */
  readonly outputs?: string;
  /** Control address of a local city. */
  readonly local?: string;
  readonly region?: string;
}

/** One dead-letter queue with the queue that its letters came from. */
export interface QueuePair {
  readonly name: 'hand-off' | 'late';
  readonly source: string;
  readonly deadLetters: string;
}

/** The queues and the tickets of one deployment. */
export interface Target {
  readonly queues: readonly QueuePair[];
  readonly ticketsTable: string;
  readonly sqs: ClientOptions;
  readonly dynamo: ClientOptions;
}

const DEFAULT_REGION = 'ap-northeast-2';
/** Patience of a person at a terminal. */
const PATIENCE = { connectMs: 3000, requestMs: 20_000, maxAttempts: 3 };
const LOCAL_KEYS = { accessKeyId: 'local', secretAccessKey: 'local' };

const named = v.object({
  HandoffQueueUrl: v.string(),
  HandoffDeadLettersUrl: v.string(),
  LateQueueUrl: v.string(),
  LateDeadLettersUrl: v.string(),
  TicketsTable: v.string(),
});
type Named = v.InferOutput<typeof named>;

const outputsFile = v.record(v.string(), v.record(v.string(), v.string()));
const localCity = v.object({
  store: v.string(),
  queue: v.string(),
  region: v.string(),
  tables: v.record(v.string(), v.string()),
  queues: v.record(v.string(), v.string()),
});

/** Finds the target. @throws Error that says what to give when none was named or it cannot be found */
export async function findTarget(options: TargetOptions): Promise<Target> {
  if (options.local !== undefined) return fromLocalCity(options.local);
  if (options.outputs === undefined)
    throw new Error('Say where: --outputs FILE (of cdk deploy --outputs-file) or --local CONTROL-URL.');
  const region = options.region ?? process.env.AWS_REGION ?? DEFAULT_REGION;
  return targetOf(await fromOutputs(options.outputs), { ...PATIENCE, region }, { ...PATIENCE, region });
}

async function fromOutputs(file: string): Promise<Named> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined)
    throw new Error(`${file} cannot be read. Make it by: npx cdk deploy --all --outputs-file ${file}`);
  const stacks = v.safeParse(outputsFile, JSON.parse(text));
  const found = stacks.success
    ? Object.values(stacks.output).find((outputs) => v.is(named, outputs))
    : undefined;
  if (found === undefined)
    throw new Error(
      `${file} does not name the queues. Deploy the Data stack again with --outputs-file ${file}.`,
    );
  return v.parse(named, found);
}

async function fromLocalCity(control: string): Promise<Target> {
  const response = await fetch(new URL('/city', control)).catch(() => undefined);
  const parsed = v.safeParse(localCity, await response?.json().catch(() => undefined));
  if (!parsed.success)
    throw new Error(
      `There is no local city at ${control}. Start it (npm start) and give its Control address.`,
    );
  const { store, queue, region, tables, queues } = parsed.output;
  const pick = (from: Readonly<Record<string, string>>, start: string): string => {
    const found = Object.entries(from).find(([id]) => id.startsWith(start))?.[1];
    if (found === undefined) throw new Error(`The local city has no ${start}. Run npx cdk synth again.`);
    return found;
  };
  const names: Named = {
    HandoffQueueUrl: pick(queues, 'HandoffQueue'),
    HandoffDeadLettersUrl: pick(queues, 'HandoffDeadLetters'),
    LateQueueUrl: pick(queues, 'LateQueue'),
    LateDeadLettersUrl: pick(queues, 'LateDeadLetters'),
    TicketsTable: pick(tables, 'Tickets'),
  };
  const client = { ...PATIENCE, region, credentials: LOCAL_KEYS };
  return targetOf(names, { ...client, endpoint: queue }, { ...client, endpoint: store });
}

function targetOf(names: Named, sqs: ClientOptions, dynamo: ClientOptions): Target {
  return {
    queues: [
      { name: 'hand-off', source: names.HandoffQueueUrl, deadLetters: names.HandoffDeadLettersUrl },
      { name: 'late', source: names.LateQueueUrl, deadLetters: names.LateDeadLettersUrl },
    ],
    ticketsTable: names.TicketsTable,
    sqs,
    dynamo,
  };
}
