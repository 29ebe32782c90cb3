/**
 * The wire between the staff page and the staff function: routes, requests with their schemas, answers with their
 * types. Both sides import it; it knows no ticket store and no page. Times are epoch ms unless a name says otherwise.
 */
import * as v from 'valibot';
import { type TalkLine, TICKET_OUTCOMES, type TicketOutcome, type TicketState } from '../handoff/types.ts';
import { STAFF_ROLES, type StaffRole } from '../names.ts';

/** Roles of people at the desk; the names are those of the groups in the user pool. */
export const ROLES = STAFF_ROLES;
/** One role. */
export type Role = StaffRole;

/** Changes that a counsellor makes with `POST /staff/api/ticket/{action}`. */
export const TICKET_ACTIONS = ['claim', 'touch', 'return', 'transfer', 'note', 'answer', 'resolve'] as const;
/** One of them. */
export type TicketAction = (typeof TICKET_ACTIONS)[number];

/** Paths of the staff page and its API. */
export const STAFF_PATH = {
  page: '/staff',
  assets: '/staff/assets',
  config: '/staff/config.json',
  me: '/staff/api/me',
  board: '/staff/api/board',
  ticket: '/staff/api/ticket',
  tickets: '/staff/api/tickets',
  suggest: '/staff/api/suggest',
  audit: '/staff/api/audit',
} as const;

/** Longest note, answer and search, in characters. An answer fits into one of Kakao's text bubbles (1,000). */
export const LENGTH = { note: 1000, answer: 1000, department: 50, query: 200 } as const;

const key = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const words = (most: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(most));
const rev = v.pipe(v.number(), v.integer(), v.minValue(1));
/** Which ticket, and the state of it that the counsellor saw. */
const target = { key, id: key, rev };
const note = v.optional(words(LENGTH.note));

/** Body of each action. `rev` is the one of the ticket on the screen. */
export const ACTION_BODY = {
  claim: v.object(target),
  touch: v.object(target),
  return: v.object({ ...target, note }),
  transfer: v.object({ ...target, department: words(LENGTH.department), note }),
  note: v.object({ ...target, text: words(LENGTH.note) }),
  answer: v.object({ ...target, text: words(LENGTH.answer) }),
  resolve: v.object({ ...target, outcome: v.picklist(TICKET_OUTCOMES), note }),
} as const satisfies Readonly<Record<TicketAction, v.GenericSchema>>;
/** Body of one action. */
export type ActionBody<A extends TicketAction> = v.InferInput<(typeof ACTION_BODY)[A]>;

/** Body of `POST /staff/api/tickets`: a ticket for a 1:1 chat that came without one. `eventId`: made once for each press. */
export const HAND_BODY = v.object({
  eventId: v.pipe(v.string(), v.regex(/^[\w-]{8,100}$/)),
  field: v.optional(key),
  entry: v.optional(key),
});
/** Body of a ticket opened by hand. */
export type HandBody = v.InferInput<typeof HAND_BODY>;

/** Query of `GET /staff/api/ticket`. */
export const TICKET_QUERY = v.object({ key, id: v.optional(key) });
/** Query of `GET /staff/api/suggest`. */
export const SUGGEST_QUERY = v.object({
  q: v.pipe(v.string(), v.trim(), v.maxLength(LENGTH.query)),
  field: v.optional(key),
});
/** Query of `GET /staff/api/audit`: a month of Korea ('2026-11'), and where the page before ended. */
export const AUDIT_QUERY = v.object({
  month: v.optional(v.pipe(v.string(), v.regex(/^\d{4}-(0[1-9]|1[0-2])$/))),
  from: v.optional(key),
});

/** What is known of a citizen's words: 'abusive' ones are hidden until wanted, of a 'crisis' only the mark is there. */
export type Words = 'normal' | 'abusive' | 'crisis';
/** Service level of a ticket that waits. */
export type Level = 'ok' | 'soon' | 'late';

/** Answer of `GET /staff/config.json`, readable without signing in. */
export interface StaffConfig {
  readonly city: { readonly id: string; readonly name: string };
  /** Name of the Kakao channel. */
  readonly channel: string;
  /** '평일 09:00~18:00'. */
  readonly hours: string;
  /** Minutes after which a person must sign in again. */
  readonly sessionMinutes: number;
  /** False: the city keeps no words, a ticket has field, entry and number only. */
  readonly keepsText: boolean;
  /** True where a written answer is sent by Kakao's Event API; otherwise it waits for the citizen's next visit. */
  readonly answersByEventApi?: boolean;
  /** Sign-in: authorization code with PKCE (S256), public client. */
  readonly signIn: SignIn;
  /** The twelve fields, in the city's order. */
  readonly fields: readonly { readonly id: string; readonly name: string }[];
  /** Departments known from the content, for a transfer. */
  readonly departments: readonly string[];
  /** Numbers at hand in a crisis. */
  readonly crisis: readonly { readonly number: string; readonly label: string }[];
}

/** Endpoints of the OIDC provider, as its discovery document says. */
export interface SignIn {
  readonly issuer: string;
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  /** Ends the session at the provider; absent where it has no such endpoint. */
  readonly signOutUrl?: string;
  readonly clientId: string;
  readonly scope: string;
}

/** The one who is signed in. */
export interface Me {
  /** Staff id as it stands in `claimedBy` and `by`: the user name. */
  readonly id: string;
  readonly name: string;
  /** The highest role held. */
  readonly role: Role;
  readonly roles: readonly Role[];
}

