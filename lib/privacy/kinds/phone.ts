/** A person's telephone numbers. */
import { groupsIn, isPlain, partOf, type Run, shapeOf } from '../digits.ts';
import { before, cued, type Finder, type Found, foundIn, type Judge, walk } from '../finding.ts';
import type { PublicFacts } from '../kinds.ts';

const AREA = '(?:2|3[1-3]|4[1-4]|5[1-5]|6[1-4])';
/** Number plan, exchange not tested: a citizen mistypes too. Without the leading zero. */
const NATIONAL = new RegExp(`^(?:1[016-9]\\d{7,9}|${AREA}\\d{7,8}|70\\d{7,8}|50\\d\\d{7,8})$`);

const CUE = /전화|연락|폰|휴대|핸드|번호|문자|call|phone|mobile|tel|contact|콜백/i;

/** Published, a short number (3–4 digits), or a company's 15xx/16xx/18xx number. */
export function isPublicPhone(digits: string, known: PublicFacts): boolean {
  if (/^1[568]\d\d\d{4}$/.test(digits) || /^1\d{2,3}$/.test(digits)) return true;
  return known.phones.has(digits) || known.phones.has(digits.replace(/^(?:00)?82(?=\d{8})/, '0'));
}

/** Cuts published numbers out of a run, so that nothing beside them is read together with them. */
export function withoutPublic(run: Run, known: PublicFacts): Run[] {
  for (let from = run.digits.indexOf('0'); from >= 0; from = run.digits.indexOf('0', from + 1)) {
    for (const length of [9, 10, 11]) {
      const to = from + length;
      if (!run.edge[from] || !run.edge[to] || groupsIn(run, from, to) > 4) continue;
      if (!known.phones.has(run.digits.slice(from, to))) continue;
      const rest = withoutPublic(partOf(run, to, run.digits.length), known);
      return [partOf(run, 0, from), ...rest].filter((part) => part.digits.length > 5);
    }
  }
  return [run];
}

/** The number as dialled inside Korea, without its zero, or undefined. */
function national(digits: string): string | undefined {
  if (/^0[1-9]/.test(digits)) return digits.slice(1);
  const abroad = /^(?:00[12378]?|00700)?82(0?)([1-9]\d+)$/.exec(digits);
  return abroad?.[2];
}

const DENSE = (shape: readonly number[]): boolean =>
  shape.length <= 4 || isPlain(shape) || shape.every((n) => n <= 2);

/** Whether digits in this grouping read as a telephone number first of all. */
export function looksLikePhone(digits: string, shape: readonly number[]): boolean {
  const dialled = national(digits);
  if (!dialled || !NATIONAL.test(dialled) || !digits.startsWith('0')) return false;
  const groups = shape.join();
  return /^[2-4],[34],4$/.test(groups) || (/^1[016-9]/.test(dialled) && digits.length === 11);
}

/** Whether a place lies inside a web address, whose numbers are nobody's. */
export function inLink(text: string, place: number): boolean {
  return /https?:\/\/[^\s가-힣]{0,200}$/.test(before(text, place, 220));
}

const full: Judge = (run, from, to, reading) => {
  if (run.digits[from] !== '0' && run.digits[from] !== '8') return undefined;
  const { text, known } = reading;
  const digits = run.digits.slice(from, to);
  const dialled = national(digits);
  const shape = shapeOf(run, from, to);
  if (
    !dialled ||
    !shape ||
    !NATIONAL.test(dialled) ||
    inLink(text, run.at[from] as number) ||
    isPublicPhone(digits, known)
  )
    return undefined;
  const found = withBracket(text, foundIn(run, from, to, 'phone'));
  if (/^1[016-9]\d{9}$/.test(dialled) && !cued(reading, found, CUE, [20, 8])) return undefined;
  if (/^1[016-9]/.test(dialled) && dialled.length >= 9) return found;
  return DENSE(shape) ? found : undefined;
};

function withBracket(text: string, found: Found): Found {
  const opened = /[(+]$/.exec(before(text, found.start, 1));
  return opened ? { ...found, start: found.start - 1 } : found;
}

const LOCAL_CUE =
  /전화\s*(?:번호)?|연락\s*처?|핸드폰|휴대폰|휴대\s*전화|폰|제\s*번호|내\s*번호|phone|mobile|tel/i;
const NOT_LOCAL = /접수|순번|대기|공고|관리|오류|등기|우편|차량|버스|문서/;

function endsPublic(digits: string, known: PublicFacts): boolean {
  for (const phone of known.phones) if (phone.endsWith(digits)) return true;
  return isPublicPhone(digits, known);
}

/** Without the zero ('10-1234-5678') or without the area ('634-0123'), when a telephone is spoken of. */
const short: Judge = (run, from, to, { text, known }) => {
  if (groupsIn(run, from, to) > 3) return undefined;
  const digits = run.digits.slice(from, to);
  const shape = shapeOf(run, from, to)?.join();
  if (!shape || endsPublic(digits, known)) return undefined;
  const lead = before(text, foundIn(run, from, to, 'phone').start, 16);
  if (!LOCAL_CUE.test(lead) || NOT_LOCAL.test(lead)) return undefined;
  const mobile = /^10\d{8}$/.test(digits) && (shape === '2,4,4' || shape === '10');
  const local = (shape === '3,4' || shape === '4,4') && !/^(?:19|20)\d\d/.test(digits);
  return mobile || local ? foundIn(run, from, to, 'phone') : undefined;
};

/** Longest first, but a mobile number has eleven digits. */
const LENGTHS = [11, 12, 10, 9, 13, 14, 15, 16, 17];

const longestHangul = (run: Run): boolean => run.hangul.includes(true);

export const phone: Finder = (reading) => [
  ...walk(reading, LENGTHS, (run, from, to, r) =>
    to - from > 11 && run.digits.startsWith('01', from) && longestHangul(run)
      ? undefined
      : full(run, from, to, r),
  ),
  ...walk(reading, [10, 8, 7], short),
];
