/** Korean particles that change with the word before them. */

/** Latin letters whose Korean name ends in a consonant: 엘, 엠, 엔, 알. */
const CONSONANT_LETTERS = 'LMNR';
/** Digits whose Korean name ends in a consonant: 영, 일, 삼, 육, 칠, 팔. */
const CONSONANT_DIGITS = '013678';

/** Whether the last sound is a consonant; digits and letters by how they are read. */
function endsInConsonant(word: string): boolean {
  const last =
    word
      .replace(/[)\]}'"”’·.\s]+$/u, '')
      .at(-1)
      ?.toUpperCase() ?? '';
  if (CONSONANT_DIGITS.includes(last) || CONSONANT_LETTERS.includes(last)) return last !== '';
  const code = last.charCodeAt(0) - 0xac00;
  return code >= 0 && code <= 11171 && code % 28 !== 0;
}

/** '수수료는', '서식은'. */
export function topic(word: string): string {
  return `${word}${endsInConsonant(word) ? '은' : '는'}`;
}

/** '콜센터예요', '시청이에요'. */
export function copula(word: string): string {
  return `${word}${endsInConsonant(word) ? '이에요' : '예요'}`;
}

/** '상담을', '콜센터를'. */
export function object(word: string): string {
  return `${word}${endsInConsonant(word) ? '을' : '를'}`;
}
