/** Types of the question matcher. It knows nothing of the product: entries in, ranked entries out. */

/** One entry as the matcher sees it. */
export interface MatchEntry {
  readonly id: string;
  readonly title: string;
  /** Topic the entry belongs to; follow-ups are read inside it. */
  readonly field?: string;
  readonly phrasings?: readonly string[];
  readonly keywords?: readonly string[];
  /** Answer text, a weak signal. */
  readonly text?: string;
  /** Questions that sound like this entry and are not answered by it: 'these two are different'. */
  readonly different?: readonly string[];
}

/** A spoken word and the official one, within a field or everywhere. */
export interface MatchSynonym {
  readonly word: string;
  readonly term: string;
  readonly field?: string;
}

/** The part of an answer a question asks for. */
export type Aspect = 'fee' | 'papers' | 'place' | 'hours' | 'phone' | 'duration' | 'who' | 'how';

/** Where the talk stands: the field and entry last shown. */
export interface TalkContext {
  readonly field?: string;
  readonly entry?: string;
}

/** One ranked entry. `score` is a calibrated probability (0–1) that this entry answers. */
export interface Candidate {
  readonly id: string;
  readonly score: number;
  /** Words of the question that brought it, strongest first. */
  readonly because: readonly string[];
}

/** What to do with the ranking. */
export type Decision = 'answer' | 'choose' | 'notFound';

/** Result of one question. */
export interface Match {
  readonly decision: Decision;
  /** Best first, at most ten; goes on below the threshold. */
  readonly candidates: readonly Candidate[];
  /** The part of the answer that was asked for. */
  readonly aspect?: Aspect;
  /** Number of questions in the line, where there are several with an answer each: the first candidates answer one each. */
  readonly questions?: number;
  /** True when the question only makes sense inside the talk ('얼마예요?'). */
  readonly followUp: boolean;
}

/** A built index, ready to be asked. Opaque to callers. */
export interface Matcher {
  match(utterance: string, context?: TalkContext): Match;
}
