/** Hangul syllables and their jamo; the order of Unicode's precomposed block (U+AC00–U+D7A3). */

/** Initial consonants, in block order. */
export const ONSETS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';
/** Vowels, in block order. */
export const VOWELS = 'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ';
/** Final consonants, in block order; the first one is a space for 'no final'. */
export const FINALS = ' ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ';

const FIRST = 0xac00;
const LAST = 0xd7a3;

/** Whether a UTF-16 code unit is a precomposed Hangul syllable. */
export const isSyllable = (code: number): boolean => code >= FIRST && code <= LAST;

/** Whether a UTF-16 code unit is a lone consonant of the compatibility block (ㄱ–ㅎ). */
export const isLoneConsonant = (code: number): boolean => code >= 0x3131 && code <= 0x314e;

/** Whether a UTF-16 code unit is a lone jamo of the compatibility block (ㄱ–ㅣ). */
export const isLoneJamo = (code: number): boolean => code >= 0x3131 && code <= 0x3163;

/** Positions of a syllable's parts in ONSETS, VOWELS, FINALS. The code must be a syllable. */
export function partsOf(code: number): readonly [onset: number, vowel: number, final: number] {
  const n = code - FIRST;
  return [Math.floor(n / 588), Math.floor(n / 28) % 21, n % 28];
}

/** The syllable made of parts given by their positions. */
export const syllableOf = (onset: number, vowel: number, final: number): string =>
  String.fromCharCode(FIRST + onset * 588 + vowel * 28 + final);

/** Text with each syllable spelt as its jamo ('권' → 'ㄱㅝㄴ'); other characters stay. */
export function toJamo(text: string): string {
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (!isSyllable(code)) {
      out += text[i];
      continue;
    }
    const [onset, vowel, final] = partsOf(code);
    out += ONSETS[onset]! + VOWELS[vowel]!;
    if (final) out += FINALS[final]!;
  }
  return out;
}

/** Initial consonants of a text ('여권' → 'ㅇㄱ'); other characters stay. */
export function toOnsets(text: string): string {
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    out += isSyllable(code) ? ONSETS[partsOf(code)[0]]! : text[i]!;
  }
  return out;
}
