/** Reads of tickets: one by its key, many by their state. */
import type { QueueSummary, Ticket, TicketState } from '../handoff/types.ts';
import { type ClientOptions, dynamo } from './clients.ts';
import { type Item, summaryFromItem, summaryKey, ticketFromItem, ticketKeyOf } from './ticket-item.ts';
import { type Call, reasonOf, sendOptions } from './ticket-write.ts';

/** Index of the tickets table by state and opening time. */
export const STATE_INDEX = 'byState';

/** Reason given when an item is there that this version cannot read. */
export const UNREADABLE = 'UnreadableTicket';

/** Why something could not be read or done: the error's name. */
export interface Failed {
  readonly failed: string;
}

/** A ticket as read. */
export type TicketRead = { readonly ticket: Ticket } | { readonly absent: true } | Failed;

/** Which tickets to list. */
export interface ListWish {
  /** At most so many. */
  readonly limit: number;
  /** Where the last list ended (its `next`). */
  readonly from?: string;
  /** Newest first; otherwise the longest waiting first. */
  readonly newestFirst?: boolean;
  /** Epoch ms; expired tickets are left out. */
  readonly now: number;
}

/** Part of a list; `next` is there when more may follow. */
export interface TicketList {
  readonly tickets: readonly Ticket[];
  readonly next?: string;
}

/** Reads one ticket, as it is now (a strongly consistent read). */
export async function readTicket(
  table: string,
  key: string,
  now: number,
  call: Call = {},
  options?: ClientOptions,
): Promise<TicketRead> {
  const read = await readItem(table, ticketKeyOf(key), call, options);
  if ('failed' in read) return read;
  const ticket = ticketFromItem(read.item, now);
  if (ticket) return { ticket };
  return read.item && !expired(read.item, now) ? { failed: UNREADABLE } : { absent: true };
}

/** Reads the queue summary. */
export async function readSummary(
  table: string,
  call: Call = {},
  options?: ClientOptions,
): Promise<{ readonly summary: QueueSummary | undefined } | Failed> {
  const read = await readItem(table, summaryKey(), call, options);
  return 'failed' in read ? read : { summary: summaryFromItem(read.item) };
}

/** Lists tickets of a state by opening time. The index may lag behind the table by a moment. */
export async function listByState(
  table: string,
  state: TicketState,
  wish: ListWish,
  call: Call = {},
  options?: ClientOptions,
): Promise<TicketList | Failed> {
  const last = wish.from === undefined ? undefined : (JSON.parse(wish.from) as Cursor);
  const found = new Map<string, Ticket>();
  let start = last && startKey(last, state);
  do {
    const page = await queryPage(table, state, { ...wish, limit: wish.limit + 1, start }, call, options);
    if ('failed' in page) return page;
    for (const ticket of page.tickets) if (!last?.ids.includes(ticket.id)) keepBetter(found, ticket);
    start = page.start;
  } while (start && found.size <= wish.limit);
  const tickets = [...found.values()].slice(0, wish.limit);
  const more = found.size > wish.limit || start !== undefined;
  return more && tickets.length > 0 ? { tickets, next: cursorAfter(tickets) } : { tickets };
}

interface Cursor {
  readonly key: string;
  readonly openedAt: number;
  /** Tickets of that very moment that were listed: an archived twin may follow. */
  readonly ids: readonly string[];
}

interface PageWish extends ListWish {
  readonly start: Item | undefined;
}

/** Reads one raw item, as it is now. */
export async function readItem(
  table: string,
  key: Item,
  call: Call,
  options?: ClientOptions,
): Promise<{ readonly item: Item | undefined } | Failed> {
  try {
    const { client, sdk } = await dynamo(options);
    const command = new sdk.GetItemCommand({ TableName: table, Key: key, ConsistentRead: true });
    const { Item: item } = await client.send(command, sendOptions(call));
    return { item };
  } catch (error) {
    return { failed: reasonOf(error) };
  }
}

async function queryPage(
  table: string,
  state: TicketState,
  wish: PageWish,
  call: Call,
  options?: ClientOptions,
): Promise<{ readonly tickets: readonly Ticket[]; readonly start: Item | undefined } | Failed> {
  try {
    const { client, sdk } = await dynamo(options);
    const command = new sdk.QueryCommand({
      TableName: table,
      IndexName: STATE_INDEX,
      KeyConditionExpression: '#state = :state',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':state': { S: state } },
      ScanIndexForward: wish.newestFirst !== true,
      Limit: wish.limit,
      ExclusiveStartKey: wish.start,
    });
    const { Items = [], LastEvaluatedKey } = await client.send(command, sendOptions(call));
    const tickets = Items.map((item) => ticketFromItem(item, wish.now)).filter(
      (ticket) => ticket !== undefined,
    );
    return { tickets, start: LastEvaluatedKey };
  } catch (error) {
    return { failed: reasonOf(error) };
  }
}

/** A closed ticket and its copy may both be there when a new one was cut off while being opened: it counts once. */
function keepBetter(found: Map<string, Ticket>, ticket: Ticket): void {
  const other = found.get(ticket.id);
  if (!other || other.rev < ticket.rev) found.set(ticket.id, ticket);
}

function cursorAfter(tickets: readonly Ticket[]): string {
  const last = tickets.at(-1) as Ticket;
  const ids = tickets.filter((ticket) => ticket.openedAt === last.openedAt).map((ticket) => ticket.id);
  return JSON.stringify({ key: last.key, openedAt: last.openedAt, ids } satisfies Cursor);
}

function startKey(cursor: Cursor, state: TicketState): Item {
  return { pk: { S: cursor.key }, state: { S: state }, openedAt: { N: String(cursor.openedAt) } };
}

function expired(item: Item, now: number): boolean {
  return item.expiresAt?.N !== undefined && Number(item.expiresAt.N) * 1000 <= now;
}
