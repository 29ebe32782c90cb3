/** The usage event: one per turn, carried by the log line. Holds no identity of a citizen. */

/** What a turn came to. */
export const OUTCOMES = [
  'menu',
  'answered',
  'choose',
  'notFound',
  'person',
  'notice',
  'guide',
  'feedback',
  'danger',
  'talk',
  'own',
  'failed',
] as const;
/** One outcome. `own`: the citizen's own data; `talk`: greeting, thanks, complaint; `failed`: nothing could be said in time. */
export type Outcome = (typeof OUTCOMES)[number];

/** One turn, as counted. */
export interface UsageEvent {
  /** Event id: the request id where Kakao sent one, otherwise the API call's own. Counting is idempotent by it. */
  readonly id: string;
  /** When API Gateway received the call, epoch ms. */
  readonly at: number;
  readonly skill: string;
  readonly outcome: Outcome;
  /** How the citizen came: a pressed button or typed words. */
  readonly entrance: 'button' | 'typed';
  readonly field?: string;
  readonly entry?: string;
  /** Masked words of the question; only where the city keeps text, never for danger. */
  readonly words?: string;
  /** Calibrated score (0–1) of the best candidate, where words were matched. */
  readonly score?: number;
  /** Set on feedback turns. */
  readonly helped?: boolean;
  /** Id of the ticket that this turn opened. */
  readonly ticket?: string;
  /** Pseudonym of the citizen for this Korean day, and for this Korean month. They cannot be linked to each other. */
  readonly dayUser: string;
  readonly monthUser: string;
  /** Server time of the turn in ms, by a monotonic clock. */
  readonly latencyMs: number;
  /** True for the admin centre's tests; left out of all figures. */
  readonly test: boolean;
  /** What was missing while answering: 'session', 'content', 'ticket', 'deadline'. */
  readonly degraded?: readonly string[];
}
