/** The matcher: one question in, ranked entries and one decision out. */
import type { StoredIndex } from './index/stored.ts';
import { evidenceByWord } from './rank/because.ts';
import { ANSWER, CHOOSE, probabilities } from './rank/calibrate.ts';
import { type Question, weigh } from './rank/evidence.ts';
import { type Ranked, rerank } from './rank/rerank.ts';
import { type Hit, type Piece, piecesOf, type Scratch, scratchFor, search } from './rank/search.ts';
import { asksAboutTalk, aspectOf, pointsBack, wordsOf } from './talk/aspect.ts';
import { toOnsets } from './text/hangul.ts';
import { isOnsetsOnly, normalize } from './text/normalize.ts';
import { type Reading, read } from './text/words.ts';
import type { Aspect, Candidate, Decision, Match, Matcher, TalkContext } from './types.ts';

/** What `explain` shows of one question: for editors and the command line. */
export interface Explanation extends Match {
  /** The question as it was read. */
  readonly read: string;
  /** Its words without endings and fillers. */
  readonly stems: readonly string[];
  readonly details: readonly {
    id: string;
    title: string;
    score: number;
    words: readonly { word: string; evidence: number }[];
  }[];
}

/** Inside view of one question. */
export interface Inspection {
  readonly ids: readonly string[];
  readonly ranked: readonly Ranked[];
  readonly question: Question;
}

interface Found {
  readonly reading: Reading;
  readonly pieces: readonly Piece[];
  readonly hits: readonly Hit[];
  readonly scores: readonly number[];
  readonly aspect: Aspect | undefined;
  readonly followUp: boolean;
}

const TOP = 10;

/** A matcher over a built index. */
export class IndexMatcher implements Matcher {
  readonly #index: StoredIndex;
  readonly #scratch: Scratch;
  readonly #entryAt: Map<string, number>;

  constructor(index: StoredIndex) {
    this.#index = index;
    this.#scratch = scratchFor(index);
    this.#entryAt = new Map(index.ids.map((id, at) => [id, at]));
  }

  match(utterance: string, context?: TalkContext): Match {
    const found = this.#find(utterance, context);
    const top = found.hits.slice(0, TOP).map((hit, i) => this.#candidate(found, hit, i));
    return {
      decision: decide(found.scores),
      candidates: top,
      followUp: found.followUp,
      ...(found.aspect ? { aspect: found.aspect } : {}),
    };
  }

  explain(utterance: string, context?: TalkContext): Explanation {
    const found = this.#find(utterance, context);
    const match = this.match(utterance, context);
    const details = found.hits.slice(0, TOP).map((hit, i) => ({
      id: this.#index.ids[hit.entry]!,
      title: this.#index.titles[hit.entry]!,
      score: found.scores[i]!,
      words: evidenceByWord(this.#index, found.reading, found.pieces, hit.entry),
    }));
    return { ...match, read: found.reading.text, stems: found.reading.stems.map((s) => s.stem), details };
  }

  /** Candidates of a question with their figures, and the signs of the first: what the constants are fitted on. */
  inspect(utterance: string): Inspection {
    const reading = read(normalize(utterance));
    const pieces = this.#expand(reading);
    const question = weigh(this.#index, reading, pieces);
    const ranked = rerank(this.#index, question, search(this.#index, pieces, this.#scratch));
    const ids = ranked.map((hit) => this.#index.ids[hit.entry]!);
    return { ids, ranked, question };
  }

  #candidate(found: Found, hit: Hit, i: number): Candidate {
    const because =
      i < 3
        ? evidenceByWord(this.#index, found.reading, found.pieces, hit.entry)
            .map((w) => w.word)
            .slice(0, 4)
        : [];
    return { id: this.#index.ids[hit.entry]!, score: found.scores[i]!, because };
  }

  #find(utterance: string, context: TalkContext | undefined): Found {
    const text = normalize(utterance);
    const reading = read(text);
    const aspect = aspectOf(reading.chars);
    if (isOnsetsOnly(text)) return this.#byOnsets(reading);
    const pieces = this.#expand(reading);
    const question = weigh(this.#index, reading, pieces);
    const hits = rerank(this.#index, question, search(this.#index, pieces, this.#scratch));
    const scores = probabilities(question, hits);
    const alone: Found = { reading, pieces, hits, scores, aspect, followUp: false };
    return context ? this.#inTalk(alone, context) : alone;
  }

  /** Pieces of the question and, lighter, of the official terms of its spoken words. */
  #expand(reading: Reading): Piece[] {
    const pieces = piecesOf(this.#index, reading);
    for (const { word, term } of this.#index.synonyms) {
      if (reading.chars.includes(word.replaceAll(' ', ''))) {
        pieces.push(...piecesOf(this.#index, read(normalize(term)), 0.5, true));
      }
    }
    return pieces;
  }

  /** A question that only makes sense inside the talk is read together with what the talk is about. */
  #inTalk(alone: Found, context: TalkContext): Found {
    const at = context.entry === undefined ? undefined : this.#entryAt.get(context.entry);
    const field = context.field ?? (at === undefined ? undefined : this.#index.fields[at]);
    const short = asksAboutTalk(alone.reading.chars);
    const back = pointsBack(alone.reading.chars);
    if (!short && !(back && (alone.scores[0] ?? 0) < ANSWER)) return alone;
    if (at === undefined && field === undefined) return alone;
    const topic = at === undefined ? '' : this.#index.titles[at]!;
    const words = `${alone.aspect ? wordsOf(alone.aspect) : ''}`;
    const pieces = [
      ...piecesOf(this.#index, read(normalize(topic)), 0.6),
      ...piecesOf(this.#index, read(normalize(words)), 0.8),
      ...alone.pieces,
    ];
    const inField = search(this.#index, pieces, this.#scratch, 500).filter(
      (hit) => field === undefined || this.#index.fields[hit.entry] === field || hit.entry === at,
    );
    if (!inField.length) return alone;
    const scores = inField.map((_, i) => Math.max(0.05, 0.8 - i * 0.2));
    return { ...alone, hits: inField, scores, followUp: true };
  }

  #byOnsets(reading: Reading): Found {
    const wanted = reading.chars;
    const hits = this.#index.titles
      .map((title, entry) => ({
        entry,
        evidence: toOnsets(normalize(title).replaceAll(' ', '')).includes(wanted) ? wanted.length : 0,
        mean: 0,
      }))
      .filter((hit) => hit.evidence > 0)
      .slice(0, 50);
    const scores = hits.map(() => Math.min(0.6, 0.1 * wanted.length) / Math.max(1, hits.length / 2));
    return { reading, pieces: [], hits, scores, aspect: undefined, followUp: false };
  }
}

function decide(scores: readonly number[]): Decision {
  const [first = 0] = scores;
  if (first >= ANSWER) return 'answer';
  return first >= CHOOSE ? 'choose' : 'notFound';
}
