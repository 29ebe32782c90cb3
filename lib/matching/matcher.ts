/** The matcher: one question in, ranked entries and one decision out. */
import type { StoredIndex } from './index/stored.ts';
import { evidenceByWord, type WordEvidence } from './rank/because.ts';
import { ANSWER, CHOOSE, probabilities, signsOf } from './rank/calibrate.ts';
import { Floats } from './rank/evidence.ts';
import { Mirror } from './rank/mirror.ts';
import { byOnsets, type Onsets, onsetScore, onsetsOf } from './rank/onsets.ts';
import { type Piece, piecesOf } from './rank/pieces.ts';
import { type Question, weigh } from './rank/question.ts';
import { candidatesFor, type Ranked, rerank, type Tools } from './rank/rerank.ts';
import { type Scratch, scratchFor, search } from './rank/search.ts';
import { Synonyms } from './rank/synonyms.ts';
import { rankInTalk, type Spot } from './rank/talk.ts';
import { aspectOf } from './talk/aspect.ts';
import { hangingOf } from './talk/followUp.ts';
import { partsOf } from './talk/parts.ts';
import { isOnsetsOnly, normalize } from './text/normalize.ts';
import { type Reading, read } from './text/words.ts';
import type { Aspect, Candidate, Decision, Match, Matcher, TalkContext } from './types.ts';

/** One candidate as `explain` shows it. */
export interface Detail {
  readonly id: string;
  readonly title: string;
  readonly score: number;
  /** words of the question that brought it, strongest first, with their evidence */
  readonly words: readonly WordEvidence[];
}

/** What `explain` shows of one question: for editors and the command line. */
export interface Explanation extends Match {
  /** The question as it was read. */
  readonly read: string;
  /** Its words without endings and fillers. */
  readonly stems: readonly string[];
  readonly details: readonly Detail[];
  /** The likest question that no entry answers, and by how many ranks it is ahead of the first candidate (below 0: behind). */
  readonly uncovered?: { readonly text: string; readonly ahead: number };
}

/** Inside view of one question: what the constants are fitted on. A question that no entry answers has the id ''. */
export interface Inspection {
  readonly ids: readonly string[];
  readonly ranked: readonly Ranked[];
  readonly question: Question;
  readonly signs: readonly number[];
}

/** A question with its candidates, and the likest question that no entry answers. */
interface Sighted {
  readonly question: Question;
  readonly ranked: readonly Ranked[];
  readonly shadow: Ranked | undefined;
}

interface Found {
  readonly reading: Reading;
  readonly pieces: readonly Piece[];
  readonly hits: readonly { readonly entry: number }[];
  readonly scores: readonly number[];
  readonly aspect: Aspect | undefined;
  readonly followUp: boolean;
  readonly uncovered?: Explanation['uncovered'];
}

/** Candidates given back, and those of them whose words are named. */
const TOP = 10;
const NAMED = 3;
const NAMED_WORDS = 4;
/** Score that each of several questions in one line must reach to be offered beside the others. */
const PART = 0.5;
/** Score from which parts are questions of their own, whatever one entry explains of the whole line. */
const SURE_PART = 0.6;
/** Share of the first candidate's score from which another is not ruled out. */
const NOT_RULED_OUT = 0.03;
/** Share of a line's information that title or phrasings of one entry explain where the line asks one thing. */
const WHOLE = 0.85;
/** What standing in the field of the talk adds to a candidate's rank when a question says little. */
const SAME_FIELD = 0.8;

/** A matcher over a built index. Not safe to share between threads: it keeps working memory. */
export class IndexMatcher implements Matcher {
  readonly #index: StoredIndex;
  readonly #scratch: Scratch;
  readonly #tools: Tools;
  readonly #synonyms: Synonyms;
  #entryAt: ReadonlyMap<string, number> | undefined;
  #onsets: readonly (readonly Onsets[])[] | undefined;

