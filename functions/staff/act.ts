/** What counsellors do with tickets: every change goes through the state machine and one conditional write. */
import type { Changed, TicketRead } from '../../lib/aws/ticket-store.ts';
import {
  apply,
  archiveKey,
  type Change,
  hasNewsSince,
  isRefusal,
  type Refusal,
  refusalText,
} from '../../lib/handoff/machine.ts';
import { newTicketByHand } from '../../lib/handoff/open.ts';
import type { Ticket, TicketOutcome } from '../../lib/handoff/types.ts';
import { mask } from '../../lib/privacy/mask.ts';
import {
  ACTION_BODY,
  HAND_BODY,
  TICKET_ACTIONS,
  type TicketAction,
  type TicketAnswer,
} from '../../lib/staff/api.ts';
import { auditLine, doerOf } from '../../lib/staff/audit.ts';
import { waitMsOf } from '../../lib/staff/level.ts';
import { ticketView } from '../../lib/staff/view.ts';
import { GONE, invalid, json, problem, type Reply, UNAVAILABLE, UNKNOWN } from './reply.ts';
import { bodyOf, isRefused, type StaffCall } from './request.ts';
import type { Rooms } from './rooms.ts';
import { leaveTrail } from './trail.ts';

/** Changes that must not be made on a ticket which has moved on since the counsellor looked at it. */
const INSISTS: ReadonlySet<TicketAction> = new Set(['return', 'transfer', 'answer', 'resolve']);
/** Tries where somebody else was faster. */
const TRIES = 3;

/** `POST /staff/api/ticket/{action}` */
export async function act(call: StaffCall, rooms: Rooms): Promise<Reply> {
  const action = TICKET_ACTIONS.find((each) => each === call.event.pathParameters?.action);
  if (!action) return invalid('action');
  const body = bodyOf(call.event, ACTION_BODY[action]);
  if (isRefused(body)) return body.refusal;
  const words = wordsMasked(body as Written, rooms.phones());
  const { city } = await rooms.book(call.now);
  const change = (ticket: Ticket): Change =>
    action === 'claim'
      ? { kind: 'claim', waitedMs: waitMsOf(ticket, city, call.now) }
      : ({ kind: action, ...words.change } as Change);
  const changed = await make(call, rooms, body, action, change);
  if ('reply' in changed) return changed.reply;
  rooms.board.forget();
  const { id, number, event, announced } = changed.ticket;
  if (action === 'answer' && !announced) await rooms.announce(event);
  await leaveTrail(
    rooms.audit,
    auditLine({ at: call.now, ...doerOf(call.caller), what: action, ticket: id, number, call: call.id }),
  );
  return answer(200, changed.ticket, call, rooms, words.masked ? { masked: true } : {});
}

/** `POST /staff/api/tickets`: a ticket for a 1:1 chat that came without one. */
export async function openByHand(call: StaffCall, rooms: Rooms): Promise<Reply> {
  const body = bodyOf(call.event, HAND_BODY);
  if (isRefused(body)) return body.refusal;
  const book = await rooms.book(call.now);
  if (body.field !== undefined && !book.field(body.field)) return invalid('field');
  if (body.entry !== undefined && !book.entry(body.entry)) return invalid('entry');
  const ticket = newTicketByHand({
    eventId: body.eventId,
    staff: call.caller.me.id,
    at: call.now,
    keepDays: book.city.retention.ticketTextDays,
    ...(body.field === undefined ? {} : { field: body.field }),
    ...(body.entry === undefined ? {} : { entry: body.entry }),
  });
  const opened = await rooms.tickets.openTicket(ticket);
  if ('unknown' in opened) return UNKNOWN;
  if ('failed' in opened) return UNAVAILABLE;
  const found = 'stored' in opened ? opened.stored : opened.exists;
  rooms.board.forget();
  await leaveTrail(
    rooms.audit,
    auditLine({
      at: call.now,
      ...doerOf(call.caller),
      what: 'open',
      ticket: found.id,
      number: found.number,
      call: body.eventId,
    }),
  );
  return answer(found === ticket ? 201 : 200, found, call, rooms);
}

/** An answer about one ticket. */
export async function answer(
  status: number,
  ticket: Ticket,
  { now }: StaffCall,
  rooms: Rooms,
  more: { readonly masked?: true } = {},
): Promise<Reply> {
  const [desk, later] = await Promise.all([rooms.desk(now), laterThan(ticket, rooms, now)]);
  return json(status, {
    now,
    ticket: ticketView(ticket, desk, later),
    ...more,
  } satisfies TicketAnswer);
}

