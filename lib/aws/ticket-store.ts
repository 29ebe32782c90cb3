/**
 * Tickets in DynamoDB. Single-item conditional writes only. Nothing throws: what became of a call is a value, because
 * what a citizen may be told depends on it.
 */
import { isDeepStrictEqual } from 'node:util';
import { apply, archiveKey, type Change, isRefusal, type Refusal } from '../handoff/machine.ts';
import type { HandoffEvent, QueueSummary, Ticket, TicketState } from '../handoff/types.ts';
import type { ClientOptions } from './clients.ts';
import { erasedSince, noteErased } from './erasure.ts';
import { summaryToItem, ticketKeyOf, ticketToItem } from './ticket-item.ts';
import { type Opened, openTicket } from './ticket-open.ts';
import {
  type Failed,
  type ListWish,
  listByState,
  readSummary,
  readTicket,
  type TicketList,
  type TicketRead,
} from './ticket-read.ts';
import { type Call, putIf, updateIf } from './ticket-write.ts';

export { summaryFromItem, summaryKey, ticketFromItem, ticketKeyOf } from './ticket-item.ts';
export type { Opened } from './ticket-open.ts';
export type { Failed, ListWish, TicketList, TicketRead } from './ticket-read.ts';
export type { Call } from './ticket-write.ts';

/** What became of a change. `conflict`: the ticket had changed; as it is now, or undefined when it is gone. */
export type Changed =
  | { readonly stored: Ticket }
  | { readonly conflict: Ticket | undefined }
  | { readonly unknown: true }
  | Failed;

/** What became of a change that was read, applied and written. */
export type Applied = Changed | { readonly refused: Refusal } | { readonly absent: true };

/** A ticket by its key, and by its id where it may have been archived since it was seen. */
export type Target = string | Pick<Ticket, 'key' | 'id'>;

/** The tickets of one deployment. */
export interface TicketStore {
  /** Stores a new ticket if the citizen has no open one. `previous`: the citizen's ticket as this turn read it. */
  openTicket(ticket: Ticket, previous?: Ticket, call?: Call): Promise<Opened>;
  /** Writes `next` if the ticket still is `prev`. */
  changeTicket(prev: Ticket, next: Ticket, call?: Call): Promise<Changed>;
  /** Reads, applies one change and writes; again when somebody else was faster, three times at most. */
  applyTo(target: Target, change: Change, at: number, by: string, call?: Call): Promise<Applied>;
  /** Reads one ticket; expired ones are absent. `now`: epoch ms. */
  readTicket(key: string, now: number, call?: Call): Promise<TicketRead>;
  /** Lists tickets of a state. */
  listByState(state: TicketState, wish: ListWish, call?: Call): Promise<TicketList | Failed>;
  /** Marks a ticket's event as announced; false when it was, or when ticket or event are no longer the same. */
  markAnnounced(event: HandoffEvent, call?: Call): Promise<{ readonly marked: boolean } | Failed>;
  /** Takes the words out of all tickets of a citizen and takes an open one back; counts the tickets. `at`: epoch ms. */
  eraseTickets(citizen: string, at: number, call?: Call): Promise<{ readonly erased: number } | Failed>;
  /** Whether the citizen had everything erased at `since` (epoch ms) or later. */
  erasedSince(citizen: string, since: number, call?: Call): Promise<{ readonly erased: boolean } | Failed>;
  /** Reads the queue summary. */
  readSummary(call?: Call): Promise<{ readonly summary: QueueSummary | undefined } | Failed>;
  /** Writes the queue summary unless a later one is there. */
  writeSummary(summary: QueueSummary, call?: Call): Promise<{ readonly written: boolean } | Failed>;
}

const TRIES = 3;

/** The store of a table. `options` tell the client how patient to be. */
export function ticketStore(table: string, options?: ClientOptions): TicketStore {
  const store: TicketStore = {
    openTicket: (ticket, previous, call) => openTicket(table, ticket, previous, call, options),
    changeTicket: (prev, next, call) => changeTicket(table, prev, next, call, options),
    applyTo: (target, change, at, by, call) => applyTo(store, target, { change, at, by }, call),
    readTicket: (key, now, call) => readTicket(table, key, now, call, options),
    listByState: (state, wish, call) => listByState(table, state, wish, call, options),
    markAnnounced: (event, call) => markAnnounced(table, event, call, options),
    eraseTickets: async (citizen, at, call) => {
      const noted = await noteErased(table, citizen, at, call, options);
      return 'failed' in noted ? noted : eraseTickets(store, citizen, at, call);
    },
    erasedSince: (citizen, since, call) => erasedSince(table, citizen, since, call, options),
    readSummary: (call) => readSummary(table, call, options),
    writeSummary: (summary, call) => writeSummary(table, summary, call, options),
  };
  return store;
}

