/** Spelling that people mix up is made equal, so that a pattern is written once. */

const FIRST = 0xac00;
const LAST = 0xd7a3;

/** Finals by sound: 났 낫 낮 낱 낳 read alike; 없/업, 싶/십, 않/안 too. Index = final consonant of Unicode's Hangul block. */
const FINAL = [
  0, 1, 1, 1, 4, 4, 4, 19, 8, 1, 16, 8, 8, 8, 17, 8, 16, 17, 17, 19, 19, 21, 19, 19, 1, 19, 17, 19,
] as const;

/** Vowels by sound: ㅙ ㅞ → ㅚ, ㅖ → ㅔ. ㅐ/ㅔ stay apart ('때려요' hits, '떼려요' fetches a paper). */
function foldVowel(onset: number, vowel: number): number {
  if (vowel === 10 || vowel === 15) return 11;
  if (vowel === 7) return 5;
  const soft = onset === 9 || onset === 10 || (onset >= 12 && onset <= 14);
  return vowel === 6 && soft ? 4 : vowel;
}

function foldSyllable(code: number): number {
  const index = code - FIRST;
  const onset = Math.floor(index / 588);
  const vowel = foldVowel(onset, Math.floor((index % 588) / 28));
  return FIRST + onset * 588 + vowel * 28 + (FINAL[index % 28] ?? 0);
}

/** Every Hangul syllable replaced by the one that stands for its sound; all else as it was. Same length. */
export function foldSounds(text: string): string {
  return text.replace(/[가-힣]/g, (c) => String.fromCharCode(foldSyllable(c.charCodeAt(0))));
}

/** What is matched: composed, lower case, one blank between words, signs and lone jamo gone. */
export function tidy(text: string): string {
  return text
    .slice(0, MAX_READ)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/(?<=[가-힣])[ᆨ-ᇿㄱ-ㅣ~!@#$%^&*_=+|\\/:;'"<>.,·…♡♥★☆-]+(?=[가-힣])/g, ' ')
    .replace(/[^\p{L}\p{N}?]+|[ㄱ-ㅣ]+/gu, ' ')
    .replace(/(.)\1{2,}/g, '$1$1')
    .trim();
}

/** Characters of an utterance that are read; Kakao lets a citizen type 1,000. */
const MAX_READ = 2_000;

const isSyllable = (code: number): boolean => code >= FIRST && code <= LAST;

/** Whether the text holds a Hangul syllable at all. */
export function hasHangul(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) if (isSyllable(text.charCodeAt(i))) return true;
  return false;
}
