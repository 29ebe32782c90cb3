import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMatcher } from '../../lib/matching/index.ts';
import { isSyllable, partsOf } from '../../lib/matching/text/hangul.ts';
import { keysOf, undoEnglishState } from '../../lib/matching/text/keyboard.ts';
import { ENTRIES, SYNONYMS } from './content.ts';

const matcher = createMatcher(ENTRIES, SYNONYMS);
const questions = ENTRIES.flatMap((e) => [e.title, ...(e.phrasings ?? [])]);
const question = fc.constantFrom(...questions);
const ranking = (text: string): string[] => matcher.match(text).candidates.map((c) => c.id);
const top = (text: string): string | undefined => ranking(text)[0];
/** The published question leads to its own entry. */
const owner = (text: string): string | undefined =>
  ENTRIES.find((e) => e.title === text || e.phrasings?.includes(text))?.id;

const inEnglish = (text: string): string =>
  [...text].map((c) => (isSyllable(c.charCodeAt(0)) ? keysOf(...partsOf(c.charCodeAt(0))) : c)).join('');

describe('what changes nothing', () => {
  test('a published question finds its entry', () => {
    for (const text of questions) expect(top(text), text).toBe(owner(text));
  });

  test('Unicode form, case, full width, marks and emoji', () => {
    fc.assert(
      fc.property(question, fc.constantFrom('', '?', '!!', ' ㅠㅠ', ' 🙏', '...', '~'), (text, tail) => {
        const plain = ranking(text);
        expect(ranking(text.normalize('NFD'))).toEqual(plain);
        expect(ranking(`  ${text.toUpperCase()}${tail}`)).toEqual(plain);
      }),
      { numRuns: 60 },
    );
  });

  test('no spaces lead to the same entry', () => {
    for (const text of questions) expect(top(text.replaceAll(' ', '')), text).toBe(owner(text));
  });

  test('polite, plain and spoken endings lead to the same entry', () => {
    const ends = ['알려주세요', '알려줘', '궁금합니다', '좀요', '부탁드려요'];
    for (const text of ['여권 수수료', '등본 발급', '전입신고 방법']) {
      for (const end of ends) expect(top(`${text} ${end}`), `${text} ${end}`).toBe(owner(text));
    }
  });

  test('the English keyboard state is undone, letter by letter', () => {
    for (const text of questions.filter((q) => !/[·A-Za-z0-9]/.test(q))) {
      expect(undoEnglishState(inEnglish(text))).toBe(text);
    }
  });

  test('English words stay', () => {
    expect(undoEnglishState('wifi KTX USB')).toBe('wifi KTX USB');
  });
});

describe('any string', () => {
  test('never throws, never leaves the bounds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const { candidates } = matcher.match(text, { field: 'passport', entry: 'passport-new' });
        expect(candidates.length).toBeLessThanOrEqual(10);
        for (const { score } of candidates) expect(score >= 0 && score <= 1).toBe(true);
      }),
      { numRuns: 150 },
    );
  }, 30_000);

  test('the same question gets the same answer, whatever was asked before', () => {
    fc.assert(
      fc.property(question, fc.string({ unit: 'grapheme', maxLength: 60 }), (text, between) => {
        const before = matcher.match(text);
        matcher.match(between);
        expect(matcher.match(text)).toEqual(before);
      }),
      { numRuns: 60 },
    );
  });

  test.each(['가나다라마바사 ', '여권 ', 'ㅋ', 'durnjs ', '0', '😭', 'ㅇㄱ '])(
    '1,000 characters of %s are quick',
    (piece) => {
      const text = piece.repeat(1000).slice(0, 1000);
      matcher.match(text);
      const times = Array.from({ length: 12 }, () => {
        const begun = performance.now();
        matcher.match(text);
        return performance.now() - begun;
      });
      expect(Math.min(...times)).toBeLessThan(10);
    },
  );
});
