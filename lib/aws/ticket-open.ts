/** Opening a ticket: the one write that 'accepted' (접수) rests on. */

import { openedLately } from '../handoff/limit.ts';
import { archived, archiveKey, heardBy, isExpired, isOpenTicket, knowsEvent } from '../handoff/machine.ts';
import type { Ticket } from '../handoff/types.ts';
import type { ClientOptions } from './clients.ts';
import { ticketToItem } from './ticket-item.ts';
import { readTicket, UNREADABLE } from './ticket-read.ts';
import { type Call, type Condition, putIf, type Written } from './ticket-write.ts';

/**
 * What became of a wish to open a ticket. `stored`: it is on durable storage (also when this same event was stored
 * before, as a ticket or in another one that is closed by now; it may have moved on since). `exists`: the citizen has
 * another open ticket. `unknown`: the write's answer was lost; asking again finds it. `failed`: nothing was stored.
 */
export type Opened =
  | { readonly stored: Ticket }
  | { readonly exists: Ticket }
  | { readonly unknown: true }
  | { readonly failed: string };

/** Earlier tickets that a ticket remembers: more than a citizen can open within the kept days. */
const PAST_KEPT = 200;
const TRIES = 3;

/** Where and how to write. */
interface Place {
  readonly table: string;
  readonly call: Call;
  readonly options: ClientOptions | undefined;
}

/**
 * Stores a new ticket under the citizen's key if no open one is there. A closed one (`previous`, or found on the way) is
 * first copied under its own id, idempotently, and only then written over.
 */
export async function openTicket(
  table: string,
  ticket: Ticket,
  previous: Ticket | undefined,
  call: Call = {},
  options?: ClientOptions,
): Promise<Opened> {
  const place: Place = { table, call, options };
  let closed = closedBefore(previous, ticket);
  for (let tries = 0; tries < TRIES; tries += 1) {
    // What this event brought went to a ticket that is closed by now: it opens no second one.
    if (closed && knowsEvent(closed, ticket.event.id)) return { stored: closed };
    const next = closed ? after(ticket, closed) : ticket;
    const written = await replace(place, next, closed);
    if ('done' in written) return { stored: next };
    if ('failed' in written) return written;
    const found = await findOut(place, ticket, 'unknown' in written);
    if (!('closed' in found)) return found;
    closed = found.closed;
  }
  return { failed: 'ChangedTooOften' };
}

/** The citizen's last ticket, where it is closed and still kept. */
function closedBefore(previous: Ticket | undefined, ticket: Ticket): Ticket | undefined {
  if (!previous || isOpenTicket(previous) || previous.id === ticket.id) return undefined;
  return isExpired(previous, ticket.openedAt) ? undefined : previous;
}

function after(ticket: Ticket, closed: Ticket): Ticket {
  return {
    ...ticket,
    past: [closed.id, ...(closed.past ?? [])].slice(0, PAST_KEPT),
    lately: openedLately(closed, ticket.openedAt),
    heard: heardBy(closed),
  };
}

async function replace(place: Place, ticket: Ticket, closed: Ticket | undefined): Promise<Written> {
  if (closed) {
    const copied = await archive(place, closed);
    if (!('done' in copied || 'refused' in copied)) return { failed: 'NotArchived' };
  }
  return putIf(place.table, ticketToItem(ticket), freeFor(ticket, closed), place.call, place.options);
}

/** Copies a closed ticket; refused when this or a later copy is there already. */
async function archive(place: Place, closed: Ticket): Promise<Written> {
  const copy = archived(closed);
  if (!copy) return { failed: 'NotClosed' };
  const condition: Condition = {
    expression: 'attribute_not_exists(pk) OR #rev < :rev',
    names: { '#rev': 'rev' },
    values: { ':rev': { N: String(copy.rev) } },
  };
  return putIf(place.table, ticketToItem(copy), condition, place.call, place.options);
}

/** Nothing there, or something expired, or exactly the closed ticket that was copied. */
function freeFor(ticket: Ticket, closed: Ticket | undefined): Condition {
  const free = 'attribute_not_exists(pk) OR #expiresAt <= :now';
  const names = { '#expiresAt': 'expiresAt' };
  const values = { ':now': { N: String(Math.floor(ticket.openedAt / 1000)) } };
  if (!closed) return { expression: free, names, values };
  return {
    expression: `${free} OR (#id = :id AND #rev = :rev)`,
    names: { ...names, '#id': 'id', '#rev': 'rev' },
    values: { ...values, ':id': { S: closed.id }, ':rev': { N: String(closed.rev) } },
  };
}

/** What stands in the way, or what a write with a lost answer left behind. */
async function findOut(
  place: Place,
  ticket: Ticket,
  lost: boolean,
): Promise<Opened | { readonly closed: Ticket | undefined }> {
  const read = await readTicket(place.table, ticket.key, ticket.openedAt, place.call, place.options);
  // Refused or lost: the citizen's ticket may be there, from this write or an earlier delivery of the same event.
  if ('failed' in read) return read.failed === UNREADABLE ? read : { unknown: true };
  const current = 'ticket' in read ? read.ticket : undefined;
  if (current?.id === ticket.id) return { stored: current };
  if (current?.past?.includes(ticket.id)) return storedBefore(place, ticket, current);
  if (current && isOpenTicket(current)) return { exists: current };
  return lost ? { unknown: true } : { closed: current };
}

/** The same event came long ago: its ticket is closed and copied by now. */
async function storedBefore(place: Place, ticket: Ticket, current: Ticket): Promise<Opened> {
  const read = await readTicket(
    place.table,
    archiveKey(ticket.id),
    ticket.openedAt,
    place.call,
    place.options,
  );
  if ('failed' in read) return read;
  if ('ticket' in read) return { stored: read.ticket };
  return isOpenTicket(current) ? { exists: current } : { failed: 'RepeatedAfterClosing' };
}
