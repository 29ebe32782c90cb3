/** One change of a ticket at a time, each a pure function of the last state. */
import { type Actor, type Change, OPEN_STATES, RULES } from './changes.ts';
import { DAY_MS } from './korean-day.ts';
import { queueSafeId } from './open.ts';
import { answeredEvent, reachAfter } from './reach.ts';
import { isRefusal, type Refusal } from './refusal.ts';
import { recentTalk, TALK_LIMIT } from './talk.ts';
import type { HandoffEvent, Ticket, TicketStep } from './types.ts';
import { waitsFrom } from './wait.ts';

export type { Change } from './changes.ts';
export { isRefusal, type Refusal, refusalText } from './refusal.ts';

/** Steps a history keeps; notes and additions are refused above it, the middle of longer ones is dropped. */
export const HISTORY_LIMIT = 200;
/** Days a closed ticket is kept when the ticket itself does not say. */
export const KEEP_DAYS = 30;
/** A waiting ticket that nobody took for this long expires, counted from when it last came into the queue. */
export const WAITING_LIMIT_MS = 7 * DAY_MS;
/** A claim without a sign of life for this long goes back to the queue. */
export const CLAIM_IDLE_MS = 15 * 60 * 1000;
/** From here on the counsellor is warned that the claim will end. */
export const CLAIM_WARNING_MS = 10 * 60 * 1000;

/**
 * The ticket after a change, its rev raised by one, or why it did not happen. `at`: epoch ms; a clock that stands
 * behind the last change counts as that change's time. `by`: 'citizen', 'system' or a staff id.
 */
export function apply(ticket: Ticket, change: Change, at: number, by: string): Ticket | Refusal {
  const refusal = forbidden(ticket, change, by) ?? repeated(ticket, change);
  if (refusal) return refusal;
  const time = Math.max(at, ticket.changedAt);
  const changed = effect(ticket, change, time, by);
  if (isRefusal(changed)) return changed;
  const moved = reachAfter(moveTo(changed, RULES[change.kind].to ?? changed.state, time), change.kind);
  const rev = ticket.rev + 1;
  const news = change.kind === 'touch' ? {} : { newsRev: rev };
  return { ...moved, ...news, history: historyAfter(moved, change, time, by), rev, changedAt: time };
}

/** Whether there is something to read in a ticket that somebody who saw it at `rev` has not seen. */
export function hasNewsSince(ticket: Pick<Ticket, 'rev' | 'newsRev'>, rev: number): boolean {
  return (ticket.newsRev ?? ticket.rev) > rev;
}

/** Whether somebody still has to do something about a ticket. */
export function isOpenTicket(ticket: Pick<Ticket, 'state'>): boolean {
  return OPEN_STATES.includes(ticket.state);
}

/** Whether an item counts as absent, although DynamoDB may delete it days later. `at`: epoch ms. */
export function isExpired(ticket: Pick<Ticket, 'expiresAt'>, at: number): boolean {
  return ticket.expiresAt !== undefined && ticket.expiresAt * 1000 <= at;
}

/** A closed ticket's copy under its own id, so that the citizen's key becomes free; undefined for an open one. */
export function archived(ticket: Ticket): Ticket | undefined {
  return isOpenTicket(ticket) ? undefined : { ...ticket, key: archiveKey(ticket.id) };
}

/** Key of a closed ticket's copy. */
export function archiveKey(id: string): string {
  return `closed#${id}`;
}

/** How long the claim of a ticket has been without a sign of life, in ms; 0 for an unclaimed one. */
export function claimIdleMs(ticket: Ticket, at: number): number {
  if (ticket.state !== 'claimed') return 0;
  return Math.max(0, at - Math.max(ticket.touchedAt ?? 0, ticket.claimedAt ?? 0));
}

