/** Kakao's Event API: the city speaks first. 15 won a message, so nothing here is ever tried when it may have been sent. */
import * as v from 'valibot';
import type { Address } from '../../lib/dialogue/reach.ts';
import { type Fetch, nameOf, post } from './kakao-post.ts';

const HOST = 'https://bot-api.kakao.com';
/** Errors with which a request never met a listener. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);
/** Statuses that say: later. */
const LATER = new Set([429, 502, 503]);

/** Why a message does not reach its citizen, as far as a counsellor can do something about it. */
export type Obstacle = 'notFriend' | 'wallet' | 'block' | 'key' | 'bot' | 'other';

/**
 * What became of a message. `later`: certainly not sent, try again. `unsure`: it may have been sent. `refused`: it will
 * not be sent; `says`: Kakao's words, which name no citizen.
 */
export type Spoken =
  | { readonly sent: true }
  | { readonly later: string }
  | { readonly unsure: string }
  | { readonly refused: Obstacle; readonly says: string };

/** One message to one citizen. */
export interface Message {
  readonly to: Address;
  /** Name of the block's event. */
  readonly event: string;
  /** REST API key of the city's Kakao app. */
  readonly key: string;
}

const replySchema = v.object({
  taskId: v.optional(v.string()),
  status: v.optional(v.string()),
  message: v.optional(v.string(), ''),
});
const taskSchema = v.object({
  fail: v.optional(
    v.object({
      count: v.optional(v.number(), 0),
      list: v.optional(v.array(v.object({ errorMessage: v.optional(v.string(), '') })), []),
    }),
  ),
});

/** Has Kakao run the answer's block for a citizen. Never throws. The answer itself does not travel: the block's skill shows it. */
export async function speak(message: Message, signal: AbortSignal, request: Fetch): Promise<Spoken> {
  const { to, event, key } = message;
  const url = `${HOST}/v2/bots/${encodeURIComponent(to.bot)}/talk`;
  const authorization = `KakaoAK ${key}`;
  const body = { event: { name: event }, user: [{ type: 'botUserKey', id: to.user }] };
  try {
    const response = await post(url, { authorization }, body, signal, request);
    const parsed = v.safeParse(replySchema, await response.json().catch(() => undefined));
    const reply = parsed.success ? parsed.output : { message: '' };
    return await judge(response, reply, authorization, signal, request);
  } catch (error) {
    const why = nameOf(error);
    return NEVER_SENT.has(why) ? { later: why } : { unsure: why };
  }
}

async function judge(
  { status, ok }: Response,
  reply: Partial<v.InferOutput<typeof replySchema>>,
  authorization: string,
  signal: AbortSignal,
  request: Fetch,
): Promise<Spoken> {
  if (LATER.has(status)) return { later: `Http${status}` };
  if (status >= 500) return { unsure: `Http${status}` };
  if (!ok) return { refused: obstacleOf(status, reply.message ?? ''), says: reply.message ?? '' };
  if (reply.status === 'ERROR') return { unsure: 'ERROR' };
  if (reply.status !== 'SUCCESS')
    return { refused: obstacleOf(0, reply.message ?? ''), says: reply.message ?? '' };
  const failure = await failureOf(reply.taskId, authorization, signal, request);
  return failure === undefined ? { sent: true } : { refused: obstacleOf(0, failure), says: failure };
}

/** Whether the task that Kakao accepted reached its one citizen; a task that cannot be looked up counts as sent. */
async function failureOf(
  taskId: string | undefined,
  authorization: string,
  signal: AbortSignal,
  request: Fetch,
): Promise<string | undefined> {
  if (taskId === undefined || !/^[\w-]{1,100}$/.test(taskId)) return undefined;
  try {
    const response = await request(`${HOST}/v1/tasks/${taskId}`, {
      headers: { authorization },
      redirect: 'error',
      signal,
    });
    const { fail } = v.parse(taskSchema, await response.json());
    return fail && fail.count > 0 ? (fail.list[0]?.errorMessage ?? '') : undefined;
  } catch {
    return undefined;
  }
}

/** Kakao's messages are not published: what they are likely to speak of. */
const SIGNS: readonly (readonly [RegExp, Obstacle])[] = [
  [/wallet|balance|credit|월렛|잔액/i, 'wallet'],
  [/friend|added the channel|block(ed|s)? the channel|has blocked|unknown user|차단|친구/i, 'notFriend'],
  [/block|event|블록|이벤트/i, 'block'],
  [/bot ?id|봇/i, 'bot'],
];

function obstacleOf(status: number, says: string): Obstacle {
  if (status === 401 || status === 403) return 'key';
  if (status === 402) return 'wallet';
  return SIGNS.find(([sign]) => sign.test(says))?.[1] ?? 'other';
}
