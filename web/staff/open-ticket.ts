/** The ticket on the screen, what was typed for it, and how both change. Pure. */

import type { Suggestion, TicketAction, TicketView } from '../../lib/staff/api.ts';
import { without } from './without.ts';

/** What a counsellor typed and did not leave yet. */
export interface Draft {
  readonly answer: string;
  readonly note: string;
}
/** Nothing typed. */
export const NO_DRAFT: Draft = { answer: '', note: '' };
/** Drafts by ticket id. */
export type Drafts = Readonly<Record<string, Draft>>;

/** A search for a draft among the published entries. */
export interface Find {
  readonly query: string;
  readonly status: 'idle' | 'searching' | 'found' | 'failed';
  readonly entries: readonly Suggestion[];
  readonly problem?: string;
}
const NO_FIND: Find = { query: '', status: 'idle', entries: [] };

/** The ticket on the screen. */
export interface OpenTicket {
  /** What the address says: an id, a number or a key. */
  readonly wanted: string;
  readonly status: 'loading' | 'ready' | 'gone' | 'failed';
  readonly ticket?: TicketView;
  /** What did not work, in the server's words. */
  readonly problem?: string;
  readonly busy?: TicketAction;
  /** Abusive words are shown: somebody wanted it. */
  readonly revealed: boolean;
  readonly find: Find;
}

/** What can happen to it. */
export type OpenChange =
  | { readonly kind: 'opened'; readonly wanted: string; readonly ticket: TicketView }
  | { readonly kind: 'notOpened'; readonly wanted: string; readonly gone: boolean; readonly problem: string }
  | { readonly kind: 'acting'; readonly action: TicketAction }
  | { readonly kind: 'acted'; readonly ticket: TicketView; readonly said: string }
  | { readonly kind: 'refreshed'; readonly ticket: TicketView }
  | { readonly kind: 'refused'; readonly id: string; readonly problem: string; readonly ticket?: TicketView }
  | { readonly kind: 'reveal'; readonly revealed: boolean }
  | { readonly kind: 'find'; readonly find: Partial<Find> };

/** A ticket that was asked for and has not come yet. */
export function opening(wanted: string): OpenTicket {
  return { wanted, status: 'loading', revealed: false, find: NO_FIND };
}

/** The ticket on the screen after a change. What belongs to another ticket changes nothing. */
export function openAfter(open: OpenTicket, made: OpenChange): OpenTicket {
  switch (made.kind) {
    case 'opened':
      return open.wanted === made.wanted
        ? { ...without(open, 'problem'), status: 'ready', ticket: made.ticket }
        : open;
    case 'notOpened':
      return open.wanted === made.wanted
        ? { ...open, status: made.gone ? 'gone' : 'failed', problem: made.problem }
        : open;
    case 'acting':
      return { ...without(open, 'problem'), busy: made.action };
    case 'acted':
      return withTicket(without(without(open, 'busy'), 'problem'), made.ticket);
    case 'refreshed':
      return withTicket(open, made.ticket);
    case 'refused':
      return refused(open, made);
    case 'reveal':
      return { ...open, revealed: made.revealed };
    case 'find':
      return { ...open, find: { ...without(open.find, 'problem'), ...made.find } };
  }
}

function refused(open: OpenTicket, made: Extract<OpenChange, { kind: 'refused' }>): OpenTicket {
  if (open.ticket?.id !== made.id) return open;
  const idle = { ...without(open, 'busy'), problem: made.problem };
  return made.ticket === undefined ? idle : withTicket(idle, made.ticket);
}

/** Takes the newer one of two states of a ticket: answers may overtake each other. */
function withTicket(open: OpenTicket, ticket: TicketView): OpenTicket {
  const had = open.ticket;
  if (had !== undefined && (had.id !== ticket.id || had.rev > ticket.rev)) return open;
  return { ...open, ticket };
}

/** Drafts after something was typed; an emptied one is forgotten. */
export function draftsAfter(drafts: Drafts, id: string, typed: Partial<Draft>): Drafts {
  const draft = { ...(drafts[id] ?? NO_DRAFT), ...typed };
  const { [id]: _before, ...others } = drafts;
  return draft.answer === '' && draft.note === '' ? others : { ...others, [id]: draft };
}
