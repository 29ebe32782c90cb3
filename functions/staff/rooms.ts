/** What the routes of the staff function lean on, made once a process. */
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { type AuditStore, auditStore } from '../../lib/aws/audit-store.ts';
import { type ContentHolder, contentHolder } from '../../lib/aws/content-holder.ts';
import { contentStore } from '../../lib/aws/content-store.ts';
import { announce } from '../../lib/aws/handoff-queue.ts';
import { type TicketStore, ticketStore } from '../../lib/aws/ticket-store.ts';
import type { Book } from '../../lib/dialogue/book.ts';
import { koreanDate } from '../../lib/handoff/korean-day.ts';
import type { HandoffEvent, Ticket } from '../../lib/handoff/types.ts';
import type { SignIn, Words } from '../../lib/staff/api.ts';
import type { Desk } from '../../lib/staff/view.ts';
import { wordsOf } from '../../lib/staff/words.ts';
import { type BoardReader, boardReader } from './board-reader.ts';
import { type WebFiles, webFiles } from './files.ts';
import { signInOf } from './provider.ts';
import type { Settings } from './settings.ts';

/** Patience of the clients: a counsellor waits, but not for long. */
const PATIENCE = { connectMs: 500, requestMs: 1500, maxAttempts: 3 };
/** Time for looking whether newer content was published, ms. */
const CONTENT_MS = 1500;
/** Time for the queue to take an event, ms; what it does not take the sweep sends within the minute. */
const ANNOUNCE_MS = 700;
/** Tickets whose words are remembered as looked at. */
const REMEMBERED = 2000;

/** Everything a route may use. */
export interface Rooms {
  readonly tickets: TicketStore;
  readonly board: BoardReader;
  readonly audit: AuditStore;
  readonly files: WebFiles;
  /** Puts a ticket's event on the hand-off queue, best effort. */
  announce(event: HandoffEvent): Promise<void>;
  signIn(): Promise<SignIn>;
  /** The content in force; that of the bundle while the store is away. `now`: epoch ms. */
  book(now: number): Promise<Book>;
  /** Published telephone numbers: not masked. */
  phones(): ReadonlySet<string>;
  desk(now: number): Promise<Desk>;
}

/** Makes the rooms of a deployment. */
export function openRooms(settings: Settings): Rooms {
  const tick = () => performance.now();
  const versions = contentStore(settings.tables.content, PATIENCE);
  const content = contentHolder({
    floor: readFileSync(new URL('./content.bin', import.meta.url)),
    read: (version, signal) => versions.readVersion(version, signal),
    tick,
  });
  const tickets = ticketStore(settings.tables.tickets, PATIENCE);
  const book = async (now: number): Promise<Book> => {
    await follow(content, () => versions.readPointer(AbortSignal.timeout(CONTENT_MS)));
    return content.book(koreanDate(now));
  };
  const remembered = rememberingWords();
  return {
    tickets,
    board: boardReader(tickets, tick),
    audit: auditStore(settings.tables.audit, PATIENCE),
    files: webFiles(fileURLToPath(new URL('./web', import.meta.url))),
    announce: async (event) => {
      await announce(event, { queueUrl: settings.queueUrl, timeoutMs: ANNOUNCE_MS });
    },
    signIn: signInOf(settings.issuer, settings.clientId, tick),
    book,
    phones: () => content.phones(),
    desk: async (now) => deskOf(await book(now), now, remembered),
  };
}

/** A pointer that cannot be read leaves the content as it is: a desk without today's correction is better than none. */
async function follow(
  content: ContentHolder,
  readPointer: () => Promise<{ version: number; digest: string } | undefined>,
): Promise<void> {
  if (!content.pointerDue()) return;
  try {
    const pointer = await readPointer();
    if (pointer) await content.follow(pointer, AbortSignal.timeout(CONTENT_MS));
  } catch (error) {
    process.stderr.write(`staff: content not read (${error instanceof Error ? error.name : 'unknown'})\n`);
  }
}

function deskOf(book: Book, now: number, words: (ticket: Ticket) => Words): Desk {
  return {
    now,
    city: book.city,
    fieldName: (id) => book.field(id)?.name,
    entryTitle: (id) => book.entry(id)?.title,
    wordsOf: words,
  };
}

function rememberingWords(): (ticket: Ticket) => Words {
  const known = new Map<string, Words>();
  return (ticket) => {
    const state = `${ticket.id}#${ticket.talk.length}`;
    const words = known.get(state) ?? wordsOf(ticket);
    if (known.size >= REMEMBERED) known.clear();
    known.set(state, words);
    return words;
  };
}
