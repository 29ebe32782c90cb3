/** The built index as plain data, and its stored form: one block of bytes. */
import type { MatchSynonym } from '../types.ts';

/** A built index. Arrays are parallel: `starts[i]..starts[i+1]` are the postings of `keys[i]`. */
export interface StoredIndex {
  readonly ids: readonly string[];
  readonly fields: readonly string[];
  readonly titles: readonly string[];
  readonly synonyms: readonly MatchSynonym[];
  /** entry that a unit (title, phrasing, keywords, text) belongs to */
  readonly unitEntry: Uint32Array;
  readonly unitKind: Uint8Array;
  /** entry i has the units firstUnit[i] to firstUnit[i + 1] */
  readonly firstUnit: Uint32Array;
  /** weight of all pieces of a unit that count as explained */
  readonly unitMass: Float32Array;
  /** what each unit asks for (talk/acts.ts) */
  readonly unitActs: Uint16Array;
  /** hashed pieces, ascending */
  readonly keys: Uint32Array;
  readonly starts: Uint32Array;
  /** rarity of each piece */
  readonly weights: Float32Array;
  readonly docs: Uint32Array;
  readonly impacts: Uint8Array;
}

const FORMAT = 1;
const ARRAYS = [
  'unitEntry',
  'unitKind',
  'firstUnit',
  'unitMass',
  'unitActs',
  'keys',
  'starts',
  'weights',
  'docs',
  'impacts',
] as const;
const TYPES = {
  unitEntry: Uint32Array,
  unitKind: Uint8Array,
  firstUnit: Uint32Array,
  unitMass: Float32Array,
  unitActs: Uint16Array,
  keys: Uint32Array,
  starts: Uint32Array,
  weights: Float32Array,
  docs: Uint32Array,
  impacts: Uint8Array,
};

const align = (n: number): number => (n + 3) & ~3;

/** The index as bytes (not compressed; compresses well). Same index, same bytes. */
export function serializeIndex(index: StoredIndex): Uint8Array {
  const { ids, fields, titles, synonyms } = index;
  const head = new TextEncoder().encode(
    JSON.stringify({
      format: FORMAT,
      ids,
      fields,
      titles,
      synonyms,
      lengths: ARRAYS.map((name) => index[name].length),
    }),
  );
  const size = ARRAYS.reduce((sum, name) => sum + align(index[name].byteLength), 4 + align(head.length));
  const out = new Uint8Array(size);
  new DataView(out.buffer).setUint32(0, head.length, true);
  out.set(head, 4);
  let at = 4 + align(head.length);
  for (const name of ARRAYS) {
    const { buffer, byteOffset, byteLength } = index[name];
    out.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += align(byteLength);
  }
  return out;
}

/** Reads bytes written by serializeIndex. Throws when they are of another format: build the index anew. */
export function readStored(bytes: Uint8Array): StoredIndex {
  const own = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const headLength = new DataView(own.buffer, own.byteOffset).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(own.subarray(4, 4 + headLength)));
  if (head.format !== FORMAT)
    throw new Error(`Index of format ${head.format}, not ${FORMAT}: publish the content again.`);
  let at = own.byteOffset + 4 + align(headLength);
  const arrays: Record<string, unknown> = {};
  ARRAYS.forEach((name, i) => {
    const array = new TYPES[name](own.buffer as ArrayBuffer, at, head.lengths[i]);
    arrays[name] = array;
    at += align(array.byteLength);
  });
  const { ids, fields, titles, synonyms } = head;
  return { ids, fields, titles, synonyms, ...arrays } as unknown as StoredIndex;
}
