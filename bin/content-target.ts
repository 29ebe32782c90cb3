/** Which table a content command means: named outright, by a deployment's outputs, or by a running local city. */

import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import type { ClientOptions, Credentials } from '../lib/aws/clients.ts';
import { ENV } from '../lib/names.ts';

/** How a target was named on the command line. */
export interface TargetOptions {
  readonly table?: string;
  readonly endpoint?: string;
  /** File of `cdk deploy --outputs-file`. */
  readonly outputs?: string;
  /** Control address of a local city. */
  readonly local?: string;
  readonly region?: string;
}

/** A table and how to reach it. */
export interface Target {
  readonly table: string;
  readonly client: ClientOptions;
}

const DEFAULT_REGION = 'ap-northeast-2';
/** Local stores check no signature, but the client will not start without keys. */
const LOCAL_KEYS: Credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

const outputsFile = v.record(v.string(), v.record(v.string(), v.string()));
const localCity = v.object({
  store: v.string(),
  region: v.string(),
  tables: v.record(v.string(), v.string()),
});

async function fromOutputs(file: string): Promise<string> {
  const stacks = v.parse(outputsFile, JSON.parse(await readFile(file, 'utf8')));
  const table = Object.values(stacks).flatMap((outputs) => outputs.ContentTable ?? [])[0];
  if (table === undefined)
    throw new Error(`${file}에 ContentTable이 없어요. cdk deploy --outputs-file로 다시 받아 주세요.`);
  return table;
}

async function fromLocalCity(control: string): Promise<Target> {
  const response = await fetch(new URL('/city', control)).catch(() => undefined);
  const parsed = v.safeParse(localCity, await response?.json().catch(() => undefined));
  if (!parsed.success) {
    throw new Error(
      `${control}에 로컬 시티가 없어요. npm start로 켜고, 첫 화면에 나오는 Control 주소를 적어 주세요.`,
    );
  }
  const { store, region, tables } = parsed.output;
  const named = Object.entries(tables).find(([id]) => /content/i.test(id));
  if (named === undefined)
    throw new Error(`${control}의 로컬 시티에 내용 표가 없어요. npx cdk synth를 다시 해 주세요.`);
  return { table: named[1], client: { endpoint: store, region, credentials: LOCAL_KEYS } };
}

function isLoopback(endpoint: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(endpoint).hostname);
}

/** Finds the table. @throws Error in the caller's words when none was named or it cannot be found */
export async function findTarget(
  options: TargetOptions,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Target> {
  if (options.local !== undefined) return fromLocalCity(options.local);
  const table =
    options.table ??
    (options.outputs === undefined ? env[ENV.contentTable] : await fromOutputs(options.outputs));
  if (table === undefined || table === '') {
    throw new Error(
      '어디에 올릴지 알려 주세요: --outputs FILE, --table NAME, --local URL 가운데 하나를 적어 주세요.',
    );
  }
  const endpoint = options.endpoint ?? env.AWS_ENDPOINT_URL_DYNAMODB;
  const keys = endpoint !== undefined && isLoopback(endpoint) && env.AWS_ACCESS_KEY_ID === undefined;
  return {
    table,
    client: {
      region: options.region ?? env.AWS_REGION ?? DEFAULT_REGION,
      ...(endpoint === undefined ? {} : { endpoint }),
      ...(keys ? { credentials: LOCAL_KEYS } : {}),
    },
  };
}
