/** Resident, foreigner's and corporate registration numbers. */
import { isLongDate, isShortDate } from '../dates.ts';
import { isPlain, type Run, shapeOf } from '../digits.ts';
import {
  before,
  cued,
  type Finder,
  type Found,
  foundIn,
  type Judge,
  type Reading,
  walk,
} from '../finding.ts';
import type { Kind } from '../kinds.ts';

/** Words by which somebody announces a resident number. */
const CUE =
  /[주쥬]\s*민\s*(?:등\s*록|번|등\s*번|증|뒷|앞|\s*No)|민\s*번|[주쥬]\s*등\s*번|앞\s*자리|뒷\s*자리|뒤\s*자리|앞\s*번호|뒷\s*번호|생년월일\s*\+|외\s*국\s*인\s*(?:등\s*록|번|증)|거소\s*신고|등록\s*번호|resident|rrn|jumin|\bARC\b|alien|registration/i;
/** Cues strong enough to take half a number for what it is. */
const HALF_CUE =
  /[주쥬]\s*민\s*(?:등\s*록|번|등\s*번|증\s*번)|민\s*번|[주쥬]\s*등\s*번|[주쥬]\s*민\s*[앞뒷뒤]|[앞뒷뒤끝]\s*에?\s*(?:자리|번호|번|꺼|것|거|쪽|[67여일육칠]\S{0,3}\s*자리)|[앞뒤]에?[는가은이]|마지막\s*[7칠일]\S{0,2}\s*자리|외\s*국\s*인\s*(?:등\s*록|번)|거소|rrn|jumin|resident/i;
const CORPORATE = /법\s*인/;
/** Numbers of papers that begin with a date. */
const PAPER =
  /접수|고시|신고\s*필증|필증|스티커|공고|관리\s*번호|문서|대기|주문|운송장|송장|증명서\s*번호|발급\s*번호|고지서\s*번호|전자\s*납부|바코드|ISBN|쿠폰|상품\s*번호|제품\s*번호/i;

/** Seventh digit: 5–8 are foreigners'. */
function kindOf(digits: string, corporate: boolean): Kind {
  if (corporate) return 'crn';
  return /[5-8]/.test(digits[6] ?? '') ? 'frn' : 'rrn';
}

const near = (reading: Reading, found: Found, cue: RegExp): boolean => cued(reading, found, cue, [25, 12]);

/** Six and seven digits with a sign between, alone, but the day is a slip of the finger ('790230-1984417'). */
function mistyped(run: Run, from: number, shape: readonly number[] | undefined, { text }: Reading): boolean {
  if (run.digits.length !== 13 || shape?.join() !== '6,7' || !/^..(?:0[1-9]|1[0-2])..[1-8]/.test(run.digits))
    return false;
  const end = (run.at.at(-1) as number) + 1;
  const joint = text.slice((run.at[from + 5] as number) + 1, run.at[from + 6]);
  return /^\s?[-–—ㅡ~]\s?$/.test(joint) && !/^\s?(?:원|호|건|번)/.test(text.slice(end, end + 3));
}

/** Thirteen digits whose first six are a date: whatever the grouping, unless it is a paper's YYYYMMDD-NNNNN. */
const whole: Judge = (run, from, to, reading) => {
  const digits = run.digits.slice(from, to);
  const found = foundIn(run, from, to, 'rrn');
  const dated = isShortDate(digits.slice(0, 6));
  const corporate = near(reading, found, CORPORATE);
  const full = { ...found, kind: kindOf(digits, corporate) };
  if (corporate || near(reading, found, CUE)) return full;
  const shape = shapeOf(run, from, to);
  if (!dated && (!mistyped(run, from, shape, reading) || near(reading, found, PAPER))) return undefined;
  if (shape?.length === 2 && shape[0] === 8 && isLongDate(digits.slice(0, 8))) return undefined;
  return near(reading, found, PAPER) && shape?.[0] !== 6 ? undefined : full;
};

