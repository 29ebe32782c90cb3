/** Takes up wishes that could not be stored while the citizen waited: stores the ticket, then tells by callback, once. */
import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { SQSRecord } from 'aws-lambda';
import { announce } from '../../lib/aws/handoff-queue.ts';
import { comeAgainSoon, type LateWish, readLate } from '../../lib/aws/late-queue.ts';
import { claimOnce } from '../../lib/aws/once.ts';
import type { Call, TicketStore } from '../../lib/aws/ticket-store.ts';
import { lateReply } from '../../lib/dialogue/replies/late.ts';
import type { Ticket } from '../../lib/handoff/types.ts';
import { type Fetch, postCallback } from './kakao-post.ts';

/** Between two tries to store, ms. */
const AGAIN_MS = 1000;
/** A wish whose callback is still good comes back this soon, seconds. */
const SOON_S = 5;
/** Milliseconds a send to the hand-off queue may take. */
const ANNOUNCE_MS = 3000;

/** What taking up wishes leans on. */
export interface LateRooms {
  readonly store: TicketStore;
  readonly table: string;
  readonly handoffQueueUrl: string;
  readonly lateQueueUrl: string;
  /** Epoch ms by the machine's clock: `postBy` was set by another machine's. */
  readonly wall: () => number;
  readonly request: Fetch;
  /** Between two tries, ms; default 1,000. */
  readonly againMs?: number;
}

/** What became of a batch: figures, error names, and the messages that must come again. */
export interface TakenUp {
  readonly failed: readonly SQSRecord[];
  readonly stored: number;
  /** Wishes that a later request of the same citizen has overtaken, or whose citizen had everything erased since. */
  readonly overtaken: number;
  /** Callbacks that Kakao took. */
  readonly told: number;
  readonly problems: readonly string[];
}

type Outcome =
  | { readonly kind: 'stored'; readonly told: boolean; readonly problem?: string }
  | { readonly kind: 'overtaken' }
  | { readonly kind: 'failed'; readonly problem: string };

/** Takes up a batch; each wish stands alone. */
export async function takeUp(records: readonly SQSRecord[], rooms: LateRooms, call: Call): Promise<TakenUp> {
  const outcomes = await Promise.all(records.map((record) => one(record, rooms, call)));
  const problems = outcomes.flatMap((outcome) => ('problem' in outcome ? (outcome.problem ?? []) : []));
  return {
    failed: records.filter((_, index) => outcomes[index]?.kind === 'failed'),
    stored: outcomes.filter(({ kind }) => kind === 'stored').length,
    overtaken: outcomes.filter(({ kind }) => kind === 'overtaken').length,
    told: outcomes.filter((outcome) => outcome.kind === 'stored' && outcome.told).length,
    problems: [...new Set(problems)],
  };
}

async function one(record: SQSRecord, rooms: LateRooms, call: Call): Promise<Outcome> {
  const wish = readLate(record.body);
  if ('poison' in wish) return { kind: 'failed', problem: wish.poison };
  const found = await store(wish, rooms, call);
  if ('failed' in found) {
    if (rooms.wall() + SOON_S * 1000 < wish.postBy)
      await comeAgainSoon(rooms.lateQueueUrl, record.receiptHandle, SOON_S);
    return { kind: 'failed', problem: found.failed };
  }
  if ('overtaken' in found) return { kind: 'overtaken' };
  const { ticket } = found;
  if (!ticket.announced) await tell(ticket, rooms, call);
  return { kind: 'stored', ...(await callBack(wish, ticket, rooms, call)) };
}

type Stored = { readonly ticket: Ticket } | { readonly overtaken: true } | { readonly failed: string };

/** Tries while the callback is good and the function has time: a store is often back within seconds. */
async function store(wish: LateWish, rooms: LateRooms, call: Call): Promise<Stored> {
  for (;;) {
    const stored = await storeNow(wish.ticket, rooms.store, call);
    if (!('failed' in stored)) return stored;
    if (call.signal?.aborted || rooms.wall() >= wish.postBy) return stored;
    const waited = await delay(
      rooms.againMs ?? AGAIN_MS,
      true,
      call.signal ? { signal: call.signal } : {},
    ).catch(() => false);
    if (!waited) return stored;
  }
}

async function storeNow(wished: Ticket, tickets: TicketStore, call: Call): Promise<Stored> {
  const [read, gone] = await Promise.all([
    tickets.readTicket(wished.key, wished.openedAt, call),
    tickets.erasedSince(wished.key, wished.openedAt, call),
  ]);
  if ('failed' in read) return read;
  if ('failed' in gone) return gone;
  if (gone.erased) return { overtaken: true };
  const current = 'ticket' in read ? read.ticket : undefined;
  if (current && isOvertaken(wished, current)) return { overtaken: true };
  const opened = await tickets.openTicket(wished, current, call);
  if ('stored' in opened)
    return opened.stored.id === wished.id ? { ticket: opened.stored } : { overtaken: true };
  if ('exists' in opened) return addTo(opened.exists, wished, tickets, call);
  return { failed: 'failed' in opened ? opened.failed : 'AnswerLost' };
}

/** The citizen asked again later and was served: the old wish must not come back. */
function isOvertaken(wished: Ticket, current: Ticket): boolean {
  if (current.id === wished.id || current.past?.includes(wished.id)) return false;
  const closedSince = current.closedAt !== undefined && current.closedAt >= wished.openedAt;
  return closedSince && current.openedAt >= wished.openedAt;
}

/** An open ticket takes up what was said; the same event never counts twice. */
async function addTo(open: Ticket, wished: Ticket, tickets: TicketStore, call: Call): Promise<Stored> {
  if (wished.talk.length === 0) return { ticket: open };
  const change = { kind: 'add', lines: wished.talk, eventId: wished.event.id } as const;
  const added = await tickets.applyTo(open, change, wished.openedAt, 'citizen', call);
  if ('stored' in added) return { ticket: added.stored };
  if ('refused' in added && added.refused.refused !== 'closed') return { ticket: open };
  return { failed: 'failed' in added ? added.failed : 'ChangedMeanwhile' };
}

async function tell(ticket: Ticket, { handoffQueueUrl }: LateRooms, call: Call): Promise<void> {
  await announce(ticket.event, { queueUrl: handoffQueueUrl, timeoutMs: ANNOUNCE_MS, ...call });
}

/** Nothing is posted unless this is certainly the first time, and in time; the citizen then finds the ticket at the next turn. */
async function callBack(
  wish: LateWish,
  ticket: Ticket,
  rooms: LateRooms,
  call: Call,
): Promise<{ readonly told: boolean; readonly problem?: string }> {
  if (rooms.wall() >= wish.postBy) return { told: false, problem: 'TooLateToCallBack' };
  const address = createHash('sha256').update(wish.callbackUrl).digest('hex');
  const claimed = await claimOnce(rooms.table, `callback#${address}`, wish.ticket.openedAt, call);
  if ('failed' in claimed) return { told: false, problem: claimed.failed };
  if (!claimed.first || rooms.wall() >= wish.postBy) return { told: false };
  const left = AbortSignal.timeout(Math.max(1, wish.postBy - rooms.wall()));
  const signal = call.signal ? AbortSignal.any([call.signal, left]) : left;
  const reply = lateReply(wish.reply, wish.ticket, ticket);
  const posted = await postCallback(wish.callbackUrl, reply, signal, rooms.request);
  return posted.posted ? { told: true } : { told: false, problem: `callback:${posted.why}` };
}
