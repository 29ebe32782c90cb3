/** What a dead letter is about, in one sentence without personal data, and whether sending it back can help. */
import { readLate } from '../lib/aws/late-queue.ts';
import type { TicketStore } from '../lib/aws/ticket-store.ts';
import { readEvent } from '../lib/handoff/event.ts';
import { archiveKey, isOpenTicket } from '../lib/handoff/machine.ts';
import type { HandoffEvent, Ticket } from '../lib/handoff/types.ts';

/** One letter explained. */
export interface Explanation {
  readonly sentence: string;
  /** Whether sending it back is of any use: false for what no deployed version can read. */
  readonly readable: boolean;
}

const UNREADABLE = {
  TooLarge: 'The message is larger than any of ours: somebody else sent it. Sending it back cannot help.',
  NotJson: 'The message is not JSON: somebody else sent it. Sending it back cannot help.',
  WrongShape:
    'The message is JSON, but no hand-off of ours: a field is missing or wrong. Sending it back cannot help.',
} as const;

/** Explains a letter of the hand-off queue (`'hand-off'`) or of the late queue. `now`: epoch ms. */
export async function explain(
  queue: 'hand-off' | 'late',
  body: string,
  store: TicketStore,
  now: number,
): Promise<Explanation> {
  return queue === 'late' ? explainLate(body, store, now) : explainEvent(body, store, now);
}

async function explainEvent(body: string, store: TicketStore, now: number): Promise<Explanation> {
  const event = readEvent(body);
  if ('poison' in event) return unreadable(event.poison, body);
  const found = await find(event.citizen, event.ticket, store, now);
  if ('failed' in found) return storeAway(found.failed);
  return { readable: true, sentence: `${aboutOf(event)} ${stateOf(event, found.ticket)}` };
}

async function explainLate(body: string, store: TicketStore, now: number): Promise<Explanation> {
  const wish = readLate(body);
  if ('poison' in wish) return unreadable(wish.poison, body);
  const found = await find(wish.ticket.key, wish.ticket.id, store, now);
  if ('failed' in found) return storeAway(found.failed);
  const sentence = found.ticket
    ? `A request for a person that could not be stored in time; its ticket is stored by now (${found.ticket.state}). Sending it back changes nothing.`
    : 'A request for a person that could not be stored; there is no ticket yet. Sending it back stores it.';
  return { readable: true, sentence };
}

function unreadable(poison: keyof typeof UNREADABLE, body: string): Explanation {
  const version = poison === 'WrongShape' ? versionOf(body) : undefined;
  if (version === undefined || version === 1) return { readable: false, sentence: UNREADABLE[poison] };
  const sentence = `The message has version ${version}, which this version of the code does not know. Deploy the version that wrote it, then send it back.`;
  return { readable: false, sentence };
}

function versionOf(body: string): number | undefined {
  const { v } = JSON.parse(body) as { v?: unknown };
  return typeof v === 'number' && Number.isInteger(v) ? v : undefined;
}

function storeAway(why: string): Explanation {
  return { readable: true, sentence: `A hand-off whose ticket could not be looked up (${why}). Try again.` };
}

const ABOUT: Readonly<Record<HandoffEvent['kind'], string>> = {
  opened: 'Announces a new ticket.',
  added: 'Announces that something was added to a ticket.',
  withdrawn: 'Announces that a ticket was taken back.',
  answered: 'Has a written answer brought to its citizen.',
};

function aboutOf({ kind }: HandoffEvent): string {
  return ABOUT[kind];
}

function stateOf(event: HandoffEvent, ticket: Ticket | undefined): string {
  if (!ticket)
    return 'The ticket is unknown: erased by time, or never stored. Sending it back changes nothing.';
  if (ticket.event.id !== event.id) return 'The ticket has moved on since. Sending it back changes nothing.';
  if (ticket.announced) return 'That has been done already. Sending it back changes nothing.';
  return isOpenTicket(ticket)
    ? `The ticket is ${ticket.state} and that is still to be done. Sending it back does it.`
    : `The ticket is closed (${ticket.state}) and that is still to be done. Sending it back does it.`;
}

/** The ticket under the citizen's key, or under its own once another has taken its place. */
async function find(
  key: string,
  id: string,
  store: TicketStore,
  now: number,
): Promise<{ readonly ticket: Ticket | undefined } | { readonly failed: string }> {
  const read = await store.readTicket(key, now);
  if ('failed' in read) return read;
  if ('ticket' in read && read.ticket.id === id) return read;
  const old = await store.readTicket(archiveKey(id), now);
  return 'absent' in old ? { ticket: undefined } : old;
}
