/** The learnt reader: how much a text sounds like somebody in danger, from the pieces it is made of. */
import { placeOf } from '../sorted.ts';
import { type PieceTable, readPieces } from './packed.ts';
import { piecesOf } from './pieces.ts';
import type { DangerKind } from './types.ts';
import { BIAS, KINDS, PACKED, UNIT } from './weights.ts';

/** What the learnt reader makes of a text. */
export interface Alarm {
  /** Log-odds that the text tells of a danger that is there now: above 0 rather yes, below 0 rather no. */
  readonly odds: number;
  /** The kinds that pieces speak for: the loudest, and others nearly as loud. None when no piece speaks. */
  readonly kinds: readonly DangerKind[];
}

let table: PieceTable | undefined;

/** A kind this much less loud than the loudest, in log-odds, may be meant as well. */
const NEARLY = 1.5;
const MOST_KINDS = 2;

/** Kinds by what was said for each (`said` counts from 1), the loudest first. */
function kindsOf(said: Float64Array, spoken: ReadonlySet<number>, scale: number): DangerKind[] {
  const kinds = [...spoken].sort((a, b) => (said[b] as number) - (said[a] as number));
  const most = said[kinds[0] ?? 0] as number;
  return kinds
    .filter((kind) => (most - (said[kind] as number)) * scale <= NEARLY)
    .slice(0, MOST_KINDS)
    .map((kind) => KINDS[kind - 1] as DangerKind);
}

/** Reads one stretch of text. */
export function alarmOf(text: string): Alarm {
  table ??= readPieces(PACKED);
  const { keys, weights, kinds, voices } = table;
  const pieces = piecesOf(text);
  const said = new Float64Array(KINDS.length + 1);
  const spoken = new Set<number>();
  let sum = 0;
  for (const piece of pieces) {
    const at = placeOf(keys, piece);
    if (at < 0) continue;
    sum += weights[at] as number;
    const kind = kinds[at] as number;
    if (kind === 0) continue;
    spoken.add(kind);
    said[kind] = (said[kind] as number) + (voices[at] as number);
  }
  const scale = UNIT / Math.sqrt(pieces.size);
  return { odds: sum * scale + BIAS, kinds: kindsOf(said, spoken, scale) };
}