/** How long nobody has taken a waiting ticket since it last came into the queue while people were there, in ms. */
export function untakenMs(ticket: Ticket, at: number): number {
  if (ticket.state !== 'waiting') return 0;
  const back = ticket.history.findLast(({ to }) => to === 'returned' || to === 'transferred')?.at ?? 0;
  return Math.max(0, at - Math.max(waitsFrom(ticket), back));
}

function forbidden(ticket: Ticket, change: Change, by: string): Refusal | undefined {
  const actors = RULES[change.kind].from[ticket.state];
  if (!actors) return wrongState(ticket, change, by);
  if (actors.some((actor) => isActor(actor, ticket, by))) return undefined;
  const other = actors.includes('claimer') && isStaff(by) && ticket.claimedBy !== undefined;
  return other ? { refused: 'claimedByOther', by: ticket.claimedBy as string } : { refused: 'notAllowed' };
}

function wrongState(ticket: Ticket, change: Change, by: string): Refusal {
  if (!isOpenTicket(ticket)) return { refused: 'closed' };
  if (change.kind === 'claim' && ticket.claimedBy === by) return { refused: 'already' };
  if (change.kind === 'claim') return { refused: 'claimedByOther', by: ticket.claimedBy as string };
  return { refused: ticket.state === 'waiting' ? 'notClaimed' : 'notAllowed' };
}

function isActor(actor: Actor, ticket: Ticket, by: string): boolean {
  if (actor === 'staff') return isStaff(by);
  if (actor === 'claimer') return isStaff(by) && by === ticket.claimedBy;
  return actor === by;
}

function isStaff(by: string): boolean {
  return by !== 'citizen' && by !== 'system' && by !== '';
}

function repeated(ticket: Ticket, change: Change): Refusal | undefined {
  if (change.kind === 'erase' && ticket.erased) return { refused: 'already' };
  if (!('eventId' in change)) return undefined;
  return knowsEvent(ticket, change.eventId) ? { refused: 'already' } : undefined;
}

/** Whether an event of the citizen has reached this ticket, or one of hers that was closed before it. */
export function knowsEvent({ history, heard }: Pick<Ticket, 'history' | 'heard'>, eventId: string): boolean {
  const id = queueSafeId(eventId);
  return heard?.includes(id) === true || history.some((step) => step.event === id);
}

/** Events of earlier tickets that a ticket remembers: a delivery that comes again comes soon. */
const HEARD_KEPT = 20;

/** The last events that reached a ticket and those before it; the next ticket takes them along. */
export function heardBy({ history, heard = [] }: Pick<Ticket, 'history' | 'heard'>): readonly string[] {
  return [...heard, ...history.flatMap(({ event }) => event ?? [])].slice(-HEARD_KEPT);
}

/** What a change does beside moving the state. */
function effect(ticket: Ticket, change: Change, at: number, by: string): Ticket | Refusal {
  switch (change.kind) {
    case 'add':
      return add(ticket, change, at);
    case 'withdraw':
      return { ...ticket, ...news(ticket, 'withdrawn', change.eventId, at) };
    case 'claim':
      return {
        ...ticket,
        ...firstWait(ticket, change.waitedMs),
        claimedBy: by,
        claimedAt: at,
        touchedAt: at,
      };
    case 'touch':
      return { ...ticket, touchedAt: at };
    case 'return':
      return claimIdleMs(ticket, at) > (change.idleMs ?? -1) ? withoutClaim(ticket) : NOTHING;
    case 'transfer':
      return change.department.trim() === ''
        ? EMPTY
        : { ...withoutClaim(ticket), department: change.department };
    case 'note':
      return noted(ticket, change.text, at);
    case 'answer':
      if (change.text.trim() === '') return EMPTY;
      return answered(ticket, change.text, at);
    case 'deliver':
    case 'show':
      return shown(ticket);
    case 'failDelivery':
      return ticket.answer ? ticket : NOTHING;
    case 'resolve':
      return { ...ticket, outcome: change.outcome };
    case 'expire':
      return untakenMs(ticket, at) > (change.untakenMs ?? -1) ? ticket : NOTHING;
    case 'erase':
      return erase(ticket);
  }
}

