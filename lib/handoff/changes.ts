/** The life of a ticket as data: which change may happen in which state, by whom, and where it leads. */
import type { TalkLine, TicketOutcome, TicketState, TicketStep } from './types.ts';

/** A wish to change a ticket. Words of a citizen are masked before they come here. */
export type Change =
  /** The citizen asks again: what was said since is added. */
  | { readonly kind: 'add'; readonly lines: readonly TalkLine[]; readonly eventId: string }
  /** The citizen takes it back ('상담 취소'). */
  | { readonly kind: 'withdraw'; readonly eventId: string }
  /** `waitedMs`: how long the citizen waited until now, in time of open desk. */
  | { readonly kind: 'claim'; readonly waitedMs?: number }
  /** Sign of life of the counsellor who has it. */
  | { readonly kind: 'touch' }
  /** Back to the queue: given back, or idle for too long. `idleMs`: only if there was no sign of life for longer than that. */
  | { readonly kind: 'return'; readonly note?: string; readonly idleMs?: number }
  | { readonly kind: 'transfer'; readonly department: string; readonly note?: string }
  | { readonly kind: 'note'; readonly text: string }
  /** Written answer to a left message. */
  | { readonly kind: 'answer'; readonly text: string }
  /** The answer was brought to the citizen, or could not be. */
  | { readonly kind: 'deliver' }
  | { readonly kind: 'failDelivery'; readonly note: string }
  /** The citizen saw the answer in the chat. */
  | { readonly kind: 'show' }
  | { readonly kind: 'resolve'; readonly outcome: TicketOutcome; readonly note?: string }
  /** Nobody took it in the kept time. `untakenMs`: only if it waits in the queue for longer than that. */
  | { readonly kind: 'expire'; readonly untakenMs?: number }
  /** The citizen has the words erased; an open ticket is taken back with them. */
  | { readonly kind: 'erase' };

/** Kind of a change. */
export type ChangeKind = Change['kind'];

/** Who may make a change: the citizen, a clock or consumer, any counsellor, or only the one who claimed it. */
export type Actor = 'citizen' | 'system' | 'staff' | 'claimer';

/** One row of the state machine. */
export interface Rule {
  /** States in which the change may happen, each with those who may make it there. */
  readonly from: Readonly<Partial<Record<TicketState, readonly Actor[]>>>;
  /** New state; left out: it stays. */
  readonly to?: TicketState;
  /** What the history says; left out: nothing worth remembering. */
  readonly step?: TicketStep['to'];
}

/** States in which somebody still has to do something; a citizen has at most one such ticket. */
export const OPEN_STATES: readonly TicketState[] = ['waiting', 'claimed'];
/** States that end a ticket. */
export const CLOSED_STATES: readonly TicketState[] = ['resolved', 'withdrawn', 'expired'];

const citizen: readonly Actor[] = ['citizen'];
const system: readonly Actor[] = ['system'];
const staff: readonly Actor[] = ['staff'];
const claimer: readonly Actor[] = ['claimer'];
const reader: readonly Actor[] = ['citizen', 'system'];

/** The state machine: a change that has no row for a state is refused there. */
export const RULES: Readonly<Record<ChangeKind, Rule>> = {
  add: { from: { waiting: citizen, claimed: citizen }, step: 'added' },
  withdraw: { from: { waiting: citizen, claimed: citizen }, to: 'withdrawn', step: 'withdrawn' },
  claim: { from: { waiting: staff }, to: 'claimed', step: 'claimed' },
  touch: { from: { claimed: claimer } },
  return: { from: { claimed: ['claimer', 'system'] }, to: 'waiting', step: 'returned' },
  transfer: { from: { waiting: staff, claimed: claimer }, to: 'waiting', step: 'transferred' },
  note: { from: inAll(staff), step: 'noted' },
  answer: { from: { claimed: claimer }, step: 'answered' },
  deliver: { from: answered(), step: 'delivered' },
  failDelivery: { from: answered(), step: 'undelivered' },
  show: { from: inAll(reader), step: 'delivered' },
  resolve: { from: { claimed: claimer }, to: 'resolved', step: 'resolved' },
  expire: { from: { waiting: system }, to: 'expired', step: 'expired' },
  erase: { from: inAll(reader), step: 'erased' },
};

/** Wherever a ticket may be by the time its answer is brought: back in the queue as well, after an idle claim. */
function answered(): Rule['from'] {
  return { waiting: system, claimed: system, resolved: system };
}

function inAll(actors: readonly Actor[]): Rule['from'] {
  return { waiting: actors, claimed: actors, resolved: actors, withdrawn: actors, expired: actors };
}
