/** What kind of danger somebody is in. */
export type DangerKind =
  | 'suicide'
  | 'drowning'
  | 'medical'
  | 'fire'
  | 'gas'
  | 'trapped'
  | 'accident'
  | 'sexualViolence'
  | 'schoolViolence'
  | 'childAbuse'
  | 'elderAbuse'
  | 'domesticViolence'
  | 'stalking'
  | 'crime'
  | 'missing'
  | 'fraud'
  | 'emergency';

/** A danger that was read out of an utterance. */
export interface Danger {
  readonly kind: DangerKind;
  /** Numbers to press, in order of use: '109', '112', '119', '1366', '182', '117', '1577-1389', '1544-4500'. */
  readonly numbers: readonly string[];
  /** Heard only just, and by no word that a rule knows: what is surely asked about something else is no danger. */
  readonly faint?: true;
}

/** How one kind is recognised. All patterns are in the notation of pattern.ts. */
export interface DangerRule {
  readonly kind: DangerKind;
  readonly numbers: readonly string[];
  /** So plain that the learnt reader must be quite sure of the opposite to take it back. */
  readonly sure?: readonly string[];
  /** Said plainly: no sign of another matter around it takes it back, only the learnt reader can. */
  readonly plain?: readonly string[];
  /** Something happened; a paper or a payment asked for in the same breath shows that it is over. */
  readonly event?: readonly string[];
  /** A word of danger alone; any sign of information-seeking makes it a topic. */
  readonly topic?: readonly string[];
  /** Phrases that hold the same words and mean something else; they are struck out before reading. */
  readonly idioms?: readonly string[];
}
