/** The session of a citizen: what the talk is about. Keyed by a pseudonym; holds masked words only. */
import type { TalkLine } from '../handoff/types.ts';

/** Where the talk stands. */
export interface Place {
  readonly field?: string;
  readonly entry?: string;
  /** Entries last offered, in the order shown; '2' picks the second. */
  readonly candidates?: readonly string[];
  /** What the next typed words are for: a message to a counsellor, or a yes to erasing. */
  readonly expects?: 'message' | 'erase';
}

/** A session as stored. */
export interface Session {
  readonly at: Place;
  /** Where the talk stood before the last turn: a repeated delivery is answered from there. */
  readonly before: Place;
  /** The last lines of the talk, oldest first; empty where the city keeps no text. */
  readonly talk: readonly TalkLine[];
  /** Ids of the last requests, newest last. */
  readonly requests: readonly string[];
  /** Epoch ms of the last turn. */
  readonly seenAt: number;
}

/** Requests remembered, so that a repeated delivery counts once. */
export const REQUESTS_KEPT = 10;
/** Lines of talk kept for a hand-off: about the last five questions with their answers. */
export const TALK_KEPT = 10;

/** A citizen who comes for the first time, or after the session expired. */
export const NEW_SESSION: Session = { at: {}, before: {}, talk: [], requests: [], seenAt: 0 };

/** The session as this turn should read it: the place is forgotten once the talk is older than `talkMs`. */
export function resume(stored: Session | undefined, now: number, talkMs: number): Session {
  if (!stored) return NEW_SESSION;
  const idle = now - stored.seenAt > talkMs;
  return idle ? { ...stored, at: {}, before: {} } : stored;
}

/** Whether this request was already answered, and whether it was the latest one. */
export function repeated(session: Session, requestId: string | undefined): 'no' | 'last' | 'earlier' {
  if (requestId === undefined || !session.requests.includes(requestId)) return 'no';
  return session.requests.at(-1) === requestId ? 'last' : 'earlier';
}

/** What one turn adds to the session. */
export interface Advance {
  readonly to: Place;
  readonly lines: readonly TalkLine[];
  readonly requestId?: string;
  readonly now: number;
}

/** The session after a turn. */
export function advance(session: Session, step: Advance): Session {
  const requests = step.requestId === undefined ? session.requests : [...session.requests, step.requestId];
  return {
    at: step.to,
    before: session.at,
    talk: [...session.talk, ...step.lines].slice(-TALK_KEPT),
    requests: requests.slice(-REQUESTS_KEPT),
    seenAt: step.now,
  };
}