/** Written with the full year: 19850312-1234567. */
const withCentury: Judge = (run, from, to, reading) => {
  const digits = run.digits.slice(from, to);
  const shape = shapeOf(run, from, to);
  const fits = shape && (isPlain(shape) || (shape[0] === 8 && shape[1] === 7));
  if (!fits || !isLongDate(digits.slice(0, 8)) || !/[1-8]/.test(digits[8] ?? '')) return undefined;
  const found = foundIn(run, from, to, /[5-8]/.test(digits[8] ?? '') ? 'frn' : 'rrn');
  return near(reading, found, PAPER) && !near(reading, found, HALF_CUE) ? undefined : found;
};

/** Words of other numbers. */
const OTHER_CUE = /계좌|통장|카드|면허|사업자/;

/** With a cue, a number with a slip of the finger: a digit too few or too many. */
const slipped: Judge = (run, from, to, reading) => {
  const found = foundIn(run, from, to, 'rrn');
  if (run.digits.startsWith('01', from) || !cued(reading, found, HALF_CUE, [20, 0])) return undefined;
  return cued(reading, found, OTHER_CUE, [12, 0]) ? undefined : found;
};

/** Half a number: six digits that are a date, or the seven behind. */
const half: Judge = (run, from, to, reading) => {
  const digits = run.digits.slice(from, to);
  const shape = shapeOf(run, from, to);
  if (!shape || !(isPlain(shape) || to - from === 7)) return undefined;
  const found = foundIn(run, from, to, 'rrn');
  if (to - from === 6 && !isShortDate(digits)) return undefined;
  return cued(reading, found, HALF_CUE, [30, 16]) ? found : undefined;
};

/** A half that follows the other: '850312 이고 뒤에 1234567'. */
function partners(halves: readonly Found[], reading: Reading): Found[] {
  if (halves.length === 0) return [];
  const sorted = [...halves].sort((a, b) => a.start - b.start);
  let i = 0;
  return walk(reading, [7, 6], (run, from, to) => {
    const found = foundIn(run, from, to, 'rrn');
    while (i + 1 < sorted.length && (sorted[i + 1] as Found).start <= found.start) i += 1;
    const close = [sorted[i], sorted[i + 1]].some(
      (f) => f && (Math.abs(found.start - f.end) <= 25 || Math.abs(f.start - found.end) <= 25),
    );
    return close ? found : undefined;
  });
}

const STAR = '[*×xX●○■□◆◇★☆#?•·∗✱※_ㅁㅇ]';
const STARRED = new RegExp(
  `(?<!\\d)(\\d{2}\\s?\\d{2}\\s?\\d{2})\\s{0,2}[-–—ㅡ~. ]{0,2}\\s?(?:\\d\\s?${STAR}{3,7}|${STAR}{5,7}|\\d{2,6}${STAR}{1,5})`,
  'g',
);

/** The citizen starred the back half: what is left still tells birth and sex. */
function starred({ text }: Reading): Found[] {
  return [...text.matchAll(STARRED)]
    .filter((m) => isShortDate((m[1] as string).replace(/\s/g, '')) || CUE.test(before(text, m.index, 20)))
    .map((m) => ({ start: m.index, end: m.index + m[0].length, kind: 'rrn' as const }));
}

/** The date and the first digit behind it ('850312-1'), with a cue. */
const front: Judge = (run, from, to, reading) => {
  const shape = shapeOf(run, from, to);
  const found = foundIn(run, from, to, 'rrn');
  const fits =
    shape && (shape.join() === '6,1' || isPlain(shape)) && isShortDate(run.digits.slice(from, from + 6));
  return fits && cued(reading, found, HALF_CUE, [20, 10]) ? found : undefined;
};

/** More digits in one piece than any number has, behind the plain word for it: all of them go. */
function overlong(reading: Reading): Found[] {
  const long = (run: Run): boolean => run.digits.length > 14 && !run.head.slice(1).includes(true);
  return reading.runs
    .filter(long)
    .map((run) => foundIn(run, 0, run.digits.length, 'rrn'))
    .filter((found) => cued(reading, found, HALF_CUE, [15, 0]));
}

export const resident: Finder = (reading) => {
  const full = [...walk(reading, [15], withCentury), ...walk(reading, [13], whole), ...starred(reading)];
  const halves = [...walk(reading, [7], front), ...walk(reading, [7, 6], half)];
  const slips = walk(reading, [14, 12, 11, 10], slipped);
  return [...full, ...slips, ...overlong(reading), ...halves, ...partners(halves, reading)];
};
