/** What was learnt as one string: keys rising, weights and kinds behind them, in base64. */
import { ByteReader, ByteWriter } from '../bytes.ts';

/** Pieces by key, ascending; `kinds` counts from 1, 0 for none. */
export interface PieceTable {
  readonly keys: Uint32Array;
  readonly weights: Int8Array;
  readonly kinds: Uint8Array;
}

/** The table as a string. */
export function packPieces({ keys, weights, kinds }: PieceTable): string {
  const out = new ByteWriter();
  out.number(keys.length);
  let before = 0;
  for (const key of keys) {
    out.number(key - before);
    before = key;
  }
  out.block(new Uint8Array(weights.buffer, weights.byteOffset, weights.length));
  out.block(kinds);
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
  const weights = from.block();
  return {
    keys,
    weights: new Int8Array(weights.buffer, weights.byteOffset, weights.length),
    kinds: from.block(),
  };
}
