/** The shapes of one turn: what comes in, what goes out. No I/O, no clock, no environment. */

import type { QueueSummary, Ticket } from '../handoff/types.ts';
import type { SkillResponse } from '../kakao/index.ts';
import type { Skill } from '../names.ts';
import type { Outcome } from '../usage/event.ts';
import type { Book } from './book.ts';
import type { Place, Session } from './session.ts';

/** Everything a turn knows. */
export interface Turn {
  /** Route the request came by. */
  readonly skill: Skill;
  /** The citizen's words, trimmed; never stored as they are. */
  readonly utterance: string;
  /** The same words masked; may be stored. */
  readonly masked: string;
  /** True when masking found an identifier. */
  readonly hadIdentifier: boolean;
  /** `extra` of the pressed button. */
  readonly extra: Readonly<Record<string, unknown>>;
  /** Pseudonym of the citizen. */
  readonly citizen: string;
  /** Id of this turn's event: the request id, else the API call's own. */
  readonly eventId: string;
  /** Kakao's request id where it came. */
  readonly requestId?: string;
  /** Epoch ms. */
  readonly now: number;
  readonly book: Book;
  readonly session: Session;
  /** The citizen's own ticket item, open or closed. */
  readonly ticket?: Ticket;
  readonly summary?: QueueSummary;
  /** One-time address of Kakao's for an answer that takes longer; only where the block offers one. */
  readonly callbackUrl?: string;
  /** Kakao's user key and bot, sealed; only where the city lets answers go out. Stored with a left message alone. */
  readonly reach?: string;
  /** False when session and ticket could not be read: nothing may be claimed about them. */
  readonly storeRead: boolean;
}

/** A wish to change the store, with what the citizen reads in each case. Only `done` may say '접수'. */
export type Effect =
  | {
      readonly kind: 'openTicket';
      readonly ticket: Ticket;
      readonly previous?: Ticket;
      readonly replies: EffectReplies;
    }
  | {
      readonly kind: 'changeTicket';
      readonly from: Ticket;
      readonly to: Ticket;
      readonly replies: EffectReplies;
    }
  | { readonly kind: 'erase'; readonly replies: EffectReplies };

/** Replies by what became of the effect. */
export interface EffectReplies {
  /** Refused or not possible: nothing changed. */
  readonly failed: SkillResponse;
  /** The write's answer was lost: it may or may not have arrived. */
  readonly unknown: SkillResponse;
}

/** What a skill makes of a turn. */
export interface Outcomes {
  /** Reply when there is no effect, or when it was done. */
  readonly reply: SkillResponse;
  readonly outcome: Outcome;
  /** Where the talk stands now; left out: unchanged. */
  readonly to?: Place;
  /** What the bot said, in short, for the hand-off; left out: not kept. */
  readonly said?: string;
  /** False: the citizen's words are not kept in the session nor counted (danger, own data). */
  readonly keepsWords?: boolean;
  readonly effect?: Effect;
  readonly field?: string;
  readonly entry?: string;
  readonly helped?: boolean;
  /** Id of the ticket that this turn opens, once its effect is done. */
  readonly opened?: string;
  /** Score of the best candidate, where words were matched. */
  readonly score?: number;
}

/** A skill: one file in skills/, one row in the table. */
export type SkillHandler = (turn: Turn) => Outcomes;
