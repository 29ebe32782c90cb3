/** The queue as it stands on the screen: which rows, in which order, what is new. Pure. */

import type { Board, BoardTicket } from '../../lib/staff/api.ts';

/** Groups of the queue, in the order of the screen. */
export const GROUPS = ['waiting', 'claimed', 'closed'] as const;
/** One group. */
export type Group = (typeof GROUPS)[number];

/** A row and the group in which it is drawn. */
export interface Placed {
  readonly id: string;
  readonly group: Group;
}

/** What the page knows of the queue. */
export interface Queue {
  readonly status: 'loading' | 'ready' | 'failed';
  readonly board?: Board;
  /** Server time at which the waits of the board are right. */
  readonly countedAt: number;
  /** Rows on the screen, in their order. */
  readonly placed: readonly Placed[];
  /** Ids that are on the board but not yet on the screen: offered, since somebody is in the list. */
  readonly held: readonly string[];
  /** Ids that came while the page was open and were not opened yet. */
  readonly fresh: readonly string[];
  /** True while the reader's focus or pointer is in the list: rows keep their places. */
  readonly steady: boolean;
  /** What is typed into the search of the list. */
  readonly filter: string;
  /** Why the last reading failed. */
  readonly problem?: string;
}

/** The queue before anything was read. */
export const NO_QUEUE: Queue = {
  status: 'loading',
  countedAt: 0,
  placed: [],
  held: [],
  fresh: [],
  steady: false,
  filter: '',
};

/** The group to which a ticket belongs now. */
export function groupOf({ state }: Pick<BoardTicket, 'state'>): Group {
  return state === 'waiting' || state === 'claimed' ? state : 'closed';
}

/** The queue after a board arrived. Waiting tickets that were not there before are fresh. `now`: server time. */
export function withBoard(queue: Queue, board: Board, now: number): Queue {
  const known = new Set(queue.board?.tickets.map(({ id }) => id));
  const waiting = board.tickets.filter(({ state }) => state === 'waiting').map(({ id }) => id);
  const came = queue.board === undefined ? [] : waiting.filter((id) => !known.has(id));
  const fresh = [...queue.fresh.filter((id) => waiting.includes(id)), ...came];
  const { problem: _problem, ...rest } = queue;
  return arranged({ ...rest, status: 'ready', board, countedAt: now, fresh });
}

/** Ids of waiting tickets in `after` that were not fresh before. */
export function arrivals(before: Queue, after: Queue): readonly string[] {
  return after.fresh.filter((id) => !before.fresh.includes(id));
}

/** The queue when the reader comes into the list or leaves it. */
export function steadied(queue: Queue, steady: boolean): Queue {
  return queue.steady === steady ? queue : arranged({ ...queue, steady });
}

/** Shows everything that is held, where it belongs. */
export function released(queue: Queue): Queue {
  return { ...arranged({ ...queue, steady: false }), steady: queue.steady };
}

/** Rows keep their places while somebody is in the list; otherwise they stand as the board says. */
function arranged(queue: Queue): Queue {
  const tickets = queue.board?.tickets ?? [];
  if (!queue.steady) {
    return { ...queue, placed: tickets.map((each) => ({ id: each.id, group: groupOf(each) })), held: [] };
  }
  const ids = new Set(tickets.map(({ id }) => id));
  const placed = queue.placed.filter(({ id }) => ids.has(id));
  const drawn = new Set(placed.map(({ id }) => id));
  return { ...queue, placed, held: tickets.map(({ id }) => id).filter((id) => !drawn.has(id)) };
}

/** Rows of a group that match the search, in order. */
export function rowsOf(queue: Queue, group: Group): readonly BoardTicket[] {
  const byId = new Map(queue.board?.tickets.map((ticket) => [ticket.id, ticket]));
  return queue.placed
    .filter((each) => each.group === group)
    .flatMap(({ id }) => byId.get(id) ?? [])
    .filter((ticket) => matches(ticket, queue.filter));
}

/** Whether a ticket is what the search looks for: its number however it is written, its field, its words. */
export function matches(ticket: BoardTicket, filter: string): boolean {
  const wanted = bare(filter);
  if (wanted === '') return true;
  const { number, fieldName = '', title = '', preview, claimedBy = '', department = '' } = ticket;
  return [number, fieldName, title, preview, claimedBy, department].some((text) =>
    bare(text).includes(wanted),
  );
}

/** The ticket that an address means: by id, by number as it is said on the phone, or by key. */
export function findTicket(board: Board, wanted: string): BoardTicket | undefined {
  const number = bare(wanted);
  return (
    board.tickets.find(({ id, key }) => id === wanted || key === wanted) ??
    board.tickets.find((each) => bare(each.number) === number)
  );
}

/** Claims of `me` that nothing happened to for so long that they go back to the queue soon. `now`: server time. */
export function idleClaims(queue: Queue, me: string | undefined, now: number): readonly BoardTicket[] {
  const tickets = queue.board?.tickets ?? [];
  return tickets.filter(
    ({ state, claimedBy, warnsAt }) =>
      state === 'claimed' && claimedBy === me && warnsAt !== undefined && now >= warnsAt,
  );
}

/** How long a ticket has waited by now, in ms of open desk. */
export function waitedMs(queue: Queue, ticket: BoardTicket, now: number): number {
  const counts = ticket.state === 'waiting' && queue.board?.summary.open === true;
  return counts ? ticket.waitMs + Math.max(0, now - queue.countedAt) : ticket.waitMs;
}

/** The row to look at when one has vanished: the next one, else the one before. */
export function neighbour(
  before: readonly string[],
  gone: string,
  after: readonly string[],
): string | undefined {
  const at = before.indexOf(gone);
  const left = new Set(after);
  const next = before.slice(at + 1).find((id) => left.has(id));
  return next ?? before.slice(0, Math.max(0, at)).findLast((id) => left.has(id));
}

function bare(text: string): string {
  return text.normalize('NFKC').toUpperCase().replace(/[\s-]/gu, '');
}
