/** Dates of birth: a date with a word of birth beside it. */
import { isLongDate, isMonthDay, isShortDate } from '../dates.ts';
import { isPlain, shapeOf } from '../digits.ts';
import { after, before, type Finder, type Found, foundIn, type Judge, walk } from '../finding.ts';

const CUE_BEFORE =
  /(?:생\s*년\s*월\s*일|생일(?!\s*(?:축하|선물|쿠폰|파티|지원))|생년|생월|생신|출생(?!\s*신고|\s*축하|\s*지원|\s*아|률)|태어난|탄생|DOB|birth\s*day|birth|born|양력|음력|앞자리)[^0-9]{0,14}$/i;
const CUE_AFTER =
  /^[\s.]{0,3}(?:\(?(?:양력|음력)\)?\s?)?(?:년?\s?생(?![활각산명수기긴겼태])|에?\s{0,2}(?:출생(?!\s*신고)|태어|낳)|년생|birth|born)/i;
/** A date by which something holds: no birthday. */
const TERM =
  /^\s?\.?\s?(?:\([월화수목금토일]\)\s?)?(?:이후|부터|까지|이전|기준|현재|자로|시행|접수|마감|에?\s?(?:축제|행사|제사|차례))/;

const N = '[0-9영공일이삼사오육륙칠팔구십백천]';
/** Day of a lunar month, and the beast of a year. */
const MOON_DAY =
  '(?:초\\s?(?:하루|이틀|사흘|나흘|닷새|엿새|이레|여드레|아흐레|열흘)|보름|그믐|스무(?:하루|이틀|사흘|나흘|닷새|엿새|이레|여드레|아흐레))';
const SIGN = '(?:쥐|소|범|호랑이|토끼|용|뱀|말|양|원숭이|닭|개|돼지)띠';
const WRITTEN = new RegExp(
  `(?:${N}{2,9}\\s?(?:년\\s?생?|생)\\s{0,2}(?:[양음]력\\s?)?(?:${SIGN}\\s?)?)?(?:(${N}{1,3})|[정유시]|동짓|섣)\\s?[월달]\\s{0,2}(?:(${N}{1,4})\\s?일|${MOON_DAY})`,
  'g',
);
const SIGNED = /(?<![\d.\-/])(?:(?:18|19|20)?\d\d)\s?([./-]|\s)\s?(\d{1,2})\s?\1\s?(\d{1,2})(?!\d)/g;
/** As foreigners write it: day or month first, or the month by its English name. */
const YEAR_LAST = /(?<![\d.\-/])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(?:18|19|20)\d\d(?!\d)/g;
const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}';
const DAY = '\\d{1,2}(?:st|nd|rd|th)?';
const ENGLISH = new RegExp(
  `(?<![\\da-z])(?:(?:18|19|20)\\d\\d[\\s./-]{1,2})?(?:${DAY}[\\s./-](?:of\\s)?${MONTH}|${MONTH}\\.?[\\s/-]${DAY})(?:[,./-]?[\\s./-]?(?:18|19|20)\\d\\d)?(?![\\da-z])`,
  'gi',
);

const isBirth = (text: string, { start, end }: Found): boolean => {
  const tail = after(text, end, 14);
  if (TERM.test(tail)) return false;
  if (/생/.test(text.slice(start, end))) return true;
  return CUE_BEFORE.test(before(text, start, 24)) || CUE_AFTER.test(tail);
};

const digitsOnly = (text: string): boolean => /^\d+$/.test(text);

function written(text: string): Found[] {
  return [...text.matchAll(WRITTEN)]
    .filter(
      ([, month = '', day = '']) =>
        !digitsOnly(month) || !digitsOnly(day) || isMonthDay(Number(month), Number(day)),
    )
    .map((m) => ({ start: m.index, end: m.index + m[0].length, kind: 'birthdate' as const }));
}

function signed(text: string): Found[] {
  return [...text.matchAll(SIGNED)]
    .filter((m) => isMonthDay(Number(m[2]), Number(m[3])))
    .map((m) => ({ start: m.index, end: m.index + m[0].length, kind: 'birthdate' as const }));
}

function abroad(text: string): Found[] {
  const signs = [...text.matchAll(YEAR_LAST)].filter(
    ([, a, , b]) => isMonthDay(Number(a), Number(b)) || isMonthDay(Number(b), Number(a)),
  );
  return [...signs, ...text.matchAll(ENGLISH)].map((m) => ({
    start: m.index,
    end: m.index + m[0].length,
    kind: 'birthdate' as const,
  }));
}

/** Eight or six digits in one piece or one by one, or grouped as year, month, day. */
const packed: Judge = (run, from, to) => {
  const digits = run.digits.slice(from, to);
  const shape = shapeOf(run, from, to);
  if (!shape || !(isPlain(shape) || (shape.length === 3 && shape[1] === 2 && shape[2] === 2)))
    return undefined;
  return isShortDate(digits) || isLongDate(digits) ? foundIn(run, from, to, 'birthdate') : undefined;
};

/** The year of birth told apart from the day: '1959년생이고 생일은 3월 8일'. */
const YEAR = new RegExp(
  `(?<![0-9.-])(?:(?:18|19|20)?\\d\\d|${N}{2,9})\\s?년(?=\\s?(?:도\\s?)?(?:에\\s?)?(?:생|출생|태어|${SIGN}))`,
  'g',
);
const APART = 24;

function years(text: string, days: readonly Found[]): Found[] {
  if (days.length === 0) return [];
  const sorted = [...days].sort((a, b) => a.start - b.start);
  let i = 0;
  return [...text.matchAll(YEAR)].flatMap((m) => {
    const [start, end] = [m.index, m.index + m[0].length];
    while (i < sorted.length && (sorted[i] as Found).end < start - APART) i += 1;
    const day = sorted[i];
    return day && day.start <= end + APART ? [{ start, end, kind: 'birthdate' as const }] : [];
  });
}

export const birthdate: Finder = (reading) => {
  const { text } = reading;
  const dates = [...written(text), ...signed(text), ...abroad(text), ...walk(reading, [8, 6], packed)];
  const births = dates.filter((found) => isBirth(text, found));
  return [...births, ...years(text, births)];
};