  constructor(index: StoredIndex) {
    this.#index = index;
    this.#scratch = scratchFor(index);
    this.#tools = {
      mirror: new Mirror(index),
      floats: new Floats(),
      slots: new Uint8Array(index.total),
    };
    this.#synonyms = new Synonyms(index);
    this.match('처음');
  }

  match(utterance: string, context?: TalkContext): Match {
    const whole = this.#told(this.#find(utterance, context));
    return this.#apart(utterance, whole) ?? whole;
  }

  /** Two questions in one line, each with an answer of its own: both are offered. */
  #apart(utterance: string, whole: Match): Match | undefined {
    const parts = partsOf(utterance);
    if (parts.length < 2) return undefined;
    const told = parts.map((part) => this.#told(this.#find(part, undefined)).candidates);
    if (told.every((candidates) => mayAnswer(candidates, whole.candidates[0]?.id))) return undefined;
    const firsts = told.map(([first]) => first);
    const answers = firsts.filter((first) => first !== undefined && first.score >= PART) as Candidate[];
    if (!answers.some(({ score }) => score >= ANSWER)) return undefined;
    const own = answers.filter(({ id }, i) => answers.findIndex((other) => other.id === id) === i);
    if (own.length < 2) return undefined;
    // One question put in two sentences is explained as a whole by one entry. An entry with dozens of phrasings explains
    // nearly any line by one or the other of them: what is sure of itself is asked nevertheless.
    const isSure = own.every(({ score }) => score >= SURE_PART);
    const [first] = isSure ? [] : this.#alone(read(normalize(utterance))).ranked;
    if (first && first.seen.covered > WHOLE) return undefined;
    const others = whole.candidates.filter(({ id }) => !own.some((each) => each.id === id));
    const candidates = [...own, ...others].slice(0, TOP);
    return { ...whole, candidates, decision: 'choose', questions: own.length };
  }

  /** The match, with what was understood and what each word brought. */
  explain(utterance: string, context?: TalkContext): Explanation {
    const found = this.#find(utterance, context);
    const details = found.hits.slice(0, TOP).map(({ entry }, i) => ({
      id: this.#index.id(entry),
      title: this.#index.title(entry),
      score: found.scores[i]!,
      words: evidenceByWord(this.#index, found.reading, found.pieces, entry),
    }));
    const { text, stems } = found.reading;
    const whole = this.#told(found);
    return {
      ...(this.#apart(utterance, whole) ?? whole),
      read: text,
      stems: stems.map((s) => s.stem),
      details,
      ...(found.uncovered ? { uncovered: found.uncovered } : {}),
    };
  }

  /** Candidates of a question with their figures, before the talk is looked at; `whole`: all figures of every one. */
  inspect(utterance: string, whole = false): Inspection {
    const reading = read(normalize(utterance));
    const all = this.#ranked(reading, undefined, whole);
    const { question, ranked, shadow } = this.#sighted(all);
    const signs = ranked.length ? signsOf(question, ranked, shadow) : [];
    return { ids: all.ranked.map((hit) => this.#index.id(hit.entry)), ranked: all.ranked, question, signs };
  }

  #told(found: Found): Match {
    const candidates = found.hits.slice(0, TOP).map(({ entry }, i): Candidate => {
      const words = i < NAMED ? evidenceByWord(this.#index, found.reading, found.pieces, entry) : [];
      const because = words.slice(0, NAMED_WORDS).map((w) => w.word);
      return { id: this.#index.id(entry), score: found.scores[i]!, because };
    });
    const { followUp, aspect } = found;
    return { decision: decide(found.scores), candidates, followUp, ...(aspect ? { aspect } : {}) };
  }

  #find(utterance: string, context: TalkContext | undefined): Found {
    const text = normalize(utterance);
    const reading = read(text);
    if (isOnsetsOnly(text)) return this.#byOnsets(reading);
    const spot = this.#spotOf(context);
    const { question, ranked, shadow } = this.#alone(reading, spot?.field);
    const scores = probabilities(question, ranked, shadow);
    const aspect = aspectOf(reading.chars);
    const alone: Found = {
      reading,
      pieces: question.pieces,
      hits: ranked,
      scores,
      aspect,
      followUp: false,
      uncovered: this.#nearest(ranked, shadow),
    };
    return (spot && this.#inTalk(alone, spot)) ?? alone;
  }

  #nearest(ranked: readonly Ranked[], shadow: Ranked | undefined): Explanation['uncovered'] {
    if (!shadow) return undefined;
    return {
      text: this.#index.title(shadow.entry),
      ahead: shadow.rank - (ranked[0]?.rank ?? Number.NEGATIVE_INFINITY),
    };
  }

  #alone(reading: Reading, field?: string): Sighted {
    return this.#sighted(this.#ranked(reading, field));
  }

  #sighted({ question, ranked }: Pick<Sighted, 'question' | 'ranked'>): Sighted {
    const { covered } = this.#index;
    const shadow = ranked.find(({ entry }) => entry >= covered);
    return { question, ranked: ranked.filter(({ entry }) => entry < covered), shadow };
  }

  #ranked(reading: Reading, field?: string, whole = false): Pick<Sighted, 'question' | 'ranked'> {
    const own = piecesOf(this.#index, reading);
    const question = weigh(this.#index, reading, [
      ...own,
      ...this.#synonyms.expand(this.#index, reading, own),
    ]);
    const hits = search(this.#index, question.pieces, this.#scratch, candidatesFor(question.pieces.length));
    const bonus = reading.stems.length > 2 ? 0 : SAME_FIELD;
    const prior = (entry: number): number => (field && this.#index.field(entry) === field ? bonus : 0);
    return { question, ranked: rerank(this.#index, this.#tools, question, hits, prior, whole) };
  }

  /** Where the talk stands, as far as this content knows it. */
  #spotOf(context: TalkContext | undefined): Spot | undefined {
    if (!context) return undefined;
    const last = context.entry === undefined ? undefined : this.#numberOf(context.entry);
    const field = context.field ?? (last === undefined ? undefined : this.#index.field(last));
    if (!field && last === undefined) return undefined;
    return { ...(field ? { field } : {}), ...(last === undefined ? {} : { last }) };
  }

  #numberOf(id: string): number | undefined {
    this.#entryAt ??= new Map(this.#index.ids().map((own, at) => [own, at]));
    return this.#entryAt.get(id);
  }

  /** The question read inside the talk, or undefined where it stands on its own. */
  #inTalk(alone: Found, spot: Spot): Found | undefined {
    const hanging = hangingOf(alone.reading.chars);
    const [first = 0] = alone.scores;
    if (hanging === 'not' || (hanging === 'loosely' && first >= ANSWER)) return undefined;
    const found = rankInTalk(this.#index, this.#scratch, alone.pieces, alone.aspect, spot);
    if (!found.length) return undefined;
    const sure = found.length === 1 || found[0]!.fit - found[1]!.fit > 0.25;
    const top = hanging === 'wholly' && sure ? 0.8 : 0.55;
    const scores = found.map(({ fit }) => top * Math.exp(2 * (fit - found[0]!.fit)));
    return { ...alone, hits: found, scores, followUp: true };
  }

  #byOnsets(reading: Reading): Found {
    const index = this.#index;
    this.#onsets ??= Array.from({ length: index.covered }, (_, entry) => index.lines(entry).map(onsetsOf));
    const hits = byOnsets(reading.text, this.#onsets);
    const rivals = hits.filter((hit) => hit.fit >= (hits[0]?.fit ?? 0) * 0.9).length;
    const scores = hits.map((hit) => onsetScore(hit.fit, reading.text, rivals));
    return { reading, pieces: [], hits, scores, aspect: undefined, followUp: false };
  }
}

/** Whether an entry is among some candidates and not ruled out by the first. */
function mayAnswer(candidates: readonly Candidate[], id: string | undefined): boolean {
  const score = candidates.find((candidate) => candidate.id === id)?.score ?? 0;
  return score > 0 && score >= NOT_RULED_OUT * candidates[0]!.score;
}

function decide([first = 0]: readonly number[]): Decision {
  if (first >= ANSWER) return 'answer';
  return first >= CHOOSE ? 'choose' : 'notFound';
}
