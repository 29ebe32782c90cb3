/** Tickets and boards for tests of the page's state; a test says only what it is about. */

import type { Board, BoardTicket, Me, TicketView } from '../../lib/staff/api.ts';
import { MORNING } from './desk-server.ts';

/** The one who looks. */
export const ME: Me = { id: '상담원1', name: '상담원1', role: 'counsellor', roles: ['counsellor'] };

/** A waiting ticket. */
export function boardTicket(id: string, more: Partial<BoardTicket> = {}): BoardTicket {
  return {
    key: `key-${id}`,
    id,
    number: 'K7F-3M2',
    state: 'waiting',
    rev: 1,
    openedAt: MORNING,
    preview: '',
    words: 'normal',
    level: 'ok',
    waitMs: 0,
    byHand: false,
    before: 0,
    answerWaits: false,
    ...more,
  };
}

/** A whole ticket. */
export function ticketView(id: string, more: Partial<TicketView> = {}): TicketView {
  return {
    ...boardTicket(id),
    changedAt: MORNING,
    talk: [],
    history: [],
    erased: false,
    past: [],
    ...more,
  };
}

/** A board of tickets: ids for waiting ones. */
export function board(
  tickets: readonly (string | BoardTicket)[],
  more: Partial<Board['summary']> = {},
): Board {
  const all = tickets.map((each) => (typeof each === 'string' ? boardTicket(each) : each));
  const waiting = all.filter(({ state }) => state === 'waiting').length;
  return {
    now: MORNING,
    me: ME,
    tickets: all,
    summary: { waiting, claimed: all.length - waiting, late: 0, open: true, ...more },
  };
}
