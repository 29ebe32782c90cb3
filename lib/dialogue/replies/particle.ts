/** Korean particles that change with the word before them. */

/** Whether the last syllable ends in a consonant; digits by how they are read (영 일 이 삼 …). Undefined for other signs. */
function endsInConsonant(word: string): boolean | undefined {
  const last = word.replace(/[)\]}'"”’·.\s]+$/u, '').at(-1) ?? '';
  if (/\d/.test(last)) return '013678'.includes(last);
  const code = last.charCodeAt(0) - 0xac00;
  return code >= 0 && code <= 11171 ? code % 28 !== 0 : undefined;
}

/** '수수료는', '서식은'; '(은)는' cannot be told for other signs: the open form is taken. */
export function topic(word: string): string {
  return `${word}${endsInConsonant(word) ? '은' : '는'}`;
}
