/** Finds runs of digits in a folded text, however they are written, and how they are grouped. */

/** One run: digits that belong together as somebody would read them out. */
export interface Run {
  /** The digits in plain form. */
  readonly digits: string;
  /** Place of each digit in the folded text. */
  readonly at: readonly number[];
  /** edge[i]: a group may begin at digit i (or end before it). Has one more entry than there are digits. */
  readonly edge: readonly boolean[];
  /** head[i]: digit i begins a group, with a gap before it. */
  readonly head: readonly boolean[];
  /** heads[i]: how many groups begin before digit i. */
  readonly heads: readonly number[];
  /** hangul[i]: digit i was written as a Korean word. */
  readonly hangul: readonly boolean[];
}

const SPOKEN: Readonly<Record<string, string>> = {
  공: '0',
  영: '0',
  빵: '0',
  零: '0',
  '○': '0',
  일: '1',
  一: '1',
  壹: '1',
  이: '2',
  二: '2',
  삼: '3',
  三: '3',
  사: '4',
  四: '4',
  오: '5',
  五: '5',
  육: '6',
  륙: '6',
  六: '6',
  칠: '7',
  七: '7',
  팔: '8',
  八: '8',
  구: '9',
  九: '9',
};
const LOOKALIKE: Readonly<Record<string, string>> = {
  O: '0',
  o: '0',
  ㅇ: '0',
  l: '1',
  I: '1',
  i: '1',
  ㅣ: '1',
};

/**
 * Signs between groups: any but those that end a sentence or belong to an amount, a share or an address. A colon is
 * looked at once more, since it stands in times.
 */
const SIGN = '(?:(?![!?%@○\\p{Sc}])[\\p{P}\\p{S}]|[ㅡー])';
const GAP = new RegExp(
  `\\s{0,3}(?:${SIGN}{1,3}(?:\\s{0,2}${SIGN}{1,2})?|다시|대시|데시|다쉬|대쉬|하이픈|하이푼|짝대기|작대기|빼기|마이너스|에|의|점|dash|hyphen)?\\s{0,3}`,
  'uy',
);

/** Words of one syllable that are far more often a particle or the start of another word than a digit. */
const TREACHEROUS = new Set(['이', '일', '오', '사', '구', '삼', '육', '칠', '팔']);

const isDigit = (c: string | undefined): boolean => c !== undefined && c >= '0' && c <= '9';
const isHangul = (c: string | undefined): boolean => c !== undefined && c >= '가' && c <= '힣';
const isLatin = (c: string | undefined): boolean => c !== undefined && /[A-Za-z]/.test(c);
const spoken = (c: string | undefined): string | undefined => (c === undefined ? undefined : SPOKEN[c]);
const digitOf = (c: string): string | undefined => (isDigit(c) ? c : (SPOKEN[c] ?? LOOKALIKE[c]));

/** 1 for every UTF-16 unit that may be a digit. */
const DIGIT_LIKE = new Uint8Array(0x10000);
for (const c of [...'0123456789', ...Object.keys(SPOKEN), ...Object.keys(LOOKALIKE)])
  DIGIT_LIKE[c.charCodeAt(0)] = 1;

/** A stretch of digit-like characters without gaps. */
interface Token {
  readonly from: number;
  readonly to: number;
}

/** A digit that stands alone, before the gap to the next: where digits are told one by one, a letter alone is one too. */
const LONE_DIGIT = /(?:^|[\s.-])\d[\s.-]{1,2}$/;

/** Cuts look-alike letters off the side on which they touch a real letter, and gives up what has no digit. */
function trimLetters(text: string, from: number, to: number): Token | undefined {
  let a = from;
  let b = to;
  if (isLatin(text[a - 1])) while (a < b && LOOKALIKE[text[a] as string]) a += 1;
  if (isLatin(text[b])) while (b > a && LOOKALIKE[text[b - 1] as string]) b -= 1;
  const piece = text.slice(a, b);
  if (a === b) return undefined;
  if (b - a === 1 && LOOKALIKE[piece] && LONE_DIGIT.test(text.slice(Math.max(0, a - 4), a)))
    return { from: a, to: b };
  if (/[0-9]/.test(piece) || [...piece].every((c) => spoken(c))) return { from: a, to: b };
  return /^[Ooㅇ공영][lIiㅣ일][Ooㅇ공영]/.test(piece) ? { from: a, to: b } : undefined;
}

