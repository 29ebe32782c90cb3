/** Keys pressed without a word in them. */
import { asKorean } from '../danger/keyboard.ts';

const ROWS = [
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ',
  'ㅁㄴㅇㄹㅎㅗㅓㅏㅣ',
  'ㅋㅌㅊㅍㅠㅜㅡ',
  '1234567890',
];

/** Whether at least `share` of neighbouring letters are neighbouring keys of one row, or the same key. */
function walksKeys(text: string, share: number): boolean {
  let steps = 0;
  for (let i = 1; i < text.length; i += 1) {
    const a = text[i - 1] as string;
    const b = text[i] as string;
    const row = ROWS.find((r) => r.includes(a) && r.includes(b));
    if (a === b || (row && Math.abs(row.indexOf(a) - row.indexOf(b)) === 1)) steps += 1;
  }
  return text.length > 2 && steps / (text.length - 1) >= share;
}

const readsAsEnglish = (text: string): boolean => /[aeiouy]/.test(text) && !/[^aeiouy]{5,}/.test(text);

/** Letters that may be an abbreviation: cctv, ktx, pdf. */
const ABBREVIATION = 4;

function latinNonsense(text: string): boolean {
  if (walksKeys(text, 0.75)) return true;
  if (text.length <= ABBREVIATION) return false;
  const korean = asKorean(text);
  const syllables = korean.replace(/[^가-힣]/g, '').length;
  return !readsAsEnglish(text) && syllables * 2 < korean.length;
}

/** Initial consonants alone ('ㅇㄱ ㅈㅂㄱ') may be a question; bare vowels between consonants are slips of the hand. */
function jamoNonsense(text: string): boolean {
  const jamo = text.match(/[ㄱ-ㅣ]/g)?.length ?? 0;
  const bareVowels = text.match(/[ㅏ-ㅣ]/g)?.length ?? 0;
  if (walksKeys(text, 0.6)) return true;
  return jamo >= 3 && jamo * 2 >= text.length && (bareVowels > 0 || jamo < text.length);
}

/** Whether a text without blanks is nothing but pressed keys. Digits alone are a choice, not nonsense. */
export function isGibberish(text: string): boolean {
  if (text === '' || /^[\d.,-]+$/.test(text)) return false;
  if (/^[\p{P}\p{S}]+$/u.test(text)) return !/\p{Extended_Pictographic}/u.test(text);
  if (/^(.{1,2})\1{2,}$/u.test(text) && !/^[ㅋㅎㅠㅜ]/.test(text)) return true;
  const letters = text.replace(/[^\p{L}]/gu, '');
  if (/^[a-z]+$/.test(letters) && letters.length > 2) return latinNonsense(letters);
  return /[ㄱ-ㅣ]/.test(letters) && !/^[ㅋㅎㅠㅜ]+$/.test(letters) && jamoNonsense(letters);
}
