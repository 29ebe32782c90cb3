/** Reading and clearing away versions. */

import type { Dynamo } from '../clients.ts';
import {
  type Item,
  infoKey,
  type Pointer,
  parseInfo,
  parsePointer,
  partKey,
  pointerKey,
  sha256,
  type VersionInfo,
  versionKey,
} from './items.ts';

/** A table with the client that reaches it. */
export type Table = { readonly dynamo: Dynamo; readonly name: string };

/** Versions that are kept, the one in force included. */
export const VERSIONS_KEPT = 20;
/** Keys of one BatchGetItem at most. */
const BATCH = 100;

const abortable = (signal: AbortSignal | undefined) => (signal === undefined ? {} : { abortSignal: signal });

/** The version in force, read consistently; undefined before the first publish. */
export async function readPointer(
  { dynamo: { client, sdk }, name }: Table,
  signal?: AbortSignal,
): Promise<Pointer | undefined> {
  const command = new sdk.GetItemCommand({ TableName: name, Key: pointerKey, ConsistentRead: true });
  return parsePointer((await client.send(command, abortable(signal))).Item);
}

async function itemsOf(
  { dynamo: { client, sdk }, name }: Table,
  version: number,
  signal?: AbortSignal,
): Promise<Item[]> {
  const items: Item[] = [];
  let next: Item | undefined;
  do {
    const command = new sdk.QueryCommand({
      TableName: name,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: versionKey(version) } },
      ConsistentRead: true,
      ...(next === undefined ? {} : { ExclusiveStartKey: next }),
    });
    const page = await client.send(command, abortable(signal));
    items.push(...(page.Items ?? []));
    next = page.LastEvaluatedKey;
  } while (next !== undefined);
  return items;
}

/** The packed bytes of a version. @throws Error when it is not there, not whole, or not what was published. */
export async function readVersion(table: Table, version: number, signal?: AbortSignal): Promise<Uint8Array> {
  const items = await itemsOf(table, version, signal);
  const info = parseInfo(items.find(({ sk }) => sk?.S === 'META'));
  if (info === undefined)
    throw new Error(`Content version ${version} is not in the store. Publish the content again.`);
  const bodies = items.flatMap(({ sk, body }) => (sk?.S?.startsWith('P#') && body?.B ? [body.B] : []));
  const bytes = new Uint8Array(Buffer.concat(bodies));
  if (bodies.length !== info.parts || sha256(bytes) !== info.sha256) {
    throw new Error(
      `Content version ${version} is not whole (${bodies.length} of ${info.parts} parts). Publish the content again.`,
    );
  }
  return bytes;
}

async function infosOf(
  { dynamo: { client, sdk }, name }: Table,
  versions: readonly number[],
  signal?: AbortSignal,
): Promise<VersionInfo[]> {
  if (versions.length === 0) return [];
  const command = new sdk.BatchGetItemCommand({
    RequestItems: { [name]: { Keys: versions.map(infoKey), ConsistentRead: true } },
  });
  const { Responses } = await client.send(command, abortable(signal));
  return (Responses?.[name] ?? [])
    .flatMap((item) => parseInfo(item) ?? [])
    .sort((a, b) => b.version - a.version);
}

function range(from: number, to: number): number[] {
  const first = Math.max(1, from);
  return Array.from({ length: Math.max(0, to - first + 1) }, (_, i) => first + i);
}

/** Versions that can be read, newest first, the one in force at the head. */
export async function listVersions(table: Table, signal?: AbortSignal): Promise<VersionInfo[]> {
  const pointer = await readPointer(table, signal);
  if (pointer === undefined) return [];
  const infos = await infosOf(table, range(pointer.version - BATCH + 1, pointer.version), signal);
  return infos.filter(({ state, version }) => state === 'published' || version === pointer.version);
}

/** Deletes a version: its parts first, its description last, so that an interrupted clearing can be taken up again. */
export async function deleteVersion(
  { dynamo: { client, sdk }, name }: Table,
  version: number,
  parts: number,
): Promise<void> {
  for (let part = 0; part < parts; part++) {
    await client.send(new sdk.DeleteItemCommand({ TableName: name, Key: partKey(version, part) }));
  }
  await client.send(new sdk.DeleteItemCommand({ TableName: name, Key: infoKey(version) }));
}

/** Deletes what is older than the versions kept, publishes that were cut off included; gives their numbers. */
export async function prune(table: Table, current: number): Promise<number[]> {
  const last = current - VERSIONS_KEPT;
  const old = await infosOf(table, range(last - BATCH + 1, last));
  for (const { version, parts } of old) await deleteVersion(table, version, parts);
  return old.map(({ version }) => version);
}