/** Cuts Korean digits that are part of a word: a lone '이' in '번호이', '이고', '일 때문에'. */
function trimWords(text: string, token: Token): Token | undefined {
  let { from, to } = token;
  const lone = (i: number, previous: number): boolean =>
    TREACHEROUS.has(text[i] as string) && !spoken(text[previous]);
  if (to - from > 1 && lone(to - 1, to - 2) && isHangul(text[to])) to -= 1;
  // '…0417이구요': two particles.
  if (to - from > 3 && text[to] === '요' && /[0-9]이구$/.test(text.slice(to - 3, to))) to -= 2;
  // Before a plain digit it may be either ('번호이 010…', '구10사25…'): it stays, and a group may begin behind it.
  if (to - from > 1 && lone(from, from + 1) && isHangul(text[from - 1]) && !isDigit(text[from + 1]))
    from += 1;
  const single = to - from === 1 && TREACHEROUS.has(text[from] as string);
  if (single && (isHangul(text[from - 1]) || isHangul(text[to]))) return undefined;
  return { from, to };
}

function tokens(text: string): Token[] {
  const found: Token[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (DIGIT_LIKE[text.charCodeAt(at)] === 0) continue;
    let to = at + 1;
    while (to < text.length && DIGIT_LIKE[text.charCodeAt(to)] === 1) to += 1;
    const trimmed = trimLetters(text, at, to);
    const token = trimmed && trimWords(text, trimmed);
    if (token) found.push(token);
    at = to;
  }
  return found;
}

function joins(text: string, left: Token, right: Token): boolean {
  if (right.from - left.to > 12 || left.to === right.from) return left.to === right.from;
  GAP.lastIndex = left.to;
  if (!GAP.test(text) || GAP.lastIndex !== right.from) return false;
  const inTime = left.to - left.from <= 2 && right.to - right.from <= 2;
  return !inTime || !text.slice(left.to, right.from).includes(':');
}

function runOf(text: string, parts: readonly Token[]): Run {
  const at: number[] = [];
  const edge: boolean[] = [];
  const head: boolean[] = [];
  for (const { from, to } of parts) {
    for (let i = from; i < to; i += 1) {
      at.push(i);
      head.push(i === from);
      edge.push(i === from || !spoken(text[i]) !== !spoken(text[i - 1]));
    }
  }
  const hangul = at.map((i) => spoken(text[i]) !== undefined);
  const digits = at.map((i) => digitOf(text[i] as string)).join('');
  softenTail(text, parts, at, edge);
  edge.push(true);
  const heads = [0];
  for (const first of head) heads.push((heads.at(-1) as number) + (first ? 1 : 0));
  return { digits, at, edge, head, heads, hangul };
}

/** A number read out in Korean may run into the word after it ('…팔이에요'): its last two digits may be no digits. */
function softenTail(text: string, parts: readonly Token[], at: readonly number[], edge: boolean[]): void {
  const last = parts.at(-1);
  if (!last || !isHangul(text[last.to]) || !spoken(text[last.to - 1])) return;
  for (const back of [1, 2]) {
    const place = at.length - back;
    if (place > 0 && at[place] === last.to - back && TREACHEROUS.has(text[last.to - back] as string))
      edge[place] = true;
  }
}

/** Fewer digits than this are no identifier of any kind that is read from runs. */
const SHORTEST = 6;

/** Circles alone stand for what is left out, not for zeros. */
const EMPTY = /^○+$/;

/** All runs of a folded text, in order. Linear. */
export function findRuns(text: string): Run[] {
  const runs: Run[] = [];
  const add = (group: readonly Token[]): void => {
    if (group.every(({ from, to }) => EMPTY.test(text.slice(from, to)))) return;
    if (group.reduce((sum, { from, to }) => sum + to - from, 0) >= SHORTEST) runs.push(runOf(text, group));
  };
  let parts: Token[] = [];
  for (const token of tokens(text)) {
    const last = parts.at(-1);
    if (last && !joins(text, last, token)) {
      add(parts);
      parts = [];
    }
    parts.push(token);
  }
  add(parts);
  return runs;
}

/** Lengths of the groups between two digits of a run, or undefined when a group is cut by them. */
export function shapeOf(run: Run, from: number, to: number): readonly number[] | undefined {
  if (!run.edge[from] || !run.edge[to]) return undefined;
  const shape: number[] = [];
  let last = from;
  for (let i = from + 1; i <= to; i += 1) {
    if (i < to && !run.head[i]) continue;
    shape.push(i - last);
    last = i;
  }
  return shape;
}

/** Digits `from` to `to` of a run as a run of their own. */
export function partOf(run: Run, from: number, to: number): Run {
  const base = run.heads[from] as number;
  return {
    digits: run.digits.slice(from, to),
    at: run.at.slice(from, to),
    edge: run.edge.slice(from, to + 1),
    head: run.head.slice(from, to),
    heads: run.heads.slice(from, to + 1).map((n) => n - base),
    hangul: run.hangul.slice(from, to),
  };
}

/** Into how many groups the digits are cut. */
export function groupsIn(run: Run, from: number, to: number): number {
  const begun = (run.heads[to] as number) - (run.heads[from] as number);
  return run.head[from] ? begun : begun + 1;
}

/** Whether the digits stand together or one by one, so that the grouping says nothing. */
export function isPlain(shape: readonly number[]): boolean {
  return shape.length === 1 || shape.every((n) => n === 1);
}
