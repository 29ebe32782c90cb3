/** The learnt reader: how much a text sounds like somebody in danger, from the pieces it is made of. */
import { type PieceTable, readPieces } from './packed.ts';
import { piecesOf } from './pieces.ts';
import type { DangerKind } from './types.ts';
import { BIAS, KINDS, PACKED, UNIT } from './weights.ts';

/** What the learnt reader makes of a text. */
export interface Alarm {
  /** Log-odds that the text tells of a danger that is there now: above 0 rather yes, below 0 rather no. */
  readonly odds: number;
  /** The kind most pieces speak for; undefined when none does. */
  readonly kind: DangerKind | undefined;
}

let table: PieceTable | undefined;

/** Number of a piece in the table, −1 where it is not. */
function placeOf(keys: Uint32Array, key: number): number {
  let low = 0;
  let high = keys.length - 1;
  while (low <= high) {
    const mid = (low + high) >> 1;
    const found = keys[mid] as number;
    if (found === key) return mid;
    if (found < key) low = mid + 1;
    else high = mid - 1;
  }
  return -1;
}

/** Reads one stretch of text. */
export function alarmOf(text: string): Alarm {
  table ??= readPieces(PACKED);
  const { keys, weights, kinds } = table;
  const pieces = piecesOf(text);
  const voices = new Int32Array(KINDS.length + 1);
  let sum = 0;
  for (const piece of pieces) {
    const at = placeOf(keys, piece);
    if (at < 0) continue;
    const weight = weights[at] as number;
    sum += weight;
    const kind = kinds[at] as number;
    if (kind > 0) voices[kind] = (voices[kind] as number) + weight;
  }
  const loudest = voices.indexOf(Math.max(...voices));
  return { odds: (sum * UNIT) / Math.sqrt(pieces.size) + BIAS, kind: KINDS[loudest - 1] };
}
