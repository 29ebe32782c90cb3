/** Numbers told in parts with words between: '앞에 850312 하고 뒤에 1981234', '010 이고 0123 에 4567'. */
import { isMonthDay, isShortDate } from '../dates.ts';
import type { Run } from '../digits.ts';
import { before, type Finder, type Found, foundIn, type Reading } from '../finding.ts';
import { BARRIER } from '../fold.ts';
import type { Kind } from '../kinds.ts';

/** Most characters between the halves of a resident number. */
const REACH = 24;
/** Between the halves: signs alone, or words that lead from one half to the other. */
const SIGNS = /^[^\p{L}\p{N}]{1,6}$/u;
const LEADS =
  /뒤|뒷|끝|나머지|다음|그리고|이고|이구|하고|에다|이랑|이며|이요|[이]?에요|예요|입니다|자리|번호|\band\b|then/i;
/** A word or two between the halves, none of which names another number. */
const FEW_WORDS = /^[^\d\n]{1,9}$/;
const OTHER_NUMBER = /접수|공고|대기|순번|필증|스티커|고지|주문|송장|번호|부터|까지|에서|원|명|건|개/;
/** What follows a sum or a count and no identifier. */
const UNIT = /^\s?(?:원|명|건|개|㎡|km|kg)/;

function backOf(run: Run, text: string): Found | undefined {
  if (run.digits.length < 7 || !run.edge[7] || run.digits.startsWith('01')) return undefined;
  if (run.digits.length > 7 && !run.head[7]) return undefined;
  const found = foundIn(run, 0, 7, 'rrn');
  return UNIT.test(text.slice(found.end, found.end + 4)) ? undefined : found;
}

function frontOf(run: Run): Found | undefined {
  const from = run.digits.length - 6;
  if (from < 0 || !run.edge[from] || (from > 0 && !run.head[from])) return undefined;
  return isShortDate(run.digits.slice(from)) ? foundIn(run, from, run.digits.length, 'rrn') : undefined;
}

/** Whether the halves stand so near that a word between them leads from one to the other ('910425 남 1981122'). */
function told(between: string, front: Run, back: Run): boolean {
  const alone = front.digits.length === 6 && back.digits.length === 7 && /^[1-8]/.test(back.digits);
  return alone && FEW_WORDS.test(between) && !OTHER_NUMBER.test(between);
}

function halvesOf({ text, runs }: Reading): Found[] {
  return runs.flatMap((run, i) => {
    const next = runs[i + 1];
    const front = next && frontOf(run);
    const back = front && backOf(next, text);
    if (!front || !back || back.start - front.end > REACH) return [];
    const between = text.slice(front.end, back.start);
    if (
      between.includes(BARRIER) ||
      !(SIGNS.test(between) || LEADS.test(between) || told(between, run, next))
    )
      return [];
    return /[가-힣]{3}/.test(between) ? [front, back] : [{ ...front, end: back.end }];
  });
}

const SAID = '[0-9영공일이삼사오육륙칠팔구십백천]';
const DATED = new RegExp(
  `(?<![\\d])(?:(?:19|20)?\\d{2}|${SAID}{2,9})\\s?년\\s?(${SAID}{1,3})\\s?월\\s?(${SAID}{1,4})\\s?일?(?:생|에|이고|,|-|\\s){0,4}(?:뒷?\\s?(?:자리|에|는))?\\s{0,2}[0-9]\\d{2}\\s?\\d{4}(?!\\d)`,
  'g',
);

const isWritten = (...parts: (string | undefined)[]): boolean =>
  parts.every((part) => /^\d+$/.test(part ?? ''));

/** A written-out date with seven digits behind it. */
function dated({ text }: Reading): Found[] {
  return [...text.matchAll(DATED)]
    .filter(([, month, day]) => !isWritten(month, day) || isMonthDay(Number(month), Number(day)))
    .map((m) => ({ start: m.index, end: m.index + m[0].length, kind: 'rrn' as const }))
    .filter(({ end }) => !UNIT.test(text.slice(end, end + 4)));
}

const DIGIT = '[0-9공영일이삼사오육륙칠팔구]';
const WORDS =
  '(?:이고요?|이구요?|그리고|하고|국번|가운데|중간|앞|뒤|뒷|끝|마지막|자리|번호|다음|에다가?|은|는|이|가|에|요|번|로|네|예|쓰고|치고|누르고|붙이고|한\\s?다음|빼고|그|담|시작|[\\s,.:()~-]){1,6}';
const CALLED = new RegExp(
  `(?:(?<!\\d)01[016-9]|공일공|영일영)${WORDS}${DIGIT}{3,4}${WORDS}?${DIGIT}{4}(?!\\d)`,
  'g',
);

/** A mobile number with words between its groups. */
function called({ text }: Reading): Found[] {
  return [...text.matchAll(CALLED)].map((m) => ({
    start: m.index,
    end: m.index + m[0].length,
    kind: 'phone' as const,
  }));
}

/** Words that tell which part of a number comes next. */
const PART =
  '(?:맨\\s?)?(?:앞|처음|첫|가운데|중간|뒤|뒷|끝|마지막|그\\s?다음|다음|그리고|또)(?:에는|에|은|는|이|가|쪽)?\\s?(?:번호|[두세네둘셋넷다섯여]{1,2}\\s?(?:자리|개|글자)|자리|부분|것|거)?(?:에는|에|은|는|이|가)?\\s{0,2}[:=]?\\s{0,2}';
const PARTS = new RegExp(
  `${PART}[0-9]{2,6}(?:(?:이고요?|이구요?|하고|에|요|이요|[,./]){0,2}\\s{0,2}${PART}[0-9]{2,6}){1,4}(?![0-9])`,
  'g',
);
/** Of which number they are, and how many digits it has. */
const TOLD_IN_PARTS: readonly (readonly [RegExp, Kind, readonly number[]])[] = [
  [/사업자[^\d]{0,12}$/, 'brn', [10]],
  [/카드[^\d]{0,12}$/, 'card', [16, 15]],
  [/면허[^\d]{0,12}$/, 'driver', [12]],
  [/(?:계좌|통장|은행|뱅크|농협|신협)[^\d]{0,12}$/, 'account', [10, 11, 12, 13, 14]],
  [/법인[^\d]{0,12}$/, 'crn', [13]],
];

/** Any other number told part by part: '사업자번호 앞 012 가운데 34 끝 56789'. */
function inParts({ text }: Reading): Found[] {
  return [...text.matchAll(PARTS)].flatMap((m) => {
    const parts = [...m[0].matchAll(/[0-9]+/g)];
    const count = parts.reduce((sum, part) => sum + part[0].length, 0);
    const lead = before(text, m.index, 24);
    const kind = TOLD_IN_PARTS.find(([cue, , counts]) => counts.includes(count) && cue.test(lead))?.[1];
    return kind
      ? parts.map((part) => {
          const start = m.index + part.index;
          return { start, end: start + part[0].length, kind };
        })
      : [];
  });
}

export const apart: Finder = (reading) => [
  ...halvesOf(reading),
  ...dated(reading),
  ...called(reading),
  ...inParts(reading),
];
