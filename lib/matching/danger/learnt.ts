/** The learnt reader: how much a text sounds like somebody in danger, from the pieces it is made of. */
import { piecesOf } from './pieces.ts';
import type { DangerKind } from './types.ts';
import { BIAS, PIECES, UNIT } from './weights.ts';

/** What the learnt reader makes of a text. */
export interface Alarm {
  /** Log-odds that the text tells of a danger that is there now: above 0 rather yes, below 0 rather no. */
  readonly odds: number;
  /** The kind most pieces speak for; undefined when none does. */
  readonly kind: DangerKind | undefined;
}

/** Index of a piece's row in PIECES. */
let table: Map<string, number> | undefined;

function pieceTable(): Map<string, number> {
  if (table) return table;
  table = new Map();
  for (let row = 0; row < PIECES.length; row += 1)
    for (const piece of (PIECES[row] as (typeof PIECES)[number])[2].split(' ')) table.set(piece, row);
  return table;
}

function loudest(voices: ReadonlyMap<DangerKind, number>): DangerKind | undefined {
  let best: DangerKind | undefined;
  for (const [kind, voice] of voices) if (best === undefined || voice > (voices.get(best) ?? 0)) best = kind;
  return best;
}

/** Reads one stretch of text. */
export function alarmOf(text: string): Alarm {
  const known = pieceTable();
  const pieces = piecesOf(text);
  const voices = new Map<DangerKind, number>();
  let sum = 0;
  for (const piece of pieces) {
    const row = PIECES[known.get(piece) ?? -1];
    if (!row) continue;
    const [weight, kind] = row;
    sum += weight;
    if (kind) voices.set(kind, (voices.get(kind) ?? 0) + weight);
  }
  return { odds: (sum * UNIT) / Math.sqrt(pieces.size) + BIAS, kind: loudest(voices) };
}
