/** What a person can do on the page: views call these and nothing else. */

import type { TicketOutcome } from '../../lib/handoff/types.ts';
import type { Draft } from './open-ticket.ts';
import type { Change, DialogName, PageState, Room, Settings } from './state.ts';

/** Doings on the ticket on the screen. */
export interface TicketHandlers {
  /** Shows a ticket: its id, number or key. */
  open(wanted: string): void;
  claim(): void;
  touch(): void;
  giveBack(note: string): void;
  transfer(department: string, note: string): void;
  resolve(outcome: TicketOutcome, note: string): void;
  note(): void;
  answer(): void;
  type(draft: Partial<Draft>): void;
  /** Searches for a draft; waits a moment for more letters. */
  find(query: string): void;
  /** Puts the entry with this id into the answer. */
  insert(entry: string): void;
  /** Opens a ticket for a 1:1 chat that came without one. */
  openByHand(field: string | undefined): void;
}

/** Everything. */
export interface Handlers extends TicketHandlers {
  signIn(): void;
  signOut(): void;
  /** Back to the list. */
  close(): void;
  room(room: Room): void;
  dialog(name: DialogName | undefined): void;
  steady(steady: boolean): void;
  release(): void;
  filter(filter: string): void;
  reveal(revealed: boolean): void;
  settings(settings: Settings): void;
  audit(month: string, from?: string): void;
  /** Reads the board again at once. */
  retry(): void;
}

/** The one place where the page's state is. */
export interface Store {
  state(): PageState;
  apply(made: Change): void;
}
