/** Brings a counsellor's written answer to its citizen, once, and says on the ticket how that went. */
import type { SQSRecord } from 'aws-lambda';
import { claimOnce, releaseClaim } from '../../lib/aws/once.ts';
import type { Call, TicketStore } from '../../lib/aws/ticket-store.ts';
import { readAddress } from '../../lib/dialogue/reach.ts';
import { archiveKey } from '../../lib/handoff/machine.ts';
import { isBeingBrought } from '../../lib/handoff/reach.ts';
import type { HandoffEvent, Ticket } from '../../lib/handoff/types.ts';
import { unseal } from '../../lib/privacy/seal.ts';
import { type Obstacle, type Spoken, speak } from './event-api.ts';
import type { Fetch } from './kakao-post.ts';

/** Deliveries of one message; the queue's own limit. With the last one it is said on the ticket that it did not work. */
const LAST_TRY = 5;

/** What bringing leans on. */
export interface AnswerRooms {
  readonly store: TicketStore;
  readonly table: string;
  /** Event name of the answer's block. */
  readonly event: string;
  /** Key of the seals, and Kakao's REST API key. @throws Error when they cannot be read */
  readonly keys: (signal?: AbortSignal) => Promise<{ readonly seal: string; readonly kakao: string }>;
  readonly request: Fetch;
}

/** What became of an answer. `again`: the message must come again, for the named reason. */
export type Brought =
  | { readonly kind: 'sent' | 'failed' | 'nothing' }
  /** `sent`: Kakao took it, only the ticket does not say so yet. */
  | { readonly kind: 'again'; readonly why: string; readonly sent?: true };

const NEXT_VISIT = '다음에 챗봇을 열면 답이 먼저 보여요.';
const NOTES: Readonly<Record<Obstacle | 'seal' | 'unsure' | 'silent', string>> = {
  notFriend: `시민이 채널을 추가하지 않았거나 차단해서 답을 보내지 못했어요. ${NEXT_VISIT}`,
  wallet: `카카오 월렛 잔액이 부족해 답을 보내지 못했어요. 관리자에게 충전을 부탁해 주세요. ${NEXT_VISIT}`,
  block: `챗봇에 답을 알리는 이벤트 블록이 없어 답을 보내지 못했어요. 챗봇 관리자에게 알려 주세요. ${NEXT_VISIT}`,
  key: `카카오 REST API 키가 맞지 않아 답을 보내지 못했어요. 시스템 담당자에게 알려 주세요. ${NEXT_VISIT}`,
  bot: `카카오가 봇 ID를 알지 못해 답을 보내지 못했어요. 시스템 담당자에게 알려 주세요. ${NEXT_VISIT}`,
  other: `카카오가 답을 전하지 못했어요. ${NEXT_VISIT}`,
  seal: `보낼 곳을 알 수 없어 답을 보내지 못했어요. ${NEXT_VISIT}`,
  unsure: `답을 보냈는지 카카오의 확인을 받지 못했어요. 두 번 보내지 않도록 다시 보내지 않아요. ${NEXT_VISIT}`,
  silent: `카카오가 여러 번 받지 않아 답을 보내지 못했어요. ${NEXT_VISIT}`,
};

/** Brings the answer of an event. `at`: epoch ms. */
export async function bringAnswer(
  event: HandoffEvent,
  record: SQSRecord,
  rooms: AnswerRooms,
  call: Call,
): Promise<Brought> {
  const at = Number(record.attributes.SentTimestamp);
  const found = await ticketOf(event, rooms.store, at, call);
  if ('failed' in found) return { kind: 'again', why: found.failed };
  const { ticket } = found;
  if (!ticket || ticket.event.id !== event.id || !isBeingBrought(ticket)) return { kind: 'nothing' };
  const spoken = await speakOnce(ticket, event, at, rooms, call);
  if ('later' in spoken) {
    const last = Number(record.attributes.ApproximateReceiveCount ?? 1) >= LAST_TRY;
    return last ? note(ticket, 'silent', at, rooms, call) : { kind: 'again', why: spoken.later };
  }
  if ('refused' in spoken) return note(ticket, spoken.refused, at, rooms, call);
  return 'unsure' in spoken ? note(ticket, 'unsure', at, rooms, call) : delivered(ticket, at, rooms, call);
}

/** The ticket under the citizen's key, or under its own once another has taken its place. */
async function ticketOf(event: HandoffEvent, store: TicketStore, at: number, call: Call) {
  const read = await store.readTicket(event.citizen, at, call);
  if ('failed' in read) return read;
  if ('ticket' in read && read.ticket.id === event.ticket) return read;
  const old = await store.readTicket(archiveKey(event.ticket), at, call);
  return 'absent' in old ? { ticket: undefined } : old;
}

type Attempt = Spoken | { readonly refused: 'seal' };

async function speakOnce(
  ticket: Ticket,
  event: HandoffEvent,
  at: number,
  rooms: AnswerRooms,
  call: Call,
): Promise<Attempt> {
  const keys = await rooms.keys(call.signal).catch((error: unknown) => ({
    failed: error instanceof Error ? error.name : 'UnknownError',
  }));
  if ('failed' in keys) return { later: keys.failed };
  // An archived ticket keeps the seal that was made for its citizen's key.
  const to = readAddress(unseal(keys.seal, ticket.reach ?? '', event.citizen) ?? '');
  if (!to) return { refused: 'seal' };
  const claimed = await claimOnce(rooms.table, event.id, at, call);
  if ('failed' in claimed) return { later: claimed.failed };
  if (!claimed.first) return { unsure: 'BegunBefore' };
  const signal = call.signal ?? AbortSignal.timeout(10_000);
  const spoken = await speak({ to, event: rooms.event, key: keys.kakao }, signal, rooms.request);
  if ('later' in spoken) await releaseClaim(rooms.table, event.id, call);
  return spoken;
}

async function delivered(ticket: Ticket, at: number, { store }: AnswerRooms, call: Call): Promise<Brought> {
  const done = await store.applyTo(ticket, { kind: 'deliver' }, at, 'system', call);
  // Refused: the block's skill has shown the answer meanwhile, which says the same.
  const noted = 'stored' in done || 'refused' in done || 'absent' in done;
  return noted ? { kind: 'sent' } : { kind: 'again', why: 'NotNoted', sent: true };
}

async function note(
  ticket: Ticket,
  why: keyof typeof NOTES,
  at: number,
  { store }: AnswerRooms,
  call: Call,
): Promise<Brought> {
  const change = { kind: 'failDelivery', note: NOTES[why] } as const;
  const done = await store.applyTo(ticket, change, at, 'system', call);
  return 'stored' in done || 'refused' in done ? { kind: 'failed' } : { kind: 'again', why: 'NotNoted' };
}
