/** Tickets as counsellors see them. */
import type { CityProfile } from '../city/profile.ts';
import { isOpen, nextOpening } from '../handoff/hours.ts';
import { archiveKey, CLAIM_IDLE_MS, CLAIM_WARNING_MS } from '../handoff/machine.ts';
import type { Ticket } from '../handoff/types.ts';
import { usualWait } from '../handoff/wait.ts';
import type { Board, BoardSummary, BoardTicket, Me, TicketView, Words } from './api.ts';
import { levelOf, waitMsOf } from './level.ts';
import { spared, wordsOf } from './words.ts';

/** Characters of a preview. */
const PREVIEW = 60;
/** How long a closed ticket stays on the board, ms. */
export const CLOSED_SHOWN_MS = 24 * 60 * 60_000;

/** What is needed to draw a ticket. */
export interface Desk {
  /** Epoch ms. */
  readonly now: number;
  readonly city: CityProfile;
  fieldName(id: string): string | undefined;
  entryTitle(id: string): string | undefined;
  /** What is known of a ticket's words; a desk may remember it, for a board is drawn often. */
  wordsOf?(ticket: Ticket): Words;
}

/** The tickets of a board. */
export interface BoardTickets {
  readonly waiting: readonly Ticket[];
  readonly claimed: readonly Ticket[];
  /** The latest closed ones; older than a day are left out. */
  readonly closed: readonly Ticket[];
}

/** The whole board for one person. */
export function boardOf(tickets: BoardTickets, me: Me, desk: Desk): Board {
  const { now } = desk;
  const all = [...tickets.waiting, ...tickets.claimed, ...tickets.closed];
  const laterOf = new Map(
    all.flatMap((each) => (each.past?.[0] === undefined ? [] : [[each.past[0], each]])),
  );
  const waiting = tickets.waiting
    .map((each) => boardTicket(each, desk))
    .sort((a, b) => b.waitMs - a.waitMs || a.openedAt - b.openedAt);
  const claimed = tickets.claimed
    .map((each) => boardTicket(each, desk))
    .sort((a, b) => a.openedAt - b.openedAt);
  const closed = tickets.closed
    .filter(({ closedAt }) => closedAt !== undefined && closedAt > now - CLOSED_SHOWN_MS)
    .sort((a, b) => (b.closedAt ?? 0) - (a.closedAt ?? 0))
    .map((each) => boardTicket(each, desk, laterOf.get(each.id)));
  return {
    now,
    me,
    tickets: [...waiting, ...claimed, ...closed],
    summary: summaryOf(tickets, waiting, desk),
  };
}

/** What a board says apart from what changes by the clock alone: the base of its ETag. */
export function timelessBoard({ now: _now, tickets, ...rest }: Board): unknown {
  return { ...rest, tickets: tickets.map(({ waitMs: _waitMs, ...ticket }) => ticket) };
}

/** One ticket of the queue. `later`: what its citizen opened next, where that is known. */
export function boardTicket(ticket: Ticket, desk: Desk, later?: Ticket): BoardTicket {
  const waitMs = waitMsOf(ticket, desk.city, desk.now);
  const words = desk.wordsOf?.(ticket) ?? wordsOf(ticket);
  const { key, id, number, state, rev, openedAt } = ticket;
  return {
    key,
    id,
    number,
    state,
    rev,
    openedAt,
    ...topicOf(ticket, desk),
    ...claimOf(ticket),
    ...present({
      waitsFrom: ticket.waitsFrom,
      closedAt: ticket.closedAt,
      outcome: ticket.outcome,
      department: ticket.department,
      later: later && { key: later.key, id: later.id, number: later.number },
    }),
    preview: words === 'normal' ? previewOf(ticket) : '',
    words,
    level: levelOf(ticket, waitMs, desk.city, desk.now),
    waitMs,
    byHand: key.startsWith('hand#'),
    before: ticket.past?.length ?? 0,
    answerWaits: ticket.answer !== undefined && !ticket.answer.shown,
  };
}

/** A whole ticket. `later`: what its citizen opened next, where that is known. */
export function ticketView(ticket: Ticket, desk: Desk, later?: Ticket): TicketView {
  return {
    ...boardTicket(ticket, desk, later),
    changedAt: ticket.changedAt,
    talk: spared(ticket.talk),
    history: ticket.history.map(({ to, at, by, note }) => ({ to, at, by, ...present({ note }) })),
    ...present({ claimedAt: ticket.claimedAt, answer: ticket.answer }),
    erased: ticket.erased ?? false,
    past: (ticket.past ?? []).map(archiveKey),
  };
}

function summaryOf(
  { waiting, claimed, closed }: BoardTickets,
  drawn: readonly BoardTicket[],
  desk: Desk,
): BoardSummary {
  const open = isOpen(desk.city, desk.now);
  const opens = open ? undefined : nextOpening(desk.city, desk.now)?.label;
  return {
    waiting: waiting.length,
    claimed: claimed.length,
    late: drawn.filter(({ level }) => level === 'late').length,
    ...present({ usualWaitMs: usualWait([...claimed, ...closed]), opens }),
    open,
  };
}

function topicOf({ field, entry }: Ticket, desk: Desk) {
  return present({
    field,
    fieldName: field === undefined ? undefined : desk.fieldName(field),
    entry,
    title: entry === undefined ? undefined : desk.entryTitle(entry),
  });
}

function claimOf({ state, claimedBy, claimedAt, touchedAt }: Ticket) {
  const alive = state === 'claimed' ? Math.max(touchedAt ?? 0, claimedAt ?? 0) : undefined;
  return present({
    claimedBy,
    touchedAt,
    warnsAt: alive === undefined ? undefined : alive + CLAIM_WARNING_MS,
    returnsAt: alive === undefined ? undefined : alive + CLAIM_IDLE_MS,
  });
}

function previewOf({ talk }: Ticket): string {
  const last = talk.findLast(({ who, text }) => who === 'citizen' && text.trim() !== '');
  const letters = Array.from(last?.text.replaceAll(/\s+/g, ' ').trim() ?? '');
  return letters.length <= PREVIEW ? letters.join('') : `${letters.slice(0, PREVIEW - 1).join('')}…`;
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The properties that have a value. */
function present<T extends object>(values: T): Present<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Present<T>;
}