async function changeTicket(
  table: string,
  prev: Ticket,
  next: Ticket,
  call: Call = {},
  options?: ClientOptions,
): Promise<Changed> {
  const condition = {
    expression: '#id = :id AND #rev = :rev',
    names: { '#id': 'id', '#rev': 'rev' },
    values: { ':id': { S: prev.id }, ':rev': { N: String(prev.rev) } },
  };
  const written = await putIf(table, ticketToItem(next), condition, call, options);
  if ('done' in written) return { stored: next };
  if ('failed' in written) return written;
  const lost = 'unknown' in written || written.lost;
  const read = await readTicket(table, next.key, next.changedAt, call, options);
  if ('failed' in read) return lost ? { unknown: true } : read;
  const current = 'ticket' in read ? read.ticket : undefined;
  if (current && isDeepStrictEqual(plain(current), plain(next))) return { stored: current };
  // A lost write may still be on its way while the ticket is as it was.
  return lost && current?.rev === prev.rev ? { unknown: true } : { conflict: current };
}

function plain(ticket: Ticket): unknown {
  return JSON.parse(JSON.stringify(ticket));
}

interface Wish {
  readonly change: Change;
  readonly at: number;
  readonly by: string;
}

async function applyTo(store: TicketStore, target: Target, wish: Wish, call?: Call): Promise<Applied> {
  let last: Applied = { absent: true };
  for (let tries = 0; tries < TRIES; tries += 1) {
    const read = await locate(store, target, wish.at, call);
    if (!('ticket' in read)) return read;
    const next = apply(read.ticket, wish.change, wish.at, wish.by);
    if (isRefusal(next)) return { refused: next };
    last = await store.changeTicket(read.ticket, next, call);
    if (!('conflict' in last)) return last;
  }
  return last;
}

async function locate(store: TicketStore, target: Target, now: number, call?: Call): Promise<TicketRead> {
  if (typeof target === 'string') return store.readTicket(target, now, call);
  const read = await store.readTicket(target.key, now, call);
  const other = 'absent' in read || ('ticket' in read && read.ticket.id !== target.id);
  return other ? store.readTicket(archiveKey(target.id), now, call) : read;
}

async function markAnnounced(
  table: string,
  event: HandoffEvent,
  call?: Call,
  options?: ClientOptions,
): Promise<{ readonly marked: boolean } | Failed> {
  const condition = {
    expression: '#event.#id = :id AND #announced = :no',
    names: { '#event': 'event', '#id': 'id', '#announced': 'announced', '#rev': 'rev' },
    values: { ':id': { S: event.id }, ':no': { BOOL: false }, ':yes': { BOOL: true }, ':one': { N: '1' } },
  };
  const update = 'SET #announced = :yes, #rev = #rev + :one';
  const written = await updateIf(table, ticketKeyOf(event.citizen), update, condition, call, options);
  if ('failed' in written) return written;
  return 'unknown' in written ? { failed: 'AnswerLost' } : { marked: 'done' in written };
}

async function writeSummary(
  table: string,
  summary: QueueSummary,
  call?: Call,
  options?: ClientOptions,
): Promise<{ readonly written: boolean } | Failed> {
  const condition = {
    expression: 'attribute_not_exists(pk) OR #at <= :at',
    names: { '#at': 'at' },
    values: { ':at': { N: String(summary.at) } },
  };
  const written = await putIf(table, summaryToItem(summary), condition, call, options);
  if ('failed' in written) return written;
  return 'unknown' in written ? { failed: 'AnswerLost' } : { written: 'done' in written };
}

async function eraseTickets(
  store: TicketStore,
  citizen: string,
  at: number,
  call?: Call,
): Promise<{ readonly erased: number } | Failed> {
  const read = await store.readTicket(citizen, at, call);
  if ('failed' in read) return read;
  if ('absent' in read) return { erased: 0 };
  const { id, past = [] } = read.ticket;
  const keys = [citizen, ...[id, ...past].map(archiveKey)];
  let erased = 0;
  for (const key of keys) {
    const applied = await store.applyTo(key, { kind: 'erase' }, at, 'citizen', call);
    if (!isErased(applied)) return { failed: 'failed' in applied ? applied.failed : 'NotErased' };
    if ('stored' in applied) erased += 1;
  }
  return { erased };
}

function isErased(applied: Applied): boolean {
  return (
    'stored' in applied ||
    'absent' in applied ||
    ('refused' in applied && applied.refused.refused === 'already')
  );
}
