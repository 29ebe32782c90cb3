/** The fingerprint of a content: the same words give the same digest, whenever and as whatever version they are published. */

import { createHash } from 'node:crypto';
import type { Content } from './types.ts';

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, canonical(inner)]),
  );
}

/** SHA-256 (hex) of the content's canonical JSON: keys sorted, no version, no date. */
export function contentDigest(content: Content): string {
  return createHash('sha256')
    .update(JSON.stringify(canonical(content)))
    .digest('hex');
}