/** What the citizen of a ticket that was put away opened next; undefined where it cannot be read or is no longer kept. */
async function laterThan({ key, id, event }: Ticket, rooms: Rooms, now: number): Promise<Ticket | undefined> {
  if (key !== archiveKey(id)) return undefined;
  const read = await rooms.tickets.readTicket(event.citizen, now);
  if (!('ticket' in read)) return undefined;
  const place = read.ticket.past?.indexOf(id) ?? -1;
  const next = place > 0 ? read.ticket.past?.[place - 1] : undefined;
  if (next === undefined) return place === 0 ? read.ticket : undefined;
  const between = await rooms.tickets.readTicket(archiveKey(next), now);
  return 'ticket' in between ? between.ticket : undefined;
}

/** The ticket of a key; where it was archived since, under its id. */
export async function locate(
  rooms: Rooms,
  { key, id }: { readonly key: string; readonly id?: string | undefined },
  now: number,
): Promise<TicketRead> {
  const read = await rooms.tickets.readTicket(key, now);
  if (id === undefined || 'failed' in read || ('ticket' in read && read.ticket.id === id)) return read;
  return rooms.tickets.readTicket(archiveKey(id), now);
}

interface Target {
  readonly key: string;
  readonly id: string;
  readonly rev: number;
}

type Made = { readonly ticket: Ticket } | { readonly reply: Reply };

async function make(
  call: StaffCall,
  rooms: Rooms,
  target: Target,
  action: TicketAction,
  changeOf: (ticket: Ticket) => Change,
): Promise<Made> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const read = await locate(rooms, target, call.now);
    if ('failed' in read) return { reply: UNAVAILABLE };
    if ('absent' in read) return { reply: GONE };
    const moved = INSISTS.has(action) && hasNewsSince(read.ticket, target.rev);
    const next = apply(read.ticket, changeOf(read.ticket), call.now, call.caller.me.id);
    if (isRefusal(next)) return refused(next, read.ticket, call, rooms);
    if (moved) return { reply: await conflict(MOVED, read.ticket, call, rooms) };
    const changed = await rooms.tickets.changeTicket(read.ticket, next);
    if (!('conflict' in changed)) return made(changed);
  }
  return { reply: UNAVAILABLE };
}

const MOVED = '그사이 이 상담에 새 내용이 생겼어요. 확인한 뒤 다시 눌러 주세요.';

function made(changed: Exclude<Changed, { readonly conflict: unknown }>): Made {
  if ('stored' in changed) return { ticket: changed.stored };
  return { reply: 'unknown' in changed ? UNKNOWN : UNAVAILABLE };
}

/** What was done before is done; everything else is told with the ticket as it is. */
async function refused(refusal: Refusal, ticket: Ticket, call: StaffCall, rooms: Rooms): Promise<Made> {
  if (refusal.refused === 'already') return { ticket };
  if (refusal.refused === 'empty') return { reply: problem('invalid', refusalText(refusal)) };
  return { reply: await conflict(refusalText(refusal), ticket, call, rooms) };
}

async function conflict(message: string, ticket: Ticket, { now }: StaffCall, rooms: Rooms): Promise<Reply> {
  const by = ticket.claimedBy === undefined ? {} : { by: ticket.claimedBy };
  return problem('conflict', message, { ticket: ticketView(ticket, await rooms.desk(now)), ...by });
}

interface Written {
  readonly note?: string | undefined;
  readonly text?: string | undefined;
  readonly department?: string | undefined;
  readonly outcome?: TicketOutcome | undefined;
}

/** What a counsellor wrote, without the numbers of a person: a citizen's phone belongs into no store. */
function wordsMasked(
  body: Written,
  publicPhones: ReadonlySet<string>,
): { readonly change: Written; readonly masked: boolean } {
  const clean = (text: string) => mask(text, { publicPhones }).masked;
  const { note, text, department, outcome } = body;
  const change = {
    ...(note === undefined ? {} : { note: clean(note) }),
    ...(text === undefined ? {} : { text: clean(text) }),
    ...(department === undefined ? {} : { department: clean(department) }),
    ...(outcome === undefined ? {} : { outcome }),
  };
  return { change, masked: change.note !== note || change.text !== text || change.department !== department };
}
