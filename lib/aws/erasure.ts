/** What a citizen had erased must not come back by a wish that was still on its way. */
import { createHash } from 'node:crypto';
import type { ClientOptions } from './clients.ts';
import type { Item } from './ticket-item.ts';
import { type Failed, readItem } from './ticket-read.ts';
import { type Call, putIf } from './ticket-write.ts';

/** How long an erasure is remembered, seconds: longer than any queue keeps a message. */
const REMEMBERED_S = 15 * 86_400;

/** A digest of the pseudonym: it tells nobody apart, only whether this one had everything erased. */
const keyOf = (citizen: string): Item => ({
  pk: { S: `erased#${createHash('sha256').update(citizen).digest('hex')}` },
});

/** Notes that a citizen had everything erased at `at` (epoch ms), unless a later erasure is noted. */
export async function noteErased(
  table: string,
  citizen: string,
  at: number,
  call?: Call,
  options?: ClientOptions,
): Promise<{ readonly noted: true } | Failed> {
  const expiresAt = String(Math.floor(at / 1000) + REMEMBERED_S);
  const item = { ...keyOf(citizen), erasedAt: { N: String(at) }, expiresAt: { N: expiresAt } };
  const condition = {
    expression: 'attribute_not_exists(pk) OR #at < :at',
    names: { '#at': 'erasedAt' },
    values: { ':at': { N: String(at) } },
  };
  const written = await putIf(table, item, condition, call, options);
  if ('done' in written || 'refused' in written) return { noted: true };
  return { failed: 'failed' in written ? written.failed : 'AnswerLost' };
}

/** Whether the citizen had everything erased at `since` (epoch ms) or later. */
export async function erasedSince(
  table: string,
  citizen: string,
  since: number,
  call: Call = {},
  options?: ClientOptions,
): Promise<{ readonly erased: boolean } | Failed> {
  const read = await readItem(table, keyOf(citizen), call, options);
  if ('failed' in read) return read;
  return { erased: Number(read.item?.erasedAt?.N ?? Number.NEGATIVE_INFINITY) >= since };
}
