/** Cards, bank accounts and business registration numbers. */
import { isLongDate } from '../dates.ts';
import { groupsIn, isPlain, shapeOf } from '../digits.ts';
import {
  after,
  anywhere,
  before,
  cued,
  type Finder,
  type Found,
  foundIn,
  type Judge,
  type Reading,
  walk,
} from '../finding.ts';
import { inLink, isPublicPhone, looksLikePhone } from './phone.ts';

const CARD_CUE = /카드(?!뉴스|섹션)|체크\s*카드|신용|card|visa|master|아멕스|amex|카드번호/i;

/** Luhn's check of a card number. */
export function luhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const n = digits.charCodeAt(digits.length - 1 - i) - 48;
    sum += i % 2 === 0 ? n : n * 2 - (n > 4 ? 9 : 0);
  }
  return sum % 10 === 0;
}

const fourYears = (digits: string): boolean => /^(?:(?:19|20)\d\d){4}$/.test(digits);

const cardOf: Judge = (run, from, to, reading) => {
  const groups = groupsIn(run, from, to);
  if (groups > 5 && groups !== to - from && !anywhere(reading, CARD_CUE)) return undefined;
  const digits = run.digits.slice(from, to);
  const shape = shapeOf(run, from, to);
  if (!shape) return undefined;
  const found = foundIn(run, from, to, 'card');
  const passes = luhn(digits);
  if (shape.join() === '4,4,4,4' || shape.join() === '4,6,5')
    return passes || !fourYears(digits) ? found : undefined;
  if (cued(reading, found, CARD_CUE, [25, 12])) return found;
  const dated = /^20[0-4]\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])/.test(digits);
  return passes && !dated && (isPlain(shape) || shape.length <= 5) ? found : undefined;
};

const STARS = '[*xX●○#]{2,6}';
/** Four groups, at least one of them starred by the citizen. */
const HIDDEN_CARD = new RegExp(
  `(?<![\\d*])(?:\\d{4}|${STARS})(?:[-\\s./]{0,3}(?:\\d{4}|${STARS})){2}[-\\s./]{0,3}\\d{3,4}(?!\\d)`,
  'g',
);

function hiddenCards({ text }: Reading): Found[] {
  return [...text.matchAll(HIDDEN_CARD)]
    .filter((m) => /[^\d\s./-]/.test(m[0]) && /^\d/.test(m[0]))
    .map((m) => ({ start: m.index, end: m.index + m[0].length, kind: 'card' }));
}

const CARD_NUMBER = /카드\s*(?:번호|앞|뒤|뒷)/;

/** Part of a card's number, told by itself: '카드번호 앞 4242 4242 뒤 …'. */
const cardPart: Judge = (run, from, to, reading) => {
  const shape = shapeOf(run, from, to);
  const found = foundIn(run, from, to, 'card');
  const fours = shape && (isPlain(shape) || shape.every((n) => n === 4));
  return fours && !run.digits.startsWith('01', from) && cued(reading, found, CARD_NUMBER, [30, 0])
    ? found
    : undefined;
};

export const card: Finder = (reading) => [
  ...walk(reading, [16, 15, 14], cardOf),
  ...walk(reading, [12, 8], cardPart),
  ...hiddenCards(reading),
];

const BANK =
  '국민|농협|신한|우리|하나|기업|카카오|카뱅|토스|토뱅|케이|케뱅|우체국|새마을|금고|신협|수협|축협|제일|씨티|산업|부산|대구|iM|광주|전북|경남|제주|저축|산림|중앙회|IBK|KB|NH|MG|SC|국은|신은|지역\\s*농협|단위\\s*농협';
const ACCOUNT_CUE =
  /(?:국민|신한|우리|하나|기업|카카오|토스|케이|제일|씨티|산업|부산|대구|iM|광주|전북|경남|제주|저축)\s*(?:은행|뱅크)|농협|우체국|새마을|신협|수협|축협|산림조합|카뱅|토뱅|케뱅|은행|뱅크|계\s*좌|통\s*장|입\s*금|환\s*급|예금주|송\s*금|이\s*체|account|bank/i;
