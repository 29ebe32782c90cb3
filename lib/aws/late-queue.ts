/** The queue of hand-offs that could not be stored while the citizen waited: a wish on it is durable, though not yet a ticket. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { MESSAGE_LIMIT, type Poison } from '../handoff/event.ts';
import type { Ticket } from '../handoff/types.ts';
import { isCallbackUrl, type SkillResponse } from '../kakao/index.ts';
import { type ClientOptions, sqs } from './clients.ts';
import { type Announced, type AnnounceOptions, sendWithin } from './handoff-queue.ts';
import { ticketFromItem, ticketToItem } from './ticket-item.ts';

/** A wish for a person whose ticket is still to be stored, and how to tell the citizen. Holds no user key and no raw words. */
export interface LateWish {
  readonly ticket: Ticket;
  /** One-time address of Kakao's. */
  readonly callbackUrl: string;
  /** After this the address is no longer good: epoch ms of the machines' own clock, not of the call. */
  readonly postBy: number;
  /** What the citizen reads once the ticket is stored. */
  readonly reply: SkillResponse;
}

/** Seconds before the wish is taken up: the waiting answer must reach Kakao first, or the callback is refused. */
export const LATE_DELAY_S = 2;

const message = v.object({
  v: v.picklist([1]),
  ticket: v.record(v.string(), v.looseObject({})),
  callbackUrl: v.pipe(v.string(), v.check(isCallbackUrl)),
  postBy: v.pipe(v.number(), v.finite()),
  reply: v.looseObject({ version: v.literal('2.0'), template: v.looseObject({}) }),
});

/** Puts a wish on the queue; never throws. The sealed user key stays behind: a late answer waits for the next visit. */
export function sendLate(wish: LateWish, options: AnnounceOptions): Promise<Announced> {
  const { reach: _stays, ...ticket } = wish.ticket;
  const body = JSON.stringify({ v: 1, ...wish, ticket: ticketToItem(ticket) });
  return sendWithin(options, { MessageBody: body, DelaySeconds: LATE_DELAY_S });
}

/** The wish of a message body, or why it can never be read. */
export function readLate(body: string): LateWish | { readonly poison: Poison } {
  if (new TextEncoder().encode(body).length > 4 * MESSAGE_LIMIT) return { poison: 'TooLarge' };
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return { poison: 'NotJson' };
  }
  const parsed = v.safeParse(message, value);
  if (!parsed.success) return { poison: 'WrongShape' };
  const { v: _version, ticket: item, reply, ...rest } = parsed.output;
  const ticket = ticketFromItem(item as unknown as Record<string, AttributeValue>, 0);
  if (!ticket) return { poison: 'WrongShape' };
  return { ...rest, ticket, reply: reply as unknown as SkillResponse };
}

/** Makes a message that is being worked on visible again after `seconds`, since its callback will not wait; best effort. */
export async function comeAgainSoon(
  queueUrl: string,
  receiptHandle: string,
  seconds: number,
  options?: ClientOptions,
): Promise<void> {
  try {
    const { client, sdk } = await sqs(options);
    const wish = { QueueUrl: queueUrl, ReceiptHandle: receiptHandle, VisibilityTimeout: seconds };
    await client.send(new sdk.ChangeMessageVisibilityCommand(wish));
  } catch {
    // It comes again by itself, only later.
  }
}
