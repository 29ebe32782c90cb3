/** Cutting of text where a reader would: long answers over bubbles, long names into labels. */
import { SIMPLE_TEXT_MAX, SIMPLE_TEXT_SHOWN } from './limits.ts';
import { refuse } from './report.ts';

/** How good a place white space is for a cut; smaller is better. */
const PARAGRAPH = 0;
const LINE = 1;
const SENTENCE = 2;
const WORD = 3;
/** Between a number and its unit ('53,000 원'). */
const UNIT = 4;
/** Inside a number written with spaces ('031 644 2000'). */
const NUMBER = 5;

/** A run of white space between two pieces of text. */
interface Seam {
  readonly start: number;
  readonly end: number;
  readonly level: number;
}

const SENTENCE_END = /(?:[?!…。？！]|\D\.)["'”’」』)\]]*$/u;

function levelOf(text: string, start: number, end: number): number {
  const breaks = text.slice(start, end).match(/\r\n|\r|\n/g)?.length ?? 0;
  if (breaks > 1) return PARAGRAPH;
  if (breaks === 1) return LINE;
  const before = text.slice(Math.max(0, start - 8), start);
  if (/\d\)?$/.test(before)) return /\d/.test(text.charAt(end)) ? NUMBER : UNIT;
  if (/\d[.,]$/.test(before) && /\d/.test(text.charAt(end))) return NUMBER;
  return SENTENCE_END.test(before) ? SENTENCE : WORD;
}

function seamsOf(text: string): Seam[] {
  return [...text.matchAll(/\s+/g)].map((match) => {
    const end = match.index + match[0].length;
    return { start: match.index, end, level: levelOf(text, match.index, end) };
  });
}

/** Links (also without http) and numbers (also with a blank or a bracket between their groups): never cut inside. */
const WHOLE =
  /(?:https?:\/\/|www\.)\S+|[\w.+-]+@[\w.-]+|(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,}(?![a-z]|:\/\/)(?:\/[^\s가-힣]*)?|[+(]?\d(?:(?:\)?[-.,:/~–]?\s?)\d)*/gi;

const graphemes = new Intl.Segmenter('ko', { granularity: 'grapheme' });

/** Read beyond a place to see whether it lies inside a character of several units, such as a family of emoji. */
const GRAPHEME_REACH = 64;

/** The last border between two characters as people see them, at or before `at`. */
function graphemeBorder(text: string, at: number): number {
  if (at >= text.length) return text.length;
  const border = graphemes.segment(text.slice(0, at + GRAPHEME_REACH)).containing(at)?.index ?? 0;
  if (border > 0) return border;
  return /[\uD800-\uDBFF]/.test(text.charAt(at - 1)) && at > 1 ? at - 1 : at;
}

/** Where a word longer than `max` may be cut: before a link or number it would hurt; 0 where there is no place. */
function cutInWord(word: string, max: number): number {
  for (const match of word.matchAll(WHOLE)) {
    if (match.index >= max) break;
    if (match.index + match[0].length > max) return match.index;
  }
  return graphemeBorder(word, max);
}

/** What of `from` on is left to cut, with its seams. */
interface Rest {
  readonly text: string;
  readonly from: number;
  readonly seams: readonly Seam[];
}

function best(seams: readonly Seam[], worst: number): Seam | undefined {
  let found: Seam | undefined;
  for (const seam of seams) {
    if (seam.level <= worst && (found === undefined || seam.level <= found.level)) found = seam;
  }
  return found;
}

/**
 * The seam at which the next piece ends: the best sentence end that fills a third of `aim`, else any before it,
 * else the first up to `max`, else a word end; never one inside a number.
 */
function nextSeam({ text, from, seams }: Rest, max: number, aim: number): Seam | undefined {
  const within = (low: number, high: number) =>
    seams.filter(({ start }) => start - from >= low && start - from <= high);
  const early = within(1, aim);
  const sentence = best(within(aim / 3, aim), SENTENCE) ?? best(early, SENTENCE);
  if (sentence !== undefined) return sentence;
  if (text.length - from <= max) return { start: text.length, end: text.length, level: PARAGRAPH };
  const late = within(aim, max);
  return (
    late.find(({ level }) => level <= SENTENCE) ?? best(early, WORD) ?? best(late, UNIT) ?? best(early, UNIT)
  );
}

/** Cuts a word that is too long alone; figures told with blanks between them only where nothing else is left. */
function hardCut({ text, from, seams }: Rest, max: number): Seam {
  const word = text.slice(from, from + max * 2);
  const length = cutInWord(word, max);
  if (length > 0) return { start: from + length, end: from + length, level: NUMBER };
  const figures = seams.findLast(({ start }) => start > from && start - from <= max);
  return figures ?? refuse('simpleText.text.length', '$.text', `a link or number longer than ${max}`);
}

/** Chooses where the next part of at most `max` characters ends. */
type Choice = (rest: Rest, max: number) => Seam;

function cutUp(text: string, max: number, goal: number, choose: Choice): string[] {
  const whole = text.trim();
  let seams = seamsOf(whole);
  let from = 0;
  const parts: string[] = [];
  while (whole.length - from > goal) {
    const seam = choose({ text: whole, from, seams }, max);
    parts.push(whole.slice(from, seam.start));
    from = seam.end;
    seams = seams.filter(({ start }) => start > from);
  }
  return from < whole.length ? [...parts, whole.slice(from)] : parts;
}

/**
 * Splits a text into parts of at most `max` characters, about `aim` each where that is possible: at paragraphs,
 * lines and sentence ends, else between words; inside a word only where a single word is longer than `max`.
 * White space at the seams and at both ends is dropped, nothing else. A blank text has no parts.
 * @throws KakaoLimitError `simpleText.text.length` when one link or number alone is longer than `max`.
 */
export function splitText(
  text: string,
  max: number = SIMPLE_TEXT_MAX,
  aim: number = SIMPLE_TEXT_SHOWN,
): string[] {
  const goal = Math.min(aim, max);
  return cutUp(text, max, goal, (rest) => nextSeam(rest, max, goal) ?? hardCut(rest, max));
}

/** The last seam that fills a part, a sentence end where there is one. */
function fullest(rest: Rest, max: number): Seam {
  const within = rest.seams.filter(({ start }) => start > rest.from && start - rest.from <= max);
  const last = (worst: number) => within.findLast(({ level }) => level <= worst);
  return last(SENTENCE) ?? last(WORD) ?? last(UNIT) ?? hardCut(rest, max);
}

/**
 * Splits like `splitText`, but into the fewest parts: each is filled up to its last sentence end, also where a
 * paragraph ends earlier.
 * @throws KakaoLimitError as `splitText`
 */
export function packText(text: string, max: number = SIMPLE_TEXT_MAX): string[] {
  return cutUp(text, max, max, fullest);
}

function cutForLabel(text: string, room: number): string {
  const seams = seamsOf(text).filter(({ start }) => start <= room);
  const seam = seams.findLast(({ level }) => level <= WORD) ?? seams.findLast(({ level }) => level === UNIT);
  return text.slice(0, seam?.start ?? cutInWord(text, room)).replace(/[\s.,:;·(~–-]+$/u, '');
}

/**
 * The text itself where it has at most `max` characters, else its first words with '…' (which counts). A first
 * word that is too long alone is cut between characters; a link or number is never cut but left out.
 */
export function shorten(text: string, max: number): string {
  const whole = text.trim();
  if (whole.length <= max) return whole;
  return max < 1 ? '' : `${cutForLabel(whole, max - 1)}…`;
}
