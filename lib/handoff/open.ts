/** New tickets: from a citizen's wish in the chat, or by a counsellor's hand. */
import { createHash } from 'node:crypto';
import { ticketNumber } from './number.ts';
import { recentTalk } from './talk.ts';
import type { HandoffEvent, TalkLine, Ticket } from './types.ts';

/** What a wish to talk to a person brings along. All words are masked. */
export interface Wish {
  /** Pseudonym of the citizen; becomes the ticket's key. */
  readonly citizen: string;
  /** Id of the turn's event; the same event always gives the same ticket. */
  readonly eventId: string;
  /** Epoch ms. */
  readonly at: number;
  readonly field?: string;
  readonly entry?: string;
  /** Empty where the city keeps no text. Cut to the last 10 lines of at most 1,000 characters. */
  readonly talk: readonly TalkLine[];
  /** Epoch ms of the next opening when nobody is there now (`nextOpening(profile, at)?.at`). */
  readonly waitsFrom?: number;
  /** Days the ticket is kept once closed (`profile.retention.ticketTextDays`). */
  readonly keepDays?: number;
}

/** A ticket that waits and holds its event, not yet announced. */
export function newTicket(wish: Wish): Ticket {
  const event = openedEvent(wish);
  return {
    key: wish.citizen,
    id: event.ticket,
    number: ticketNumber(wish.eventId),
    state: 'waiting',
    rev: 1,
    newsRev: 1,
    openedAt: wish.at,
    changedAt: wish.at,
    ...optional(wish),
    talk: recentTalk(wish.talk),
    history: [{ to: 'waiting', at: wish.at, by: 'citizen', event: event.id }],
    event,
    announced: false,
  };
}

/** What a counsellor knows of a 1:1 chat that came without a ticket. */
export interface HandWish {
  /** Id that the staff page made for this press of the button. */
  readonly eventId: string;
  readonly staff: string;
  /** Epoch ms. */
  readonly at: number;
  readonly field?: string;
  readonly entry?: string;
  readonly keepDays?: number;
}

/** A ticket opened by hand for a chat without one: has a key of its own and is claimed at once. */
export function newTicketByHand(wish: HandWish): Ticket {
  const key = `hand#${ticketIdOf(wish.eventId)}`;
  const ticket = newTicket({ ...wish, citizen: key, talk: [] });
  const opened = { to: 'waiting', at: wish.at, by: wish.staff, event: ticket.event.id } as const;
  return {
    ...ticket,
    state: 'claimed',
    history: [opened, { to: 'claimed', at: wish.at, by: wish.staff }],
    announced: true,
    claimedBy: wish.staff,
    claimedAt: wish.at,
    touchedAt: wish.at,
  };
}

/** Ticket id of an event id: short, safe in keys and links, the same for the same event. */
export function ticketIdOf(eventId: string): string {
  return createHash('sha256').update(`ticket:${eventId}`).digest('hex').slice(0, 20);
}

/** Event id in the form that SQS takes as deduplication id (at most 128 letters, digits and punctuation). */
export function queueSafeId(eventId: string): string {
  const safe = /^[\w!"#$%&'()*+,./:;<=>?@[\\\]^`{|}~-]{1,128}$/.test(eventId);
  return safe ? eventId : createHash('sha256').update(eventId).digest('hex');
}

function openedEvent(wish: Wish): HandoffEvent {
  return {
    v: 1,
    id: queueSafeId(wish.eventId),
    kind: 'opened',
    citizen: wish.citizen,
    ticket: ticketIdOf(wish.eventId),
    at: wish.at,
  };
}

function optional(wish: Wish): Partial<Ticket> {
  return {
    ...(wish.field === undefined ? {} : { field: wish.field }),
    ...(wish.entry === undefined ? {} : { entry: wish.entry }),
    ...(wish.waitsFrom !== undefined && wish.waitsFrom > wish.at ? { waitsFrom: wish.waitsFrom } : {}),
    ...(wish.keepDays === undefined ? {} : { keepDays: wish.keepDays }),
  };
}
