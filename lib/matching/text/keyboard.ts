/** Korean typed with the keyboard left in English ('durnjs' → '여권'). Two-set (dubeolsik) layout. */
import { isLoneJamo, ONSETS, syllableOf, VOWELS } from './hangul.ts';

const ONSET_KEYS = 'r R s e E f a q Q t T d w W c z x v g'.split(' ');
const VOWEL_KEYS = 'k o i O j p u P h hk ho hl y n nj np nl b m ml l'.split(' ');
const FINAL_KEYS = '- r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g'.split(' ');

const ONSET_AT = new Map(ONSET_KEYS.map((key, at) => [key, at]));
const VOWEL_AT = new Map(VOWEL_KEYS.map((key, at) => [key, at]));
const FINAL_AT = new Map(FINAL_KEYS.map((key, at) => [key, at]));

const V = '(?:hk|ho|hl|nj|np|nl|ml|[koiOjpuPhynbml])';
const C = '[rRseEfaqQtTdwWczxvg]';
const F = '(?:rt|sw|sg|fr|fa|fq|ft|fx|fv|fg|qt|[rRsefaqtTdwczxvg])';
/** A final belongs to a syllable only when no vowel follows it. */
const TOKEN = new RegExp(`(${C})(${V})(${F}(?!${V}))?|(${V})|(${C})`, 'g');

const SHIFTED = 'REQTWOP';
const unshift = (text: string): string =>
  text.replace(/[A-Z]/g, (c) => (SHIFTED.includes(c) ? c : c.toLowerCase()));

/** Letters as they would read in the Korean state; lone jamo appear where no syllable forms. */
export function typedInKorean(letters: string): string {
  return unshift(letters).replace(
    TOKEN,
    (_, onset?: string, vowel?: string, final?: string, loneVowel?: string, lone?: string) => {
      if (loneVowel) return VOWELS[VOWEL_AT.get(loneVowel)!]!;
      if (lone) return ONSETS[ONSET_AT.get(lone)!]!;
      return syllableOf(ONSET_AT.get(onset!)!, VOWEL_AT.get(vowel!)!, final ? FINAL_AT.get(final)! : 0);
    },
  );
}

/** Whether a decoded run reads as Korean: nearly all syllables, and no rarer than it should be. */
function readsAsKorean(decoded: string): boolean {
  let lone = 0;
  for (let i = 0; i < decoded.length; i++) if (isLoneJamo(decoded.charCodeAt(i))) lone++;
  return decoded.length > 0 && lone <= decoded.length * 0.15;
}

/** Keys that type a Korean text; the inverse of typedInKorean, used to build tests and noise. */
export function keysOf(onset: number, vowel: number, final: number): string {
  return ONSET_KEYS[onset]! + VOWEL_KEYS[vowel]! + (final ? FINAL_KEYS[final]! : '');
}

/** Latin words of everyday Korean writing that would read as syllables, or nearly, were they decoded. */
const LATIN = new Set(
  `wifi ktx srt gtx brt usb cctv gps sns app pc tv led lpg lng ic atm pdf qr nfc email test ok hello hi apple google kakao
  naver youtube covid pcr aids hiv dna cpr aed sos url www http https id pw ars sh lh kt skt lg bts vip cd dvd ai it iot
  hot sale market shop home office cafe bus card mbti excel word file web site zoom line app apk ios mac epr dmz ddp gis esg rfid ott gmo
  pet pvc hpv tnr mri ct ppt ngo npo pm kf ev ups ceo lpg cng dmc rpc mou rfp bis its tmi diy`.split(/\s+/),
);

let common: ReadonlySet<string> | undefined;

/** Whether a syllable is one of the 2,350 of everyday Korean (KS X 1001, rows 16 to 40). */
function isCommon(syllable: string): boolean {
  if (!common) {
    const rows = Array.from({ length: 25 * 94 }, (_, i) => [0xb0 + Math.floor(i / 94), 0xa1 + (i % 94)]);
    common = new Set(new TextDecoder('euc-kr').decode(Uint8Array.from(rows.flat())));
  }
  return common.has(syllable);
}

/** An abbreviation ('EPR', 'dmz') that gives one syllable nobody writes, or one in capitals: nobody types that by mistake. */
function isAbbreviation(run: string, decoded: string): boolean {
  return decoded.length === 1 && (run === run.toUpperCase() || !isCommon(decoded));
}

/**
 * The text with every run of Latin letters that reads as Korean decoded. A run of real English ('wifi', 'KTX')
 * leaves lone jamo when decoded and stays as it is.
 */
export function undoEnglishState(text: string): string {
  return text.replace(/[A-Za-z]{2,}/g, (run) => {
    if (LATIN.has(run.toLowerCase())) return run;
    const decoded = typedInKorean(run);
    return readsAsKorean(decoded) && !isAbbreviation(run, decoded) ? decoded : run;
  });
}
