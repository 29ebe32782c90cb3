import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KakaoLimitError, shorten, splitText, textBubbles } from '../../lib/kakao/index.ts';

const LINK = /https?:\/\/\S+/g;
const NUMBER = /\d+(?:[-.,]\d+)*/g;
const bare = (text: string) => text.replace(/\s+/g, '');

/** Korean text as an editor writes it: words, numbers, links, sentence ends, line and paragraph breaks. */
const word = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^[가-힣]{1,8}$/) },
  { weight: 1, arbitrary: fc.stringMatching(/^0\d{1,2}-\d{3,4}-\d{4}$/) },
  { weight: 1, arbitrary: fc.stringMatching(/^[1-9]\d{0,2},\d{3}원$/) },
  { weight: 1, arbitrary: fc.stringMatching(/^https:\/\/www\.[a-z]{3,9}\.go\.kr\/[a-z0-9/]{0,30}$/) },
  { weight: 1, arbitrary: fc.constantFrom('👨‍👩‍👧', '🇰🇷', '①') },
);
const gap = fc.constantFrom(' ', ' ', ' ', '. ', '요. ', '까? ', '\n', '\n\n', '\r\n');
const korean = fc
  .array(fc.tuple(word, gap), { minLength: 1, maxLength: 250 })
  .map((pieces) => pieces.flat().join(''));

describe('a long text', () => {
  it('is cut at sentence ends, the numbers of a date and a phone staying together', () => {
    const text = '접수는 시청 1층에서 합니다. 문의는 031 644 2000 으로 하세요. 2026. 11. 24. 기준이에요.';
    expect(splitText(text, 60, 30)).toEqual([
      '접수는 시청 1층에서 합니다.',
      '문의는 031 644 2000 으로 하세요.',
      '2026. 11. 24. 기준이에요.',
    ]);
  });

  it('is cut at a paragraph rather than at a later sentence', () => {
    expect(splitText('첫 문단이에요.\n\n둘째 문단이에요. 더 있어요.', 20, 20)).toEqual([
      '첫 문단이에요.',
      '둘째 문단이에요. 더 있어요.',
    ]);
  });

  it('keeps a sentence longer than 500 whole where 1,000 allow it', () => {
    const long = `${'아주 긴 문장 '.repeat(90)}끝나요.`;
    expect(splitText(`짧아요. ${long}`)).toEqual(['짧아요.', long]);
  });

  it('of one endless word is cut between people, not inside them', () => {
    expect(splitText('👨‍👩‍👧'.repeat(4), 18, 18)).toEqual(['👨‍👩‍👧👨‍👩‍👧', '👨‍👩‍👧👨‍👩‍👧']);
  });

  it.each(['031) 644-2000', '(031)644-2000', '031 644 2000', 'icheon.go.kr/site/a', '👨‍👩‍👧‍👦', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'])(
    'of one endless word keeps %s whole wherever the cut falls',
    (whole) => {
      for (let at = 40 - whole.length; at <= 40; at += 1) {
        const parts = splitText(`${'가'.repeat(at)}${whole}${'나'.repeat(30)}`, 40, 40);
        expect(parts.filter((part) => part.includes(whole))).toHaveLength(1);
      }
    },
  );

  it('tells a date from the address that stands behind it', () => {
    expect(splitText('2026.11.24.https://icheon.go.kr/a(b)', 30, 30)).toEqual([
      '2026.11.24.',
      'https://icheon.go.kr/a(b)',
    ]);
  });

  it('of figures with blanks alone is cut between them', () => {
    expect(splitText('12 34 56 78', 5, 5)).toEqual(['12 34', '56 78']);
  });

  it('with a link longer than a bubble is refused', () => {
    expect(() => splitText(`https://a.kr/${'x'.repeat(1_000)}`)).toThrow(KakaoLimitError);
  });

  it('loses only white space at the seams, keeps to the limit, and cuts no word, link or number', () => {
    fc.assert(
      fc.property(
        korean,
        fc.integer({ min: 60, max: 1_000 }),
        fc.integer({ min: 20, max: 1_000 }),
        (text, max, aim) => {
          const parts = splitText(text, max, aim);
          expect(bare(parts.join(''))).toBe(bare(text));
          for (const part of parts) {
            expect(part.length).toBeLessThanOrEqual(max);
            expect(part).toBe(part.trim());
          }
          expect(parts.flatMap((part) => part.split(/\s+/))).toEqual(text.trim().split(/\s+/));
          for (const whole of [LINK, NUMBER]) {
            expect(parts.flatMap((part) => part.match(whole) ?? [])).toEqual(text.match(whole) ?? []);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('of any characters loses none', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.integer({ min: 1, max: 40 }),
        (text, max) => {
          try {
            const parts = splitText(text, max);
            expect(bare(parts.join(''))).toBe(bare(text));
            expect(parts.every((part) => part.length <= max && part !== '')).toBe(true);
          } catch (error) {
            expect(error).toBeInstanceOf(KakaoLimitError);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('takes at most three bubbles, larger ones where needed, or is refused', () => {
    const sentence = '민원 서류는 시청에서 받을 수 있어요. ';
    expect(textBubbles(sentence.repeat(20))).toHaveLength(1);
    expect(textBubbles(sentence.repeat(60))).toHaveLength(3);
    expect(textBubbles(sentence.repeat(110))).toHaveLength(3);
    expect(textBubbles('  ')).toEqual([]);
    expect(() => textBubbles(sentence.repeat(160))).toThrow('template.outputs.count');
  });

  it('fills its bubbles where a paragraph ends early, before it is refused', () => {
    const fact = `- ${'신분증을 가지고 창구로 오세요 '.repeat(16)}와요.`;
    const text = `${'여권은 시청에서 만들어요. '.repeat(24)}\n\n${[fact, fact, fact, fact, fact].join('\n')}`;
    expect(splitText(text, 1_000, 1_000)).toHaveLength(3);
    const bubbles = textBubbles(text, 2);
    expect(bubbles).toHaveLength(2);
    expect(bubbles.every(({ simpleText }) => simpleText.text.endsWith('요.'))).toBe(true);
  });

  it('of 100,000 characters is split at once', () => {
    const started = performance.now();
    expect(splitText('민원 서류는 시청에서 받아요. '.repeat(6_000)).length).toBeGreaterThan(100);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe('a label', () => {
  it.each([
    ['여권 재발급', '여권 재발급'],
    ['여권 재발급 신청하는 방법 안내', '여권 재발급 신청하는…'],
    ['문의 031 644 2000 번호', '문의…'],
    ['전화:031-644-2000-999', '전화…'],
    ['전화031)644-2000번', '전화…'],
    ['누리집icheon.go.kr/info', '누리집…'],
    ['대형폐기물배출신고수수료안내문입니다', '대형폐기물배출신고수수료안…'],
  ])('%s becomes %s', (text, label) => expect(shorten(text, 14)).toBe(label));

  it('never exceeds its limit nor breaks a number', () => {
    fc.assert(
      fc.property(korean, fc.integer({ min: 2, max: 40 }), (text, max) => {
        const label = shorten(text, max);
        expect(label.length).toBeLessThanOrEqual(max);
        const numbers: string[] = text.match(NUMBER) ?? [];
        for (const number of label.match(NUMBER) ?? []) expect(numbers).toContain(number);
      }),
      { numRuns: 300 },
    );
  });
});