const EMPTY: Refusal = { refused: 'empty' };
const NOTHING: Refusal = { refused: 'nothingToDo' };

function add(ticket: Ticket, change: Extract<Change, { kind: 'add' }>, at: number): Ticket | Refusal {
  const lines = recentTalk(change.lines);
  const full = ticket.talk.length + lines.length > TALK_LIMIT || ticket.history.length >= HISTORY_LIMIT;
  if (full) return { refused: 'full' };
  // An event not yet announced stays: it is what tells people that there is a new ticket.
  const told = ticket.announced ? news(ticket, 'added', change.eventId, at) : {};
  return { ...ticket, ...told, talk: [...ticket.talk, ...lines] };
}

function news(
  ticket: Ticket,
  kind: HandoffEvent['kind'],
  eventId: string,
  at: number,
): Pick<Ticket, 'event' | 'announced'> {
  return { event: { ...ticket.event, id: queueSafeId(eventId), kind, at }, announced: false };
}

/** The wait that counts is the one until somebody first took the ticket. */
function firstWait({ history }: Ticket, waitedMs: number | undefined): Pick<Ticket, 'waitedMs'> {
  const first = !history.some(({ to }) => to === 'claimed');
  return first && waitedMs !== undefined ? { waitedMs } : {};
}

function withoutClaim(ticket: Ticket): Ticket {
  const { claimedBy: _by, claimedAt: _at, touchedAt: _touched, ...rest } = ticket;
  return rest;
}

function noted(ticket: Ticket, text: string, at: number): Ticket | Refusal {
  if (text.trim() === '') return EMPTY;
  if (ticket.history.length >= HISTORY_LIMIT) return { refused: 'full' };
  return ticket.state === 'claimed' ? { ...ticket, touchedAt: at } : ticket;
}

function answered(ticket: Ticket, text: string, at: number): Ticket {
  const told = answeredEvent(ticket, ticket.rev + 1, at);
  return { ...ticket, ...told, answer: { text, at, shown: false }, touchedAt: at };
}

function shown(ticket: Ticket): Ticket | Refusal {
  if (!ticket.answer) return NOTHING;
  return ticket.answer.shown
    ? { refused: 'already' }
    : { ...ticket, answer: { ...ticket.answer, shown: true } };
}

function erase(ticket: Ticket): Ticket {
  const { answer: _answer, ...rest } = ticket;
  const history = ticket.history.map(({ note: _note, ...step }) => step);
  const state = isOpenTicket(ticket) ? 'withdrawn' : ticket.state;
  return { ...rest, talk: [], history, state, erased: true };
}

/** Into a state, with what closing brings: when it ended, and until when it is kept. */
function moveTo(ticket: Ticket, state: Ticket['state'], at: number): Ticket {
  if (isOpenTicket({ state }) || ticket.closedAt !== undefined) return { ...ticket, state };
  const expiresAt = Math.floor(at / 1000) + (ticket.keepDays ?? KEEP_DAYS) * (DAY_MS / 1000);
  return { ...ticket, state, closedAt: at, expiresAt };
}

function historyAfter(ticket: Ticket, change: Change, at: number, by: string): readonly TicketStep[] {
  const to = RULES[change.kind].step;
  if (to === undefined) return ticket.history;
  const note = noteOf(change);
  const event = 'eventId' in change ? { event: queueSafeId(change.eventId) } : {};
  const step: TicketStep = { to, at, by, ...(note === undefined ? {} : { note }), ...event };
  return shortened([...ticket.history, step]);
}

function noteOf(change: Change): string | undefined {
  if (change.kind === 'note') return change.text;
  return 'note' in change ? change.note : undefined;
}

function shortened(history: readonly TicketStep[]): readonly TicketStep[] {
  if (history.length <= HISTORY_LIMIT) return history;
  return [...history.slice(0, 20), ...history.slice(20 - HISTORY_LIMIT)];
}
