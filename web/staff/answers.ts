/** Schemas of what the staff function answers: the page parses every answer once, at its edge. */

import * as v from 'valibot';
import { TICKET_OUTCOMES, TICKET_STATES } from '../../lib/handoff/types.ts';
import {
  AUDIT_ACTIONS,
  type AuditPage,
  type Board,
  type Me,
  ROLES,
  type StaffConfig,
  type StaffError,
  type Suggestions,
  type TicketAnswer,
} from '../../lib/staff/api.ts';

type Answer<T> = v.GenericSchema<unknown, T>;

const text = v.string();
const number = v.number();
const textIfAny = v.exactOptional(text);
const numberIfAny = v.exactOptional(number);

/** What the page reads of the configuration. */
export interface PageConfig extends StaffConfig {
  /** True where the city has Kakao's Event API: an answer is sent. Absent: it waits for the citizen's next visit. */
  readonly answersByEventApi?: boolean;
}

/** `GET /staff/config.json`. */
export const configSchema = v.object({
  city: v.object({ id: text, name: text }),
  channel: text,
  hours: text,
  sessionMinutes: number,
  keepsText: v.boolean(),
  answersByEventApi: v.exactOptional(v.boolean()),
  signIn: v.object({
    issuer: text,
    authorizeUrl: text,
    tokenUrl: text,
    signOutUrl: textIfAny,
    clientId: text,
    scope: text,
  }),
  fields: v.array(v.object({ id: text, name: text })),
  departments: v.array(text),
  crisis: v.array(v.object({ number: text, label: text })),
}) satisfies Answer<PageConfig>;

/** `GET /staff/api/me`. */
export const meSchema = v.object({
  id: text,
  name: text,
  role: v.picklist(ROLES),
  roles: v.array(v.picklist(ROLES)),
}) satisfies Answer<Me>;

const boardTicket = {
  key: text,
  id: text,
  number: text,
  state: v.picklist(TICKET_STATES),
  rev: number,
  openedAt: number,
  waitsFrom: numberIfAny,
  field: textIfAny,
  fieldName: textIfAny,
  entry: textIfAny,
  title: textIfAny,
  claimedBy: textIfAny,
  touchedAt: numberIfAny,
  warnsAt: numberIfAny,
  returnsAt: numberIfAny,
  closedAt: numberIfAny,
  outcome: v.exactOptional(v.picklist(TICKET_OUTCOMES)),
  department: textIfAny,
  preview: text,
  words: v.picklist(['normal', 'abusive', 'crisis']),
  level: v.picklist(['ok', 'soon', 'late']),
  waitMs: number,
  byHand: v.boolean(),
  before: number,
  later: v.exactOptional(v.object({ key: text, id: text, number: text })),
  answerWaits: v.boolean(),
} as const;

/** `GET /staff/api/board`. */
export const boardSchema = v.object({
  now: number,
  me: meSchema,
  tickets: v.array(v.object(boardTicket)),
  summary: v.object({
    waiting: number,
    claimed: number,
    late: number,
    usualWaitMs: numberIfAny,
    open: v.boolean(),
    opens: textIfAny,
  }),
}) satisfies Answer<Board>;

const ticketView = v.object({
  ...boardTicket,
  changedAt: number,
  claimedAt: numberIfAny,
  talk: v.array(v.object({ who: v.picklist(['citizen', 'bot', 'counsellor']), text, at: number })),
  history: v.array(v.object({ to: text, at: number, by: text, note: textIfAny })),
  answer: v.exactOptional(v.object({ text, at: number, shown: v.boolean() })),
  erased: v.boolean(),
  past: v.array(text),
});

/** Every answer about one ticket. */
export const ticketSchema = v.object({
  now: number,
  ticket: ticketView,
  masked: v.exactOptional(v.boolean()),
}) satisfies Answer<TicketAnswer>;

/** `GET /staff/api/suggest`. */
export const suggestSchema = v.object({
  entries: v.array(
    v.object({
      id: text,
      title: text,
      field: text,
      fieldName: text,
      score: number,
      answer: text,
      source: text,
    }),
  ),
}) satisfies Answer<Suggestions>;

/** `GET /staff/api/audit`. */
export const auditSchema = v.object({
  month: text,
  entries: v.array(
    v.object({
      at: number,
      who: text,
      name: textIfAny,
      what: v.picklist(AUDIT_ACTIONS),
      ticket: textIfAny,
      number: textIfAny,
    }),
  ),
  next: textIfAny,
}) satisfies Answer<AuditPage>;

/** Every failure of the function. */
export const errorSchema = v.object({
  error: v.object({
    code: v.picklist([
      'unauthorized',
      'forbidden',
      'notFound',
      'invalid',
      'tooLarge',
      'conflict',
      'unknown',
      'unavailable',
    ]),
    message: text,
  }),
  ticket: v.exactOptional(ticketView),
  by: textIfAny,
}) satisfies Answer<StaffError>;

/** What the token endpoint answers (RFC 6749 section 5.1). */
export const tokensSchema = v.object({
  access_token: text,
  refresh_token: v.exactOptional(text),
  expires_in: number,
});
/** Tokens as they come. */
export type Tokens = v.InferOutput<typeof tokensSchema>;
