/** Makes disguised characters plain for finding, and remembers where each came from. */

/** Text for finding, and for each of its UTF-16 units the stretch of the original it stands for. */
export interface Folded {
  readonly text: string;
  /** Where the unit begins in the original. */
  readonly start: (place: number) => number;
  /** Where it ends there, with the unseen characters that hang on it. */
  readonly end: (place: number) => number;
}

/** Stands for a label that is there already: no letter, no digit, no blank, so nothing is found across it. */
export const BARRIER = '\ue000';

/** Format characters, variation selectors, combining signs, keycap, Hangul fillers: seen by nobody. */
const UNSEEN = /[\p{Cf}\p{Mn}\p{Me}\u115f\u1160\u3164\uffa0]/u;

/** Zeros of the digit rows that NFKC leaves alone (Arabic-Indic, Persian, Devanagari, Bengali, Thai …). */
const ZEROS = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20,
];

/** Emoji and dingbats that show a digit. */
const PICTURES: Readonly<Record<string, string>> = {
  '⓿': '0',
  '🄋': '0',
  '🄌': '0',
  '➖': '-',
  '＿': '_',
  〇: '0',
};

function otherDigit(code: number): string | undefined {
  const zero = ZEROS.find((z) => code >= z && code < z + 10);
  if (zero !== undefined) return String(code - zero);
  if (code >= 0x2776 && code <= 0x277e) return String(code - 0x2775);
  if (code >= 0x2780 && code <= 0x2788) return String(code - 0x277f);
  if (code >= 0x278a && code <= 0x2792) return String(code - 0x2789);
  return undefined;
}

function plain(char: string): string {
  const code = char.codePointAt(0) as number;
  if (code < 0x80 || (code >= 0xac00 && code <= 0xd7a3) || (code >= 0x3131 && code <= 0x318e)) return char;
  return PICTURES[char] ?? otherDigit(code) ?? char.normalize('NFKC');
}

/** Native numerals that stand for one digit each, read out as soldiers do: '공하나공 공둘둘삼 오여섯칠팔'. */
const NATIVE: Readonly<Record<string, string>> = {
  하나: '일',
  둘: '이',
  셋: '삼',
  넷: '사',
  다섯: '오',
  여섯: '육',
  일곱: '칠',
  여덟: '팔',
  아홉: '구',
};
const ONE = Object.keys(NATIVE).join('|');
const SINO = '[공영빵일이삼사오육륙칠팔구]';
/** Numerals that touch, or follow each other with a blank or a sign between; digits may be mixed in. */
const TOLD = new RegExp(
  `(?:${ONE}|${SINO}|[0-9])(?:(?:\\s{0,2}[.,~ㅡ–—-]{0,2}\\s{0,2}|다시|에)(?:${ONE}|${SINO}|[0-9]))+`,
  'g',
);
const TOUCHING = new RegExp(`(?:${ONE}|${SINO}|[0-9])+`, 'g');
const EACH = new RegExp(`${ONE}|${SINO}|[0-9]`, 'g');
const NATIVES = new RegExp(ONE, 'g');
const ANY_SINO = new RegExp(SINO);
const FIRST_NATIVE = new RegExp(ONE);

/** '하나 110-…', '…451하나은행'. */
function isBank(text: string, at: number, touching: number): boolean {
  return (
    /^(?:은행|뱅크|카드|금융|로마트|원큐)/.test(text.slice(at + 2, at + 5)) ||
    (touching === 1 && !/[가-힣][\s.,-]{0,2}$/.test(text.slice(Math.max(0, at - 3), at)))
  );
}

/** Where a native numeral is one digit of a number, and what it reads as. A count ('하나 둘', '다섯 명') is none. */
function nativeDigits(text: string): ReadonlyMap<number, string> {
  const digits = new Map<number, string>();
  if (!FIRST_NATIVE.test(text)) return digits;
  for (const told of text.matchAll(TOLD)) {
    const long = (told[0].match(EACH) ?? []).length >= 8 && ANY_SINO.test(told[0]);
    for (const part of told[0].matchAll(TOUCHING)) {
      const count = (part[0].match(EACH) ?? []).length;
      if (!long && count < 3) continue;
      for (const native of part[0].matchAll(NATIVES)) {
        const at = told.index + part.index + native.index;
        if (native[0] !== '하나' || !isBank(text, at, count)) digits.set(at, native[0]);
      }
    }
  }
  return digits;
}

const LABEL = /\[[가-힣]{2,7}\]/y;
/** One syllable may be written as separate jamo (as macOS does): they are read together. */
const JAMO = /[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?/y;

/** Nothing to fold: ASCII without brackets, and Hangul syllables. */
const ALL_PLAIN = /^[\x00-\x5a\x5c-\x7f가-힣]*$/;

const isCommon = (code: number): boolean => code < 0x80 || (code >= 0xac00 && code <= 0xd7a3);

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** The unit at a place, and what it is read as. */
function unitAt(text: string, at: number, labels: ReadonlySet<string>): readonly [number, string] {
  const code = text.charCodeAt(at);
  if (code === 0x5b) {
    const label = match(LABEL, text, at);
    return label && labels.has(label) ? [label.length, BARRIER] : [1, '['];
  }
  if (isCommon(code)) return [1, text[at] as string];
  const jamo = code >= 0x1100 && code <= 0x1112 ? match(JAMO, text, at) : undefined;
  if (jamo) return [jamo.length, jamo.normalize('NFC')];
  const char = String.fromCodePoint(text.codePointAt(at) as number);
  return [char.length, UNSEEN.test(char) ? '' : plain(char)];
}

/**
 * Folds a text. `labels` are the words in brackets that count as masked already; each becomes one BARRIER.
 * Linear in the length of the text.
 */
export function fold(text: string, labels: ReadonlySet<string>): Folded {
  const natives = nativeDigits(text);
  if (natives.size === 0 && ALL_PLAIN.test(text))
    return { text, start: (place) => place, end: (place) => place + 1 };
  const start: number[] = [];
  const end: number[] = [];
  const pieces: string[] = [];
  for (let at = 0; at < text.length; ) {
    const native = natives.get(at);
    const [length, piece] = native ? [native.length, NATIVE[native] as string] : unitAt(text, at, labels);
    pieces.push(piece);
    if (piece === '' && end.length > 0) end[end.length - 1] = at + length;
    for (let i = 0; i < piece.length; i += 1) {
      start.push(at);
      end.push(at + length);
    }
    at += length;
  }
  return {
    text: pieces.join(''),
    start: (place) => start[place] as number,
    end: (place) => end[place] as number,
  };
}
