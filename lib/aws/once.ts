/** Things that must not be done twice: one small item says that somebody has begun. */
import { type ClientOptions, dynamo } from './clients.ts';
import { type Call, putIf, sendOptions } from './ticket-write.ts';

/** How long a claim is remembered, seconds: longer than any queue keeps a message. */
const REMEMBERED_S = 15 * 86_400;

/** `first`: nobody has begun before. `failed`: nobody knows; do not begin. */
export type Claimed = { readonly first: boolean } | { readonly failed: string };

const keyOf = (what: string) => ({ pk: { S: `once#${what}` } });

/**
 * Claims `what` (a digest or an event id, nothing personal) in the tickets' table. `at`: epoch ms. A claim whose
 * answer was lost counts as failed: the thing is then done by nobody rather than twice.
 */
export async function claimOnce(
  table: string,
  what: string,
  at: number,
  call?: Call,
  options?: ClientOptions,
): Promise<Claimed> {
  const item = { ...keyOf(what), expiresAt: { N: String(Math.floor(at / 1000) + REMEMBERED_S) } };
  const written = await putIf(table, item, { expression: 'attribute_not_exists(pk)' }, call, options);
  if ('done' in written) return { first: true };
  if ('refused' in written && !written.lost) return { first: false };
  return { failed: 'failed' in written ? written.failed : 'AnswerLost' };
}

/** Gives a claim back, since the thing was certainly not done; false where that did not work out. */
export async function releaseClaim(
  table: string,
  what: string,
  call: Call = {},
  options?: ClientOptions,
): Promise<boolean> {
  try {
    const { client, sdk } = await dynamo(options);
    const command = new sdk.DeleteItemCommand({ TableName: table, Key: keyOf(what) });
    await client.send(command, sendOptions(call));
    return true;
  } catch {
    return false;
  }
}
