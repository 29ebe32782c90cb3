/**
 * A content as it travels: into the store in parts, into a function's bundle as one file. A fixed head of 52 bytes
 * (mark, schema, version, time, lengths, checksum), then the compressed content and its search index.
 *
 * ```
 * 0 'MWTK'   4 schema u16   6 reserved u16   8 version u32   12 publishedAt f64 (epoch ms)
 * 20 SHA-256 of bytes 0–19 and of everything after the head   52 body (Zstandard): JSON length u32, JSON, index
 * ```
 * Numbers are little-endian. The version stands outside the compressed body, so that the store can give a number
 * without packing again.
 */

import { createHash } from 'node:crypto';
import { brotliDecompressSync, constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { contentDigest } from './digest.ts';
import type { Content } from './types.ts';

/** A published content, ready to answer from. */
export interface Snapshot {
  /** Number of the version; 0 is the floor that a bundle carries. */
  readonly version: number;
  /** SHA-256 (hex) of the content, see `contentDigest`. */
  readonly digest: string;
  /** ISO date and time of the publish; for the floor the latest review in it. */
  readonly publishedAt: string;
  readonly content: Content;
  /** The stored form of the matcher's index over this content. */
  readonly index: Uint8Array;
}

/** What unpacking gives: the snapshot, or why the bytes are none. */
export type Unpacked =
  | { readonly ok: true; readonly snapshot: Snapshot }
  | {
      readonly ok: false;
      /** `newer` and `older` are whole, but written by another release. */
      readonly reason: 'empty' | 'foreign' | 'truncated' | 'corrupt' | 'newer' | 'older';
      /** For the log of an engineer: what it is and what to do. */
      readonly problem: string;
    };

type Refusal = Extract<Unpacked, { ok: false }>;

/** Schema of the packed form; raised when an older release could not read it. */
export const SNAPSHOT_SCHEMA = 2;
/** The schema before, whose body is brotli: it is still read, so that an upgrade answers from what was published. */
const BROTLI_SCHEMA = 1;

const MARK = 'MWTK';
const HEAD = 52;
const SUM_AT = 20;
/** Level 19 of 22: as small as brotli makes it, and read in half the time (docs/decisions/matching.md). */
const LEVEL = 19;
/** Room for what comes out, in times of what goes in (bytes at least): in one piece it is touched once. */
const EXPANSION = 4;
const LEAST_ROOM = 1024;

function checksum(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes.subarray(0, SUM_AT)).update(bytes.subarray(HEAD)).digest();
}

function seal(bytes: Buffer): Uint8Array {
  checksum(bytes).copy(bytes, SUM_AT);
  return bytes;
}

/** Packs a content with its index; `version` 0 until the store gives one. */
export function packSnapshot(snapshot: Snapshot): Uint8Array {
  const json = Buffer.from(JSON.stringify({ digest: snapshot.digest, content: snapshot.content }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  const plain = Buffer.concat([length, json, snapshot.index]);
  const params = { [constants.ZSTD_c_compressionLevel]: LEVEL };
  const head = Buffer.alloc(HEAD);
  head.write(MARK, 'latin1');
  head.writeUInt16LE(SNAPSHOT_SCHEMA, 4);
  head.writeUInt32LE(snapshot.version, 8);
  head.writeDoubleLE(Date.parse(snapshot.publishedAt), 12);
  return seal(Buffer.concat([head, zstdCompressSync(plain, { params })]));
}

/** The same packed content under another number and time. */
export function restamp(packed: Uint8Array, version: number, publishedAt: string): Uint8Array {
  const bytes = Buffer.from(packed);
  bytes.writeUInt32LE(version, 8);
  bytes.writeDoubleLE(Date.parse(publishedAt), 12);
  return seal(bytes);
}

const REPAIR = 'Publish the content again.';

function refuse(reason: Refusal['reason'], problem: string): Refusal {
  return { ok: false, reason, problem };
}

function refuseSchema(schema: number): Refusal {
  if (schema > SNAPSHOT_SCHEMA) {
    return refuse(
      'newer',
      `The snapshot has schema ${schema}; this release reads ${SNAPSHOT_SCHEMA}. Deploy the newer release.`,
    );
  }
  return refuse(
    'older',
    `The snapshot has schema ${schema}; this release reads ${SNAPSHOT_SCHEMA}. ${REPAIR}`,
  );
}

function plainBody(bytes: Buffer): Buffer {
  const body = bytes.subarray(HEAD);
  const options = { chunkSize: Math.max(body.length * EXPANSION, LEAST_ROOM) };
  const isBrotli = bytes.readUInt16LE(4) === BROTLI_SCHEMA;
  return isBrotli ? brotliDecompressSync(body, options) : zstdDecompressSync(body, options);
}

function openBody(bytes: Buffer): Snapshot {
  const plain = plainBody(bytes);
  const end = 4 + plain.readUInt32LE();
  const { digest, content } = JSON.parse(plain.toString('utf8', 4, end)) as Pick<
    Snapshot,
    'digest' | 'content'
  >;
  const publishedAt = new Date(bytes.readDoubleLE(12)).toISOString();
  return {
    version: bytes.readUInt32LE(8),
    digest,
    publishedAt,
    content,
    index: new Uint8Array(plain.buffer, plain.byteOffset + end, plain.length - end),
  };
}

/**
 * Opens packed bytes. Nothing but what `packSnapshot` wrote is accepted: a checksum covers every byte, so that the
 * content inside needs no second look.
 */
export function unpackSnapshot(packed: Uint8Array): Unpacked {
  const bytes = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
  if (bytes.length === 0) return refuse('empty', `The snapshot is empty. ${REPAIR}`);
  if (bytes.toString('latin1', 0, 4) !== MARK)
    return refuse('foreign', `The bytes are no snapshot of Minwontalk. ${REPAIR}`);
  if (bytes.length <= HEAD) return refuse('truncated', `The snapshot ends within its head. ${REPAIR}`);
  const schema = bytes.readUInt16LE(4);
  if (schema !== SNAPSHOT_SCHEMA && schema !== BROTLI_SCHEMA) return refuseSchema(schema);
  if (!checksum(bytes).equals(bytes.subarray(SUM_AT, HEAD))) {
    return refuse('corrupt', `The snapshot's checksum does not match: it was cut or changed. ${REPAIR}`);
  }
  return { ok: true, snapshot: openBody(bytes) };
}

/** A content as the floor of a bundle: version 0, dated by the latest review or notice in it, so that two builds are equal. */
export function floorSnapshot(content: Content, index: Uint8Array): Snapshot {
  const dates = [
    ...content.fields.flatMap((field) => field.entries.map(({ reviewed }) => reviewed.date)),
    ...content.notices.map(({ date }) => date),
  ];
  const latest = dates.sort().at(-1) ?? '2026-01-01';
  return {
    version: 0,
    digest: contentDigest(content),
    publishedAt: `${latest}T00:00:00.000Z`,
    content,
    index,
  };
}

/** SHA-256 (hex) of what is packed, whatever its number and time: equal for the same content with the same index. */
export function packedFingerprint(packed: Uint8Array): string {
  return createHash('sha256').update(packed.subarray(HEAD)).digest('hex');
}
