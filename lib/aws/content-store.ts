/** The published content in DynamoDB: immutable numbered versions and one pointer to the one in force. */

import { type ClientOptions, dynamo } from './clients.ts';
import type { Pointer, VersionInfo } from './content/items.ts';
import { type Published, type PublishOptions, publishPacked } from './content/publish.ts';
import { listVersions, readPointer, readVersion, type Table } from './content/versions.ts';

export { type Pointer, parsePointer, pointerKey, type VersionInfo } from './content/items.ts';
export type { Published, PublishOptions } from './content/publish.ts';
export { VERSIONS_KEPT } from './content/versions.ts';

/** What can be done with the published content. All reject with the store's error when it is away. */
export interface ContentStore {
  /** The version in force; undefined before the first publish. */
  readPointer(signal?: AbortSignal): Promise<Pointer | undefined>;
  /** Packed bytes of a version, proven by their SHA-256. @throws Error when it is missing or not whole. */
  readVersion(version: number, signal?: AbortSignal): Promise<Uint8Array>;
  /** Publishes packed content as the next version. */
  publish(packed: Uint8Array, options: PublishOptions): Promise<Published>;
  /** Versions that can be read, newest first. */
  listVersions(signal?: AbortSignal): Promise<VersionInfo[]>;
}

/** The content store in `table`. Makes no client before its first use. */
export function contentStore(table: string, options: ClientOptions = {}): ContentStore {
  const open = async (): Promise<Table> => ({ dynamo: await dynamo(options), name: table });
  return {
    readPointer: async (signal) => readPointer(await open(), signal),
    readVersion: async (version, signal) => readVersion(await open(), version, signal),
    publish: async (packed, how) => publishPacked(await open(), packed, how),
    listVersions: async (signal) => listVersions(await open(), signal),
  };
}
