/**
 * One publish: take a free number, write the parts under it, move the pointer in one conditional write. Until that
 * write nobody reads what was written, so that a publish that is cut off changes nothing.
 */

import { packedFingerprint, restamp, unpackSnapshot } from '../../content/snapshot.ts';

import {
  infoItem,
  infoKey,
  type Pointer,
  partKey,
  partsOf,
  pointerItem,
  sha256,
  type VersionInfo,
} from './items.ts';
import { deleteVersion, prune, readPointer, type Table } from './versions.ts';

/** Who publishes and when. */
export interface PublishOptions {
  /** Shown in the list of versions and to whoever publishes at the same moment. */
  readonly by: string;
  /** ISO date and time of this publish. */
  readonly at: string;
  /** Told each step, one line in English. */
  readonly progress?: (line: string) => void;
}

/** How a publish ended. */
export type Published =
  | { readonly outcome: 'published'; readonly pointer: Pointer }
  /** The same content with the same index is in force already: nothing was written. */
  | { readonly outcome: 'unchanged'; readonly pointer: Pointer }
  /** Somebody else's publish came first; `pointer` says whose and when. Nothing of this one remains. */
  | { readonly outcome: 'overtaken'; readonly pointer: Pointer };

/** Numbers tried beyond the next one, where publishes that were cut off hold some. */
const NUMBERS_TRIED = 50;

async function claim(
  { dynamo: { client, sdk }, name }: Table,
  describe: (version: number) => VersionInfo,
  first: number,
) {
  for (let version = first; version < first + NUMBERS_TRIED; version++) {
    const Item = infoItem(describe(version));
    const command = new sdk.PutItemCommand({
      TableName: name,
      Item,
      ConditionExpression: 'attribute_not_exists(pk)',
    });
    const taken = await client.send(command).then(
      () => false,
      (error: unknown) => {
        if (error instanceof sdk.ConditionalCheckFailedException) return true;
        throw error;
      },
    );
    if (!taken) return describe(version);
  }
  throw new Error(
    `Versions ${first} to ${first + NUMBERS_TRIED - 1} are all taken by publishes that were cut off. Try again in a minute.`,
  );
}

async function writeParts(
  { dynamo: { client, sdk }, name }: Table,
  version: number,
  parts: readonly Uint8Array[],
  say: (line: string) => void,
) {
  for (const [i, body] of parts.entries()) {
    say(`publishing part ${i + 1} of ${parts.length}`);
    const Item = { ...partKey(version, i), body: { B: body } };
    await client.send(new sdk.PutItemCommand({ TableName: name, Item }));
  }
}

/** True when the pointer is ours now, also when the answer to our first try was lost and the second found it moved. */
async function movePointer(table: Table, next: Pointer, previous: Pointer | undefined): Promise<boolean> {
  const { client, sdk } = table.dynamo;
  const condition =
    previous === undefined
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : {
          ConditionExpression: '#version = :previous',
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: { ':previous': { N: String(previous.version) } },
        };
  try {
    await client.send(
      new sdk.PutItemCommand({ TableName: table.name, Item: pointerItem(next), ...condition }),
    );
    return true;
  } catch (error) {
    if (!(error instanceof sdk.ConditionalCheckFailedException)) throw error;
    const now = await readPointer(table);
    return now?.version === next.version;
  }
}

async function markPublished({ dynamo: { client, sdk }, name }: Table, version: number): Promise<void> {
  await client.send(
    new sdk.UpdateItemCommand({
      TableName: name,
      Key: infoKey(version),
      UpdateExpression: 'SET #state = :published',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':published': { S: 'published' } },
    }),
  );
}

/** Work after the pointer moved: the publish stands whether or not it succeeds. */
async function tidy(table: Table, version: number, say: (line: string) => void): Promise<void> {
  try {
    await markPublished(table, version);
    const removed = await prune(table, version);
    if (removed.length > 0) say(`removed old versions ${removed.join(', ')}`);
  } catch (error) {
    say(`old versions were not cleared away (${String(error)}); the next publish tries again`);
  }
}

function describeBy(packed: Uint8Array, { by, at }: PublishOptions): (version: number) => VersionInfo {
  const opened = unpackSnapshot(packed);
  if (!opened.ok) throw new Error(opened.problem);
  const { digest } = opened.snapshot;
  const shared = {
    digest,
    parts: partsOf(packed).length,
    publishedAt: at,
    by,
    fingerprint: packedFingerprint(packed),
    bytes: packed.length,
    state: 'writing' as const,
  };
  return (version) => ({ ...shared, version, sha256: sha256(restamp(packed, version, at)) });
}

/** Publishes packed content as the next version. @throws Error of the store; citizens still read the old version then. */
export async function publishPacked(
  table: Table,
  packed: Uint8Array,
  options: PublishOptions,
): Promise<Published> {
  const say = options.progress ?? (() => undefined);
  const describe = describeBy(packed, options);
  const previous = await readPointer(table);
  const first = (previous?.version ?? 0) + 1;
  if (previous !== undefined && previous.fingerprint === describe(first).fingerprint) {
    return { outcome: 'unchanged', pointer: previous };
  }
  const info = await claim(table, describe, first);
  const { version } = info;
  say(`publishing version ${version} (${info.bytes} bytes)`);
  await writeParts(table, version, partsOf(restamp(packed, version, options.at)), say);
  if (await movePointer(table, info, previous)) {
    say(`version ${version} is in force`);
    await tidy(table, version, say);
    return { outcome: 'published', pointer: (await readPointer(table)) ?? info };
  }
  await deleteVersion(table, version, info.parts).catch(() => undefined);
  const pointer = await readPointer(table);
  if (pointer === undefined) throw new Error('The content pointer vanished while publishing. Publish again.');
  return { outcome: 'overtaken', pointer };
}
