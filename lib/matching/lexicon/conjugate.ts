/** Forms of a Korean verb or adjective as they begin inside running text. */
import { FINALS, isSyllable, partsOf, syllableOf } from '../text/hangul.ts';

const NONE = 0;
const AT = (final: string): number => FINALS.indexOf(final);
const [NIEUN, RIEUL, MIEUM, BIEUP, SSANGSIOT, DIGEUT, SIOT] = ['ㄴ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅆ', 'ㄷ', 'ㅅ'].map(
  AT,
) as [number, number, number, number, number, number, number];

/** What follows a stem that ends in a consonant; enough of it to tell the verb from a noun. */
const AFTER_CONSONANT = ['는', '고', '기', '지', '게', '나', '습', '던', '자', '네'];
const AFTER_EU = ['은', '을', '음', '으'];

/** Stems in ㅂ, ㅅ, ㄷ that change before a vowel. */
const CHANGING_B = new Set([
  '줍',
  '돕',
  '춥',
  '덥',
  '눕',
  '굽',
  '맵',
  '쉽',
  '어렵',
  '가깝',
  '무섭',
  '더럽',
  '시끄럽',
  '어둡',
  '가볍',
  '무겁',
  '고맙',
  '아깝',
  '뜨겁',
  '차갑',
  '가렵',
  '즐겁',
  '반갑',
  '귀엽',
  '어지럽',
  '까다롭',
  '새롭',
]);
const CHANGING_S = new Set(['짓', '붓', '낫', '잇', '긋']);
const CHANGING_D = new Set(['걷', '듣', '묻', '싣', '깨닫', '긷']);

const swap = (syllable: string, vowel: number, final: number): string =>
  syllableOf(partsOf(syllable.charCodeAt(0))[0], vowel, final);

const isBright = (vowel: number): boolean => vowel === 0 || vowel === 8;

/** 아/어 form of an open syllable: 가+아 → 가, 오+아 → 와, 버리+어 → 버려, 쓰+어 → 써. Undefined where none is short. */
function contracted(last: string, before: string): string {
  const [onset, vowel] = partsOf(last.charCodeAt(0));
  const to = (v: number): string => syllableOf(onset, v, NONE);
  switch (vowel) {
    case 8:
      return to(9);
    case 13:
      return to(14);
    case 20:
      return to(6);
    case 11:
      return to(10);
    case 18: {
      const earlier = before ? partsOf(before.charCodeAt(before.length - 1))[1] : -1;
      return to(isBright(earlier) ? 0 : 4);
    }
    default:
      return last;
  }
}

function openForms(head: string, last: string): string[] {
  const [, vowel] = partsOf(last.charCodeAt(0));
  const joined = contracted(last, head);
  const past = swap(joined, partsOf(joined.charCodeAt(0))[1], SSANGSIOT);
  const finals = [NIEUN, RIEUL, MIEUM, BIEUP].map((f) => head + swap(last, vowel, f));
  const soft = [...finals, head + joined, head + past];
  if (last === '르' && head) soft.push(...reuForms(head));
  const plain = head
    ? [head + last]
    : AFTER_CONSONANT.concat(['면', '러', '려', '시', '니', '도']).map((e) => last + e);
  return [...plain, ...soft];
}

/** 고르다 → 골라, 골랐. */
function reuForms(head: string): string[] {
  const before = head.slice(0, -1);
  const tail = head.slice(-1);
  const [, vowel] = partsOf(tail.charCodeAt(0));
  const top = before + swap(tail, vowel, RIEUL);
  const vowelOfLa = isBright(vowel) ? 0 : 4;
  return [NONE, SSANGSIOT].map((f) => top + syllableOf(5, vowelOfLa, f));
}

function afterVowel(base: string, bright: boolean): string[] {
  return [...AFTER_EU, bright ? '아' : '어', bright ? '았' : '었'].map((e) => base + e);
}

function closedForms(head: string, last: string): string[] {
  const [, vowel, final] = partsOf(last.charCodeAt(0));
  const plain = AFTER_CONSONANT.map((e) => head + last + e);
  const open = head + swap(last, vowel, NONE);
  if (
    (final === BIEUP && CHANGING_B.has(last)) ||
    (final === BIEUP && CHANGING_B.has(head.slice(-1) + last)) ||
    CHANGING_B.has(head + last)
  ) {
    return [...plain, ...['워', '웠', '우', '운', '울', '움', '와', '왔'].map((e) => open + e)];
  }
  if (final === SIOT && CHANGING_S.has(last)) return [...plain, ...afterVowel(open, isBright(vowel))];
  if (final === DIGEUT && CHANGING_D.has(last)) {
    return [...plain, ...afterVowel(head + swap(last, vowel, RIEUL), isBright(vowel))];
  }
  if (final === RIEUL) {
    const dropped = [NIEUN, BIEUP].map((f) => head + swap(last, vowel, f));
    const tail = ['는', '세', '시'].map((e) => open + e);
    return [
      ...plain,
      ...dropped,
      ...tail,
      ...['어', '었', '아', '았', '면', '려', '러'].map((e) => head + last + e),
    ];
  }
  return [...plain, ...afterVowel(head + last, isBright(vowel))];
}

/**
 * Beginnings of all forms of a verb, given its stem ('버리' → 버리, 버린, 버릴, 버림, 버립, 버려, 버렸; '줍' → 줍는, 주워, …).
 * 하 gives 한, 할, 해, 했 and so on. Not every form exists in the language; none is a common noun.
 */
export function conjugate(stem: string): string[] {
  const last = stem.slice(-1);
  const head = stem.slice(0, -1);
  if (!isSyllable(last.charCodeAt(0))) return [stem];
  if (last === '하')
    return ['하', '한', '할', '함', '합', '해', '했'].map((e) => head + e).filter((f) => f.length > 1);
  const forms = partsOf(last.charCodeAt(0))[2] === NONE ? openForms(head, last) : closedForms(head, last);
  return [...new Set(forms)];
}
