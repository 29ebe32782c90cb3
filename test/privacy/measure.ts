/** Leak and false mask, as the measuring rule of the masker defines them. */
import type { Kind, Span } from '../../lib/privacy/kinds.ts';
import { mask } from '../../lib/privacy/mask.ts';
import type { Marked } from './lines.ts';

/** Readable characters in a row that make a leak. */
const RUN: Partial<Record<Kind, number>> = { rrn: 1, frn: 1, address: 1, plate: 2, birthdate: 2, name: 2 };

function longestReadable(text: string, gold: Span, found: readonly Span[]): number {
  const tells = gold.kind === 'address' ? /\p{Nd}|\p{No}/u : /[\p{L}\p{N}]/u;
  let run = 0;
  let longest = 0;
  for (let at = gold.start; at < gold.end; at += 1) {
    if (!tells.test(text[at] as string)) continue;
    run = found.some((span) => span.start <= at && at < span.end) ? 0 : run + 1;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** Identifiers that stay readable, and harmless lines that were changed. */
export function measure(lines: readonly Marked[]): {
  readonly leaks: string[];
  readonly falseMasks: string[];
} {
  const leaks: string[] = [];
  const falseMasks: string[] = [];
  for (const { text, spans } of lines) {
    const { spans: found } = mask(text);
    if (spans.length === 0 && found.length > 0) falseMasks.push(text);
    for (const gold of spans)
      if (longestReadable(text, gold, found) >= (RUN[gold.kind] ?? 3)) leaks.push(`${gold.kind}: ${text}`);
  }
  return { leaks, falseMasks };
}
