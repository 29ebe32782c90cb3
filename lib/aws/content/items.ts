/** The items of the content table: one pointer, and for each version a description and its parts. */

import { createHash } from 'node:crypto';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { CONTENT_KEY } from '../../names.ts';

/** An item as DynamoDB carries it. */
export type Item = Record<string, AttributeValue>;

/** Which version is in force. */
export interface Pointer {
  readonly version: number;
  /** Digest of the content, see `contentDigest`. */
  readonly digest: string;
  readonly parts: number;
  /** ISO date and time. */
  readonly publishedAt: string;
  /** Who published it. */
  readonly by: string;
  /** Fingerprint of content and index together, see `packedFingerprint`. */
  readonly fingerprint: string;
}

/** A version as its description tells. */
export interface VersionInfo extends Pointer {
  /** SHA-256 (hex) of the packed bytes of all parts. */
  readonly sha256: string;
  readonly bytes: number;
  /** `writing` until its publish was done; a publish that was cut off stays so and is cleared away later. */
  readonly state: 'writing' | 'published';
}

/** Bytes of one part: well below DynamoDB's 400 KB an item, its names included. */
export const PART_BYTES = 300_000;

/** Key of the pointer. */
export const pointerKey = {
  pk: { S: CONTENT_KEY.pointer },
  sk: { S: CONTENT_KEY.current },
} as const satisfies Item;

/** Partition of a version. */
export const versionKey = (version: number): string => `V#${String(version).padStart(6, '0')}`;

/** Key of a version's description. */
export const infoKey = (version: number) => ({ pk: { S: versionKey(version) }, sk: { S: 'META' } });

/** Key of a part, counted from 0. */
export const partKey = (version: number, part: number) => ({
  pk: { S: versionKey(version) },
  sk: { S: `P#${String(part).padStart(3, '0')}` },
});

/** SHA-256 (hex) of packed bytes. */
export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Packed bytes cut into parts; one at least. */
export function partsOf(bytes: Uint8Array): Uint8Array[] {
  const count = Math.max(1, Math.ceil(bytes.length / PART_BYTES));
  return Array.from({ length: count }, (_, i) => bytes.subarray(i * PART_BYTES, (i + 1) * PART_BYTES));
}

function fieldsOf({ version, digest, parts, publishedAt, by, fingerprint }: Pointer): Item {
  return {
    version: { N: String(version) },
    digest: { S: digest },
    parts: { N: String(parts) },
    publishedAt: { S: publishedAt },
    by: { S: by },
    fingerprint: { S: fingerprint },
  };
}

/** The pointer as an item. */
export const pointerItem = (pointer: Pointer): Item => ({ ...pointerKey, ...fieldsOf(pointer) });

/** A description as an item. */
export function infoItem(info: VersionInfo): Item {
  return {
    ...infoKey(info.version),
    ...fieldsOf(info),
    sha256: { S: info.sha256 },
    bytes: { N: String(info.bytes) },
    state: { S: info.state },
  };
}

/** Reads a pointer item; undefined when there is none or it is none of ours. */
export function parsePointer(item: Item | undefined): Pointer | undefined {
  const version = Number(item?.version?.N);
  const digest = item?.digest?.S;
  if (item === undefined || !Number.isInteger(version) || digest === undefined) return undefined;
  return {
    version,
    digest,
    parts: Number(item.parts?.N ?? 0),
    publishedAt: item.publishedAt?.S ?? '',
    by: item.by?.S ?? '',
    fingerprint: item.fingerprint?.S ?? '',
  };
}

/** Reads a description; undefined when there is none. */
export function parseInfo(item: Item | undefined): VersionInfo | undefined {
  const pointer = parsePointer(item);
  if (item === undefined || pointer === undefined) return undefined;
  const state = item.state?.S === 'published' ? 'published' : 'writing';
  return { ...pointer, sha256: item.sha256?.S ?? '', bytes: Number(item.bytes?.N ?? 0), state };
}
