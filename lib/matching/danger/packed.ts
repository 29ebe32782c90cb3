/** What was learnt as one string: keys rising, weights, kinds and voices behind them, in base64. */
import { ByteReader, ByteWriter } from '../bytes.ts';

/** Pieces by key, ascending; `kinds` counts from 1, 0 for none, and `voices` says how loud a piece speaks for its kind. */
export interface PieceTable {
  readonly keys: Uint32Array;
  readonly weights: Int8Array;
  readonly kinds: Uint8Array;
  readonly voices: Int8Array;
}

const signedOf = (bytes: Uint8Array): Int8Array =>
  new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);

/** The table as a string. */
export function packPieces({ keys, weights, kinds, voices }: PieceTable): string {
  const out = new ByteWriter();
  out.number(keys.length);
  out.rising(keys);
  for (const block of [weights, kinds, voices]) out.block(block);
  let text = '';
  for (const byte of out.done()) text += String.fromCharCode(byte);
  return btoa(text);
}

/** Reads what packPieces wrote. */
export function readPieces(packed: string): PieceTable {
  const text = atob(packed);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = text.charCodeAt(i);
  const from = new ByteReader(bytes);
  const keys = new Uint32Array(from.number());
  from.fillRising(keys, Uint32Array.of(0, keys.length));
  const weights = signedOf(from.block());
  const kinds = from.block();
  return { keys, weights, kinds, voices: signedOf(from.block()) };
}
