/** Does what a turn decided: the ticket first, since its write is what '접수' means, then the queue, then the session. */
import { announce } from '../../lib/aws/handoff-queue.ts';
import { sendLate } from '../../lib/aws/late-queue.ts';
import { deleteSession, saveSession, type TurnTables } from '../../lib/aws/session-store.ts';
import type { TicketStore } from '../../lib/aws/ticket-store.ts';
import { lateAck, lateTicket } from '../../lib/dialogue/replies/late.ts';
import type { Session } from '../../lib/dialogue/session.ts';
import type { Effect, Turn } from '../../lib/dialogue/turn.ts';
import { isOpenTicket } from '../../lib/handoff/machine.ts';
import type { HandoffEvent, Ticket } from '../../lib/handoff/types.ts';
import { CALLBACK_VALID_MS, type SkillResponse } from '../../lib/kakao/index.ts';
import { type Deadline, REPLY_BY_MS } from './deadline.ts';

/** Time for the ticket's write, ms. */
const TICKET_MS = 1500;
/** Time for the queue to take the event; the sweep sends what was not taken. */
const ANNOUNCE_MS = 300;
/** Time for the queue of late wishes, whose first send makes the client; kept free where Kakao offers a callback. */
const LATE_MS = 700;
/** The reply is sent before the turn's time is up, ms. */
const SEND_MS = 80;
/** Time for the session, which is best effort. */
const SESSION_MS = 300;

/** Where effects go. */
export interface EffectRooms {
  readonly tickets: TicketStore;
  readonly tables: TurnTables;
  readonly queueUrl: string;
  /** Queue of wishes that could not be stored in time. */
  readonly lateQueueUrl: string;
}

/** What became of an effect. `seen` is the ticket that was there instead: the turn is decided again with it. */
export type Done =
  | { readonly kind: 'done' }
  | { readonly kind: 'failed' | 'unknown' }
  | { readonly kind: 'again'; readonly seen: Ticket | undefined };

async function tell(event: HandoffEvent, rooms: EffectRooms, deadline: Deadline): Promise<void> {
  await announce(event, {
    queueUrl: rooms.queueUrl,
    timeoutMs: ANNOUNCE_MS,
    signal: deadline.signal(ANNOUNCE_MS),
  });
}

/** Writes the ticket, then sends its event; where another ticket was there, says which. */
async function store(
  effect: Exclude<Effect, { kind: 'erase' }>,
  rooms: EffectRooms,
  deadline: Deadline,
  spare: number,
): Promise<Done> {
  const call = { signal: deadline.signal(TICKET_MS, SEND_MS + spare) };
  const result =
    effect.kind === 'openTicket'
      ? await rooms.tickets.openTicket(effect.ticket, effect.previous, call)
      : await rooms.tickets.changeTicket(effect.from, effect.to, call);
  if ('stored' in result) {
    const other = effect.kind === 'openTicket' && result.stored.id !== effect.ticket.id;
    if (other) return { kind: 'again', seen: result.stored };
    if (!result.stored.announced) await tell(result.stored.event, rooms, deadline);
    return { kind: 'done' };
  }
  if ('exists' in result) return { kind: 'again', seen: result.exists };
  if ('conflict' in result) return { kind: 'again', seen: result.conflict };
  return { kind: 'unknown' in result ? 'unknown' : 'failed' };
}

async function erase(turn: Turn, rooms: EffectRooms, deadline: Deadline): Promise<Done> {
  const call = { signal: deadline.signal(TICKET_MS, SEND_MS) };
  const erased = await rooms.tickets.eraseTickets(turn.citizen, turn.now, call);
  if ('failed' in erased) return { kind: 'failed' };
  try {
    await deleteSession(rooms.tables, turn.citizen, deadline.signal(TICKET_MS, SEND_MS));
    return { kind: 'done' };
  } catch {
    return { kind: 'failed' };
  }
}

/** Carries out one effect; never throws. */
export async function carryOut(
  effect: Effect,
  turn: Turn,
  rooms: EffectRooms,
  deadline: Deadline,
): Promise<Done> {
  if (effect.kind === 'erase') return erase(turn, rooms, deadline);
  return store(effect, rooms, deadline, turn.callbackUrl === undefined ? 0 : LATE_MS);
}

/**
 * Puts a wish that could not be stored on the queue, where Kakao offers a callback to tell the outcome later. The
 * waiting answer, or undefined where neither is to be had.
 */
export async function defer(
  effect: Effect,
  reply: SkillResponse,
  turn: Turn,
  rooms: EffectRooms,
  deadline: Deadline,
): Promise<SkillResponse | undefined> {
  const ticket = lateTicket(effect, turn);
  if (turn.callbackUrl === undefined || !ticket) return undefined;
  const signal = deadline.signal(LATE_MS, SEND_MS);
  // The call came at most so long ago; machines agree on the time far better than the margin of Kakao's minute.
  const postBy = Date.now() + CALLBACK_VALID_MS - REPLY_BY_MS;
  const wish = { ticket, callbackUrl: turn.callbackUrl, postBy, reply };
  const { sent } = await sendLate(wish, { queueUrl: rooms.lateQueueUrl, timeoutMs: LATE_MS, signal });
  return sent ? lateAck() : undefined;
}

/**
 * Marks an answer as seen, after the reply that shows it was decided, also where its ticket was changed meanwhile (the
 * consumer notes that it was announced). Best effort: it is shown again otherwise.
 */
export async function markShown(
  ticket: Ticket,
  now: number,
  rooms: EffectRooms,
  deadline: Deadline,
): Promise<void> {
  const by = isOpenTicket(ticket) ? 'citizen' : 'system';
  await rooms.tickets.applyTo(ticket, { kind: 'show' }, now, by, {
    signal: deadline.signal(TICKET_MS, SEND_MS),
  });
}

/** Saves the session within its own time; false where that did not work out. */
export async function keepSession(
  citizen: string,
  session: Session,
  hours: number,
  rooms: EffectRooms,
  deadline: Deadline,
): Promise<boolean> {
  try {
    await saveSession(rooms.tables, citizen, session, hours, deadline.signal(SESSION_MS, SEND_MS));
    return true;
  } catch {
    return false;
  }
}
