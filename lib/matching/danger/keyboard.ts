/** Korean typed with the keyboard left in English: 'wkrtkf' is '작살', 'wktkf' is '자살'. Two-set (dubeolsik) layout. */

const ONSETS = 'r R s e E f a q Q t T d w W c z x v g'.split(' ');
const VOWELS = 'k o i O j p u P h hk ho hl y n nj np nl b m ml l'.split(' ');
const FINALS = ' r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g'.split(' ');

const VOWEL = '(?:hk|ho|hl|nj|np|nl|ml|[koiOjpuPhynbml])';
const ONSET = '[rRseEfaqQtTdwWczxvg]';
const FINAL = '(?:rt|sw|sg|fr|fa|fq|ft|fx|fv|fg|qt|[rRsefaqtTdwczxvg])';
/** A final belongs to this syllable only when no vowel follows it. */
const SYLLABLE = new RegExp(`(${ONSET})(${VOWEL})(${FINAL}(?!${VOWEL}))?`, 'g');

/** The text as it would read in the Korean state. Letters that form no syllable stay. */
export function asKorean(text: string): string {
  const plain = text.replace(/[A-Z]/g, (c) => ('REQTWOP'.includes(c) ? c : c.toLowerCase()));
  return plain.replace(SYLLABLE, (_, onset: string, vowel: string, final = '') => {
    const index =
      ONSETS.indexOf(onset) * 588 + VOWELS.indexOf(vowel) * 28 + Math.max(0, FINALS.indexOf(final));
    return String.fromCharCode(0xac00 + index);
  });
}
