/** Ticket: a citizen's wish to talk to a person. One open ticket per citizen. */

/** States of a ticket. */
export const TICKET_STATES = ['waiting', 'claimed', 'resolved', 'withdrawn', 'expired'] as const;
/** One state. */
export type TicketState = (typeof TICKET_STATES)[number];

/** One line of the talk that is handed over. All words are masked. */
export interface TalkLine {
  readonly who: 'citizen' | 'bot' | 'counsellor';
  readonly text: string;
  /** Epoch ms. */
  readonly at: number;
}

/** What happened to a ticket. `by` is a staff id, 'citizen' or 'system'. */
export interface TicketStep {
  readonly to:
    | TicketState
    | 'added'
    | 'returned'
    | 'transferred'
    | 'noted'
    | 'answered'
    | 'delivered'
    | 'undelivered'
    | 'erased';
  readonly at: number;
  readonly by: string;
  readonly note?: string;
  /** Id of the event that brought it, where a citizen did: the same event never counts twice. */
  readonly event?: string;
}

/** The event that travels through the queue; stored inside the ticket until announced. */
export interface HandoffEvent {
  /** Schema version; readers accept this and the one before. */
  readonly v: 1;
  /** Event id, also the deduplication id. */
  readonly id: string;
  readonly kind: 'opened' | 'added' | 'withdrawn' | 'answered';
  /** Key of the ticket item: the citizen's pseudonym. */
  readonly citizen: string;
  readonly ticket: string;
  /** Epoch ms. */
  readonly at: number;
}

/** A ticket as stored. */
export interface Ticket {
  /** Partition key: the citizen's pseudonym, or an own key when opened by hand, or `closed#<id>` for an archived one. */
  readonly key: string;
  readonly id: string;
  /** Short number a citizen can say on the phone, without look-alike characters: 'K7F-3M2'. */
  readonly number: string;
  readonly state: TicketState;
  /** Grows by one with every change; every write is conditional on it. */
  readonly rev: number;
  /** The rev of the last change that brought something to read; signs of life and announcements do not count. */
  readonly newsRev?: number;
  readonly openedAt: number;
  readonly changedAt: number;
  readonly field?: string;
  readonly entry?: string;
  readonly talk: readonly TalkLine[];
  readonly history: readonly TicketStep[];
  readonly event: HandoffEvent;
  readonly announced: boolean;
  readonly claimedBy?: string;
  readonly claimedAt?: number;
  /** Ms of open desk that passed until somebody first took it; a night in between is none of them. */
  readonly waitedMs?: number;
  readonly closedAt?: number;
  /** Answer written for a left message, waiting for the citizen's next visit. */
  readonly answer?: { readonly text: string; readonly at: number; readonly shown: boolean };
  /** Epoch seconds after which the item is deleted (only set once closed). */
  readonly expiresAt?: number;
  /** Epoch ms from which the wait counts: the next opening, for what came while nobody was there. */
  readonly waitsFrom?: number;
  /** Days that the ticket is kept once closed, as the city promised when it was opened. */
  readonly keepDays?: number;
  /** Department that should take it, after a transfer. */
  readonly department?: string;
  /** Last sign of life of the counsellor who claimed it, epoch ms. */
  readonly touchedAt?: number;
  /** How it ended, in the counsellor's choice; set on resolved tickets. */
  readonly outcome?: TicketOutcome;
  /** True once the citizen had the words erased: talk, notes and answer are gone, figures stay. */
  readonly erased?: boolean;
  /** Ids of this citizen's earlier tickets, newest first, kept under `closed#<id>`. */
  readonly past?: readonly string[];
  /**
   * Kakao's user key and bot, sealed: only where the city lets answers go out by the Event API, only with a left message,
   * and only until the answer is brought, the citizen has it erased, or the ticket closes with nothing left to bring.
   */
  readonly reach?: string;
  /** When this citizen's tickets of the last day were opened, this one left out, epoch ms, newest first. */
  readonly lately?: readonly number[];
  /** Ids of the last events that reached this citizen's earlier tickets: come again, they count no second time. */
  readonly heard?: readonly string[];
}

/** How a counsellor closes a ticket. */
export const TICKET_OUTCOMES = ['solved', 'referred', 'unreachable', 'duplicate', 'other'] as const;
/** One way to close a ticket. */
export type TicketOutcome = (typeof TICKET_OUTCOMES)[number];

/** One small item that tells a waiting citizen where they stand. Kept by the consumer. */
export interface QueueSummary {
  readonly waiting: number;
  /** Usual wait in ms from real service times; absent until enough are known. */
  readonly usualWaitMs?: number;
  readonly at: number;
  /** Opening times of the tickets that wait, oldest first (at most 100): gives a citizen's own place. */
  readonly opened?: readonly number[];
}
