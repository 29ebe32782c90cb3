/** The audit trail: one line for every staff action, by months of Korea. Who, what, which ticket, when; no words. */
import { koreanDate } from '../handoff/korean-day.ts';
import type { Ticket } from '../handoff/types.ts';
import type { AuditEntry } from './api.ts';
import type { Caller } from './roles.ts';

/** How long a line is kept: three years, in seconds. */
export const AUDIT_KEPT_SECONDS = 3 * 366 * 86_400;

/** A line with its place in the trail. */
export interface AuditLine extends AuditEntry {
  /** '2026-11' */
  readonly month: string;
  /** Sorts by time within the month; the same event has the same one. */
  readonly order: string;
  /** Epoch seconds. */
  readonly expiresAt: number;
}

/** Who did something. */
export type Doer = Pick<AuditEntry, 'who' | 'name'>;

/** What happened. */
export interface AuditEvent extends AuditEntry {
  /** Id of the call; an action done again in another call is another line. */
  readonly call: string;
}

/** The doer of a call. */
export function doerOf({ sub, me }: Caller): Doer {
  return { who: sub, name: me.name };
}

/** The line of an action. */
export function auditLine({ call, ...entry }: AuditEvent): AuditLine {
  return lineAt(entry.at, entry, call);
}

/** The line of looking at a ticket: one an hour for a person and a ticket, however often the page reads it. */
export function viewLine(doer: Doer, { id, number }: Pick<Ticket, 'id' | 'number'>, at: number): AuditLine {
  const entry = { at, ...doer, what: 'view', ticket: id, number } as const;
  return lineAt(at - (at % 3_600_000), entry, `view#${doer.who}#${id}`);
}

/** The line of a sign-in: one for each, however often the page asks who is there. `signedInAt`: epoch ms. */
export function signInLine(doer: Doer, signedInAt: number): AuditLine {
  return lineAt(signedInAt, { at: signedInAt, ...doer, what: 'signIn' }, `signIn#${doer.who}`);
}

/** Month of Korea of an instant: '2026-11'. */
export function auditMonth(at: number): string {
  return koreanDate(at).slice(0, 7);
}

function lineAt(place: number, entry: AuditEntry, rest: string): AuditLine {
  return {
    ...entry,
    month: auditMonth(place),
    order: `${new Date(place).toISOString()}#${rest}`,
    expiresAt: Math.floor(entry.at / 1000) + AUDIT_KEPT_SECONDS,
  };
}
