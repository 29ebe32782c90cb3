/** The learnt reader: how much a text sounds like somebody in danger, from the pieces it is made of. */
import { piecesOf } from './pieces.ts';
import type { DangerKind } from './types.ts';
import { BIAS, PIECES, UNIT } from './weights.ts';

interface Piece {
  readonly weight: number;
  readonly kind: DangerKind | '';
}

/** What the learnt reader makes of a text. */
export interface Alarm {
  /** Log-odds that the text tells of a danger that is there now: above 0 rather yes, below 0 rather no. */
  readonly odds: number;
  /** The kind most pieces speak for; undefined when none does. */
  readonly kind: DangerKind | undefined;
}

let table: Map<string, Piece> | undefined;

function pieceTable(): Map<string, Piece> {
  table ??= new Map(
    PIECES.flatMap(([weight, kind, pieces]) => pieces.split(' ').map((p) => [p, { weight, kind }] as const)),
  );
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
    const found = known.get(piece);
    if (!found) continue;
    sum += found.weight;
    if (found.kind) voices.set(found.kind, (voices.get(found.kind) ?? 0) + found.weight);
  }
  return { odds: (sum * UNIT) / Math.sqrt(pieces.size) + BIAS, kind: loudest(voices) };
}
