/** Passport numbers. */
import { before, type Finder, type Found } from '../finding.ts';

const BIT = '[\\s.,:·_/‐-―−ㅡー-]{0,3}';
/** With the cue, brackets may stand between the groups. */
const BRACKETED = '[\\s.,:·_/‐-―−ㅡー()[\\]{}-]{0,3}';
const D = '[0-9]';
const LOOSE = '[0-9OoIlㅇ공영일이삼사오육륙칠팔구]';
const group = (digit: string, times: number, bit = BIT): string => `(?:${digit}${bit}){${times}}`;

/** Old: letter and eight digits; new: letter, three digits, letter, four digits. */
const shape = (letter: string, digit: string, middle = '[A-Za-z]', bit = BIT): string =>
  `${letter}${bit}(?:${group(digit, 3, bit)}${middle}${bit}${group(digit, 3, bit)}${digit}|${group(digit, 7, bit)}${digit})(?![0-9A-Za-z])`;

/** Letters in use: multiple, single, residence, official, diplomat. */
const KNOWN = new RegExp(`(?<![A-Za-z0-9])${shape('[MSRGODmsrgod]', D)}`, 'g');
const MIDDLE =
  '(?:[A-Za-z]|에이|비|씨|디|이|에프|지|에이치|아이|제이|케이|엘|엠|엔|오|피|큐|알|에스|티|유|브이|엑스|와이|제트)';
/** A letter's name that may be a particle ('만료일이 20261124') begins a word. */
const FIRST = `(?:[A-Za-z]{1,2}|엠|에스|알|아르|쥐|피엠|(?<![가-힣])${MIDDLE})`;
/** Other countries': one or two letters, six to eight digits, with some a letter at the end. */
const ABROAD = `${FIRST}${BRACKETED}${group(LOOSE, 5, BRACKETED)}(?:${LOOSE}${BRACKETED}){0,2}${LOOSE}(?:[\\s-]?${MIDDLE})?(?![0-9A-Za-z]|\\s?(?:원|픽셀|px|cm|mm))`;
const ANY = new RegExp(`(?<![A-Za-z0-9])(?:${shape(FIRST, LOOSE, MIDDLE, BRACKETED)}|${ABROAD})`, 'g');
/** Some countries' have no letter: taken only right behind the words for it. */
const NO_LETTER =
  /(?:여\s*권\s*(?:번호|넘버)|passport\s*(?:no\.?|number)?)\s?(?:[은는이가]|is)?\s?[:=#]?\s?\d{2,9}(?:[\s-]?\d){0,7}(?![0-9A-Za-z])/gi;
const CUE = /여\s*권|passport|비자|visa\b|출입국/i;

const spans = (text: string, pattern: RegExp): Found[] =>
  [...text.matchAll(pattern)].map((m) => ({ start: m.index, end: m.index + m[0].length, kind: 'passport' }));

function withoutLetter(text: string): Found[] {
  return [...text.matchAll(NO_LETTER)].flatMap((m) => {
    const number = m[0].slice(m[0].search(/\d/));
    const count = number.replace(/\D/g, '').length;
    const end = m.index + m[0].length;
    return count === 8 || count === 9 ? [{ start: end - number.length, end, kind: 'passport' as const }] : [];
  });
}

export const passport: Finder = ({ text }) => [
  ...withoutLetter(text),
  ...spans(text, KNOWN),
  ...spans(text, ANY).filter(({ start, end }) => {
    if (!/\d.*\d|[공영일이삼사오육칠팔구]{5}/s.test(text.slice(start, end))) return false;
    return CUE.test(before(text, start, 25)) || CUE.test(text.slice(end, end + 15));
  }),
];