const BANK_JUST_BEFORE = new RegExp(
  `(?:${BANK})\\s*(?:은행|뱅크|계좌|통장)?\\s*(?:번호)?(?:는|은|가|이)?\\s*[:=]?\\s*\\(?$`,
  'i',
);
const BANK_JUST_AFTER = new RegExp(`^\\)?[\\s,/(]*(?:${BANK})`, 'i');
const NOT_ACCOUNT =
  /접수\s*번호|운송장|송장|등기\s*번호|전자\s*납부\s*번호|고지서?\s*번호|주문|공고|필증|관리\s*번호/;

/** Groupings that banks use and hardly anything else does. */
const BANK_SHAPES = new Set([
  '6,2,6',
  '3,4,4,2',
  '3,3,6',
  '4,3,6',
  '3,6,5',
  '3,6,2,3',
  '4,2,7',
  '4,4,4,1',
  '3,2,6',
  '3,2,4,3',
  '3,6,2,2,1',
  '6,2,5',
  '3,2,5,1',
  '4,2,6',
  '3,5,5',
  '3,4,4,2,1',
  '4,3,6,1',
]);

/** A bank's bare name counts only right beside the number: '우리', '하나' and '기업' are everyday words. */
const BANK_NAME = new RegExp(BANK, 'i');

/** Whether any cue of an account stands in the text at all; spares the closer look. */
const speaksOfBanks = (reading: Reading): boolean =>
  anywhere(reading, ACCOUNT_CUE) || anywhere(reading, BANK_NAME);

function cueOfAccount(reading: Reading, found: Found): boolean {
  if (cued(reading, found, ACCOUNT_CUE, [25, 15])) return true;
  if (!cued(reading, found, BANK_NAME, [20, 10])) return false;
  return (
    BANK_JUST_BEFORE.test(before(reading.text, found.start, 20)) ||
    BANK_JUST_AFTER.test(after(reading.text, found.end, 10))
  );
}

/** Signs of a calculation: without a cue, its figures are no account. */
const SUM = /[*+=<>×]/;

const accountOf: Judge = (run, from, to, reading) => {
  const groups = groupsIn(run, from, to);
  if (groups > 6 && groups !== to - from) return undefined;
  if ((groups === 1 || groups > 6) && !speaksOfBanks(reading)) return undefined;
  const { known } = reading;
  const digits = run.digits.slice(from, to);
  const shape = shapeOf(run, from, to);
  if (!shape || isPublicPhone(digits, known) || looksLikePhone(digits, shape)) return undefined;
  const found = foundIn(run, from, to, 'account');
  if (isLongDate(digits.slice(0, 8)) && shape[0] !== 3) return undefined;
  if (cued(reading, found, NOT_ACCOUNT, [15, 0])) return undefined;
  if (cueOfAccount(reading, found)) return found;
  if (SUM.test(reading.text.slice(found.start, found.end))) return undefined;
  return BANK_SHAPES.has(shape.join()) && !/^(?:19|20)\d\d$/.test(digits.slice(0, shape[0]))
    ? found
    : undefined;
};

export const account: Finder = (reading) => walk(reading, [14, 13, 12, 11, 10, 15, 16], accountOf);

const WEIGHTS = [1, 3, 7, 1, 3, 7, 1, 3, 5];

/** Check digit of a business registration number. */
export function isBusinessNumber(digits: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
  const check = (10 - ((sum + Math.floor((Number(digits[8]) * 5) / 10)) % 10)) % 10;
  return digits.length === 10 && check === Number(digits[9]);
}

const BUSINESS_CUE = /사업자|사업체|가게|상호|brn|business/i;

const businessOf: Judge = (run, from, to, reading) => {
  const { known } = reading;
  const digits = run.digits.slice(from, to);
  const shape = shapeOf(run, from, to);
  if (!shape || isPublicPhone(digits, known)) return undefined;
  const found = foundIn(run, from, to, 'brn');
  if (shape.join() === '3,2,5') return found;
  if (cued(reading, found, BUSINESS_CUE, [25, 12])) return found;
  const dated =
    isLongDate(digits.slice(0, 8)) || /^20[0-4]\d/.test(digits) || inLink(reading.text, found.start);
  return isPlain(shape) && shape.length === 1 && isBusinessNumber(digits) && !dated ? found : undefined;
};

export const business: Finder = (reading) => walk(reading, [10], businessOf);