/** Where to find a ticket, and what it is called. */
export interface Later {
  readonly key: string;
  readonly id: string;
  readonly number: string;
}

/** A ticket in the queue. */
export interface BoardTicket {
  readonly key: string;
  readonly id: string;
  readonly number: string;
  readonly state: TicketState;
  readonly rev: number;
  readonly openedAt: number;
  /** From when the wait counts, where nobody was there when it came. */
  readonly waitsFrom?: number;
  readonly field?: string;
  readonly fieldName?: string;
  readonly entry?: string;
  readonly title?: string;
  readonly claimedBy?: string;
  readonly touchedAt?: number;
  /** When an idle claim is warned about, and when it goes back to the queue. */
  readonly warnsAt?: number;
  readonly returnsAt?: number;
  readonly closedAt?: number;
  readonly outcome?: TicketOutcome;
  readonly department?: string;
  /** Last words of the citizen, cut; empty where there are none or where they are hidden. */
  readonly preview: string;
  readonly words: Words;
  readonly level: Level;
  /** Time of open desk that it has waited (or did, until it was first claimed). */
  readonly waitMs: number;
  /** True for one opened by hand: its talk is in Kakao's own 1:1 chat. */
  readonly byHand: boolean;
  /** Earlier tickets of the same citizen that are still kept. */
  readonly before: number;
  /** The ticket that the same citizen opened next, after this one had ended: what came back. */
  readonly later?: Later;
  /** True when a written answer waits for the citizen's next visit. */
  readonly answerWaits: boolean;
}

/** Figures above the queue. */
export interface BoardSummary {
  readonly waiting: number;
  readonly claimed: number;
  readonly late: number;
  /** Median wait of those served last. */
  readonly usualWaitMs?: number;
  /** Whether the desk is open now; waits grow only then. */
  readonly open: boolean;
  /** '내일(수) 오전 9시', while it is closed. */
  readonly opens?: string;
}

/** Answer of `GET /staff/api/board`. Its ETag leaves out `now` and `waitMs`: a page counts on by itself. */
export interface Board {
  readonly now: number;
  readonly me: Me;
  /** Waiting ones (longest wait first), claimed ones, then those closed in the last day (latest first). */
  readonly tickets: readonly BoardTicket[];
  readonly summary: BoardSummary;
}

/** One line of a ticket's history. */
export interface TicketHistoryLine {
  readonly to: string;
  readonly at: number;
  readonly by: string;
  readonly note?: string;
}

/** A whole ticket. */
export interface TicketView extends BoardTicket {
  readonly changedAt: number;
  readonly claimedAt?: number;
  readonly talk: readonly TalkLine[];
  readonly history: readonly TicketHistoryLine[];
  readonly answer?: { readonly text: string; readonly at: number; readonly shown: boolean };
  /** True once the citizen had the words erased. */
  readonly erased: boolean;
  /** Keys of earlier tickets of this citizen, newest first, each readable with `GET /staff/api/ticket?key=`. */
  readonly past: readonly string[];
}

/** Answer of every call about one ticket. */
export interface TicketAnswer {
  readonly now: number;
  readonly ticket: TicketView;
  /** True when a number of a person was masked in what the counsellor wrote. */
  readonly masked?: boolean;
}

/** A published entry offered as a draft. */
export interface Suggestion {
  readonly id: string;
  readonly title: string;
  readonly field: string;
  readonly fieldName: string;
  /** 0–1, calibrated: that this entry answers. */
  readonly score: number;
  /** The answer as plain text, to be edited. */
  readonly answer: string;
  /** '출처: … (2026-11-24)'. */
  readonly source: string;
}
/** Answer of `GET /staff/api/suggest`. */
export interface Suggestions {
  readonly entries: readonly Suggestion[];
}

/** What the audit trail knows: actions on tickets, and what else people do. */
export const AUDIT_ACTIONS = [...TICKET_ACTIONS, 'signIn', 'view', 'open', 'audit', 'refused'] as const;
/** One of them. */
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** One line of the audit trail: who, what, which ticket, when. No words, and of people the staff member's name alone. */
export interface AuditEntry {
  readonly at: number;
  /** The pool's `sub`: stays the same person's, and is given to nobody else. */
  readonly who: string;
  /** User name at that time, as it stands on the page; absent in lines of older versions. */
  readonly name?: string;
  readonly what: AuditAction;
  /** Id of the ticket, where there is one, and its number as it is said on the phone. */
  readonly ticket?: string;
  readonly number?: string;
}
/** Answer of `GET /staff/api/audit`, latest first. */
export interface AuditPage {
  readonly month: string;
  readonly entries: readonly AuditEntry[];
  readonly next?: string;
}

/** Why a call did not do what was wanted. */
export type StaffErrorCode =
  | 'unauthorized'
  | 'forbidden'
  | 'notFound'
  | 'invalid'
  | 'tooLarge'
  | 'conflict'
  | 'unknown'
  | 'unavailable';

/** Answer of every failed call of the function; API Gateway's own 401 has only `message`, in English. */
export interface StaffError {
  readonly error: { readonly code: StaffErrorCode; readonly message: string };
  /** With 'conflict': the ticket as it is now. */
  readonly ticket?: TicketView;
  /** With 'conflict': who has it. */
  readonly by?: string;
}
