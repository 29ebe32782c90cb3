import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { assembleContent } from '../../lib/content/assemble.ts';
import { FACT_KINDS } from '../../lib/content/types.ts';
import { openBook } from '../../lib/dialogue/book.ts';
import { takeTurn } from '../../lib/dialogue/take-turn.ts';
import { checkSkillResponse } from '../../lib/kakao/index.ts';
import type { Matcher } from '../../lib/matching/types.ts';
import { cityFiles, FIELDS } from '../content/sample-city.ts';
import { turnOf } from './factories.ts';

/** Buttons need no matching, and building an index for each made-up content takes long. */
const NO_MATCHER: Matcher = { match: () => ({ decision: 'notFound', candidates: [], followUp: false }) };

const never = (): never => {
  throw new Error('no guide passes');
};

/** Text a clerk might paste: long sentences, no spaces, links, numbers, emoji, line breaks. */
const pasted = (max: number) =>
  fc
    .array(
      fc.oneof(
        fc.constantFrom(
          '여권을 가져오세요. ',
          '031-644-2193 ',
          'https://www.gov.kr/portal ',
          '53,000원',
          '가'.repeat(60),
          '👨‍👩‍👧 ',
          '꼭 ',
        ),
        fc.string({ maxLength: 20 }),
      ),
      { minLength: 1, maxLength: 40 },
    )
    .map((parts) => parts.join('').slice(0, max));

const fact = fc.record({ kind: fc.constantFrom(...FACT_KINDS), text: pasted(260) });
const entry = fc.record({
  id: fc.constant('made-up'),
  title: pasted(50),
  phrasings: fc.constant(['하나요', '둘이요', '셋이요', '넷이요', '다섯이요']),
  summary: pasted(700),
  facts: fc.array(fact, { maxLength: 8 }),
  links: fc.array(fc.record({ label: pasted(14), url: fc.webUrl() }), { maxLength: 4 }),
  phones: fc.array(fc.record({ label: pasted(14), number: fc.constantFrom('110', '031-644-2193') }), {
    maxLength: 4,
  }),
  department: fc.constantFrom('민원여권과', '확인 필요', '상하수도사업소 수도과 요금팀'),
  sources: fc.constant([{ title: '안내문', url: 'https://www.gov.kr', date: '2026-01' }]),
  reviewed: fc.constant({ date: '2026-11-24', by: '자료조사' }),
});

describe('content that the check lets through', () => {
  it('never makes a reply that Kakao would refuse or cut, whatever a clerk pasted', () => {
    let passed = 0;
    fc.assert(
      fc.property(entry, (made) => {
        const [id = ''] = FIELDS;
        const text = stringify({ id, name: '분야', full: '분야 안내', entries: [made] });
        const assembled = assembleContent(cityFiles({ [`fields/${id}.yaml`]: text }), '2026-11-24');
        if (!('content' in assembled)) return;
        passed += 1;
        const book = openBook(assembled.content, NO_MATCHER, '2026-11-24');
        for (const words of ['하나요', '900101-1234567 하나요']) {
          const turn = turnOf(book, words, { extra: { skill: 'answer', entry: 'made-up' } });
          expect(checkSkillResponse(takeTurn(turn).outcomes.reply)).toEqual([]);
        }
        const list = turnOf(book, '분야', { extra: { skill: 'fields', field: id } });
        expect(checkSkillResponse(takeTurn(list).outcomes.reply)).toEqual([]);
      }),
      { numRuns: 200, endOnFailure: true },
    );
    expect(passed).toBeGreaterThan(5);
  });

  it('fits into its bubbles right up to the limit, wherever paragraphs end', () => {
    /** A sentence of words that no other `seed` has, or the answer would leave it out as said. */
    const line = (length: number, seed: number) => {
      const word = (at: number) => String.fromCharCode(0xac00 + seed * 900 + at * 7).repeat(3);
      return `${Array.from({ length: 80 }, (_, at) => word(at))
        .join(' ')
        .slice(0, length - 3)}와요.`;
    };
    const made = (first: number, others: number) => ({
      id: 'made-up',
      title: '여권은 어떻게 만들어요?',
      phrasings: ['하나요', '둘이요', '셋이요', '넷이요', '다섯이요'],
      summary: line(60, 1),
      facts: [
        { kind: 'fee', text: line(first, 2) },
        ...[3, 4, 5].map((seed) => ({ kind: 'who', text: line(others, seed) })),
        { kind: 'note', text: line(200, 6), recheck: '2022-01' },
      ],
      missing: [line(60, 7)],
      department: '민원여권과',
      sources: [{ title: '안내문', url: 'https://www.gov.kr', date: '2026-01' }],
      reviewed: { date: '2026-11-24', by: '자료조사' },
    });
    let passed = 0;
    for (let first = 200; first <= 300; first += 10) {
      for (let others = 150; others <= 300; others += 10) {
        const [id = ''] = FIELDS;
        const text = stringify({ id, name: '분야', full: '분야 안내', entries: [made(first, others)] });
        const assembled = assembleContent(cityFiles({ [`fields/${id}.yaml`]: text }), '2026-11-24');
        if (!('content' in assembled)) continue;
        passed += 1;
        const book = openBook(assembled.content, NO_MATCHER, '2026-11-24');
        const turn = turnOf(book, '하나요', { extra: { skill: 'answer', entry: 'made-up' } });
        expect(checkSkillResponse(takeTurn(turn).outcomes.reply)).toEqual([]);
      }
    }
    expect(passed).toBeGreaterThan(40);
  });

  it('shows a group of the guide that just passes', () => {
    const guideOf = (count: number, length: number) => ({
      places: Array.from({ length: count }, (_, at) => ({
        id: `p-${at}`,
        name: `부서 ${at}`,
        where: `시청 ${'가'.repeat(length)}`,
        does: '일해요.',
        phone: '031-644-2193',
        group: 'office',
        sources: [{ title: '안내문', date: '2026' }],
      })),
    });
    for (const length of [1, 17, 40, 62, 97]) {
      const passing = [...Array(120).keys()].flatMap((count) => {
        const files = cityFiles({ 'guide.yaml': stringify(guideOf(count + 1, length)) });
        const assembled = assembleContent(files, '2026-11-24');
        return 'content' in assembled ? [assembled.content] : [];
      });
      const fullest = passing.at(-1);
      expect(fullest?.guide.length).toBe(passing.length);
      const book = openBook(fullest ?? never(), NO_MATCHER, '2026-11-24');
      const turn = turnOf(book, '부서·사업소', { extra: { skill: 'guide', group: 'office' } });
      expect(checkSkillResponse(takeTurn(turn).outcomes.reply)).toEqual([]);
    }
  });
});
