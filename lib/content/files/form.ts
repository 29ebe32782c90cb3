/** Building blocks of the file schemas: each says in Korean what is wrong and what to do. */

import * as v from 'valibot';
import { nearest } from './near.ts';

/** The longest a label of a button or a quick reply may be (Kakao's limit of a button label). */
export const LABEL_MAX = 14;
/** The longest title of a card or a list (Kakao's limit of a card title). */
export const TITLE_MAX = 50;

/** Kakao's own telephone buttons and people need the same form: 031-644-2193, 1599-0903, 110, 142211, 031-120. */
const PHONE = /^(?:0\d{1,2}-\d{3,4}-\d{4}|050\d-\d{3,4}-\d{4}|1\d{3}-\d{4}|0\d{1,2}-1\d{2}|1\d{2,3}|1\d{5})$/;
const ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const MARKUP = /<\/?[a-z!][^>]*>|&(?:[a-z]+|#\d+);/i;
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f\u2028\u2029]/;

function shapeMessage(issue: v.StrictObjectIssue, keys: readonly string[]): string {
  const key = String(issue.path?.at(-1)?.key ?? '');
  if (issue.expected === 'never') {
    const meant = nearest(key, keys);
    const hint = meant === undefined ? `쓸 수 있는 칸: ${keys.join(', ')}.` : `혹시 '${meant}'인가요?`;
    return `모르는 칸 이름이에요. ${hint} 이름을 고치거나 지워 주세요.`;
  }
  if (issue.received === 'undefined') return `빠졌어요. '${key}: 값' 꼴로 한 줄을 더해 주세요.`;
  return `형식이 달라요. '${keys[0]}: 값' 꼴의 칸들로 적어 주세요.`;
}

/** A closed mapping: an unknown key is an error that names the near one. */
export function form<const Entries extends v.ObjectEntries>(entries: Entries) {
  return v.strictObject(entries, (issue) => shapeMessage(issue, Object.keys(entries)));
}

/** Plain text of 1 to `max` characters: no HTML, no control characters; `\n` only where `lines` is true. */
export function text(max: number) {
  return v.pipe(
    v.string('글자로 적어 주세요.'),
    v.trim(),
    v.nonEmpty('비어 있어요. 내용을 적거나 칸을 지워 주세요.'),
    v.maxLength(max, ({ input }) => `${input.length}자예요. ${max}자 이하로 줄여 주세요.`),
    v.check((input) => !MARKUP.test(input), 'HTML 태그나 기호(&…;)는 쓸 수 없어요. 글만 남겨 주세요.'),
    v.check((input) => !CONTROL.test(input), '보이지 않는 글자(탭 등)가 있어요. 지우고 다시 적어 주세요.'),
  );
}

/** Any number of elements; an empty value counts as none. */
export function list<const Item extends v.GenericSchema>(item: Item) {
  return v.array(item, "목록으로 적어 주세요. 줄마다 '- '로 시작해요.");
}

/** A list of at least `min`; `words(n)` says what is short. */
export function listOf<const Item extends v.GenericSchema>(
  item: Item,
  min: number,
  words: (n: number) => string,
) {
  return v.pipe(
    list(item),
    v.minLength(min, ({ input }) => words(input.length)),
  );
}

/** A list of at most `max`. */
export function listUpTo<const Item extends v.GenericSchema>(item: Item, max: number) {
  return v.pipe(
    list(item),
    v.maxLength(max, ({ input }) => `${input.length}개예요. ${max}개까지만 적을 수 있어요.`),
  );
}

/** An id: small Latin letters, digits, hyphens. */
export const id = v.pipe(
  v.string('글자로 적어 주세요.'),
  v.regex(ID, '영어 소문자, 숫자, 붙임표(-)로만 적어 주세요. 예: passport-fee'),
  v.maxLength(40, '40자 이하로 줄여 주세요.'),
);

function isDate(input: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(input)) return false;
  const date = new Date(`${input}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(input);
}

/** A real day, `2026-11-24`. */
export const date = v.pipe(
  v.string('날짜를 적어 주세요.'),
  v.check(isDate, ({ input }) => `날짜로 읽을 수 없어요('${input}'). 2026-11-24처럼 적어 주세요.`),
);

/** What a source says of its own date: a day, a month, a year, or words such as '날짜 미상'. */
export const sourceDate = v.pipe(
  text(20),
  v.check(
    (input) => !/^\d/.test(input) || /^\d{4}(-(0[1-9]|1[0-2]))?$/.test(input) || isDate(input),
    ({ input }) =>
      `날짜로 읽을 수 없어요('${input}'). 2026-11-24, 2026-11, 2026 가운데 한 꼴이나 '날짜 미상'으로 적어 주세요.`,
  ),
);

function isWebAddress(input: string): boolean {
  if (/\s/.test(input) || !URL.canParse(input)) return false;
  const { protocol, username, hostname } = new URL(input);
  return /^https?:$/.test(protocol) && username === '' && hostname.includes('.');
}

/** A web address; Korean letters in it are percent-encoded, so that a button can carry it. */
export const url = v.pipe(
  v.string('주소를 적어 주세요.'),
  v.trim(),
  v.maxLength(500, '주소가 500자를 넘어요. 짧은 주소를 적어 주세요.'),
  v.check(
    isWebAddress,
    ({ input }) => `누리집 주소로 읽을 수 없어요('${input}'). https://로 시작하게 적어 주세요.`,
  ),
  v.transform((input) => (/[^\u0021-\u007e]/.test(input) ? new URL(input).href : input)),
);

/** A telephone number, in digits and hyphens. */
export const phone = v.pipe(
  v.string('번호를 적어 주세요.'),
  v.trim(),
  v.regex(
    PHONE,
    ({ input }) => `전화번호로 읽을 수 없어요('${input}'). 031-644-2193, 1599-0903, 110처럼 적어 주세요.`,
  ),
);

/** Yes or no. */
export const flag = v.pipe(
  v.picklist(['true', 'false'], 'true(예)나 false(아니요)로 적어 주세요.'),
  v.transform((input) => input === 'true'),
);

/** A whole number from `min` to `max`. */
export function count(min: number, max: number) {
  const says = `${min}에서 ${max} 사이의 숫자로 적어 주세요.`;
  return v.pipe(
    v.string(says),
    v.regex(/^\d{1,6}$/, says),
    v.transform(Number),
    v.minValue(min, says),
    v.maxValue(max, says),
  );
}

/** One of the given words. */
export function oneOf<const Words extends readonly string[]>(words: Words) {
  return v.picklist(words, ({ input }) => {
    const meant = typeof input === 'string' ? nearest(input, words) : undefined;
    const hint = meant === undefined ? '' : ` 혹시 '${meant}'인가요?`;
    return `쓸 수 없는 값이에요.${hint} ${words.join(', ')} 가운데 하나로 적어 주세요.`;
  });
}

/** Where a statement was read. */
export const source = form({
  title: text(200),
  url: v.exactOptional(url),
  date: sourceDate,
});
