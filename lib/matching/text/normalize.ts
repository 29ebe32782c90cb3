/** One written form for all the ways the same question is typed. */
import { isLoneConsonant, isLoneJamo, isSyllable } from './hangul.ts';
import { undoEnglishState } from './keyboard.ts';

/** Longest text that is read, in UTF-16 units; of a longer one the beginning and the end (a story ends in its question). */
export const MAX_LENGTH = 600;
const KEPT_BEGINNING = 150;

function shorten(text: string): string {
  return text.length <= MAX_LENGTH
    ? text
    : `${text.slice(0, KEPT_BEGINNING)} ${text.slice(KEPT_BEGINNING - MAX_LENGTH)}`;
}

/** Full-width letters and digits to plain ones; NFKC would break lone jamo. */
function narrow(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
}

/** Whether a text is spelt mostly in initial consonants ('ㅇㄱ ㅈㅂㄱ'). */
export function isOnsetsOnly(text: string): boolean {
  let consonants = 0;
  let syllables = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isLoneConsonant(code)) consonants++;
    else if (isSyllable(code)) syllables++;
  }
  return consonants >= 2 && syllables === 0 && !/^([ㅋㅎㄷㅇㄴㄱㅅㅂ\s])\1*$/u.test(text.trim());
}

/** Laughing and weeping jamo ('ㅠㅠ', 'ㅋㅋ') say nothing; they part words. */
function dropLoneJamo(text: string): string {
  let out = '';
  for (const c of text) out += isLoneJamo(c.charCodeAt(0)) ? ' ' : c;
  return out;
}

/**
 * Words of a question in one form: NFC, lower case, English keyboard state undone, punctuation and emoji as spaces,
 * repeated marks and laughing jamo dropped. A question of initial consonants keeps them.
 */
export function normalize(text: string): string {
  const typed = undoEnglishState(narrow(shorten(text).normalize('NFC')));
  const plain = typed
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return (isOnsetsOnly(plain) ? plain : dropLoneJamo(plain)).replace(/ +/g, ' ').trim();
}

/** The same without blanks: the letters alone. */
export const lettersOf = (text: string): string => normalize(text).replaceAll(' ', '');
