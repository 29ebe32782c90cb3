import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LABELS, type Span } from '../../lib/privacy/kinds.ts';
import { kindsOf, mask } from '../../lib/privacy/mask.ts';
import { linesOf, type Marked } from './lines.ts';
import { measure } from './measure.ts';

const SHARED = new URL('../../../shared/privacy/pii-dev.jsonl', import.meta.url);
const OWN = ['', '-2', '-3', '-4', '-5', '-6', '-7', '-8', '-9'].flatMap((part) =>
  linesOf(`own-lines${part}.txt`),
);

const rebuilt = (text: string, spans: readonly Span[]): string => {
  let out = '';
  let last = 0;
  for (const span of spans) {
    out += text.slice(last, span.start) + LABELS[span.kind];
    last = span.end;
  }
  return out + text.slice(last);
};

describe('own lines', () => {
  it('has enough of both sorts', () => {
    expect(OWN.filter((line) => line.spans.length > 0).length).toBeGreaterThan(150);
    expect(OWN.filter((line) => line.spans.length === 0).length).toBeGreaterThan(150);
  });

  it('leaves no identifier readable and no harmless line changed', () => {
    const { leaks, falseMasks } = measure(OWN);
    expect(leaks).toEqual([]);
    expect(falseMasks).toEqual([]);
  });
});

describe.skipIf(!existsSync(SHARED))('shared development set (skipped where the set is absent)', () => {
  const shared = (): Marked[] =>
    readFileSync(SHARED, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Marked);

  it('keeps the bars: no resident number, at most 2 % of all, at most 3 % false', () => {
    const lines = shared();
    const { leaks, falseMasks } = measure(lines);
    const spans = lines.flatMap((line) => line.spans).length;
    const harmless = lines.filter((line) => line.spans.length === 0).length;
    expect(leaks.filter((leak) => leak.startsWith('rrn'))).toEqual([]);
    expect(leaks.length / spans).toBeLessThanOrEqual(0.02);
    expect(falseMasks.length / harmless).toBeLessThanOrEqual(0.03);
  });
});

const PIECES = [
  '850312',
  '1981234',
  '-',
  ' ',
  '010',
  '0123',
  '4567',
  '공일공',
  '이',
  '주민번호',
  '계좌',
  '국민은행',
  '여권',
  'M1234567',
  '8',
  '[전화번호]',
  '[주소]',
  '제 이름은 ',
  '홍길동',
  '입니다',
  '이천시 달샘로 ',
  '12',
  '동 ',
  '호',
  '\u200b',
  '０１',
  '①',
  '생일',
  '3월 12일',
  '@',
  'a.b',
  'example.com',
  '12가0034',
  '\n',
  '카드 ',
  '4242',
  '😀',
  '사업자',
  '뒷자리',
  '.',
  ',',
  '앞',
  '저는 ',
  '산 ',
  '번지',
];
const talk = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 6, unit: 'binary' })), { maxLength: 25 })
  .map((parts) => parts.join(''));

describe('any text', () => {
  it('changes only what it says it changed, in order and without overlap', () => {
    fc.assert(
      fc.property(talk, (text) => {
        const { masked, spans } = mask(text);
        expect(masked).toBe(rebuilt(text, spans));
        let last = 0;
        for (const { start, end } of spans) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 2_000 },
    );
  });

  it('masks nothing more when masked again', () => {
    fc.assert(
      fc.property(talk, (text) => {
        const { masked } = mask(text);
        expect(mask(masked)).toEqual({ masked, spans: [] });
      }),
      { numRuns: 2_000 },
    );
  });

  it('hides a resident number however its digits are written', () => {
    const writings = [
      (d: string) => d,
      (d: string) => String.fromCharCode(d.charCodeAt(0) + 0xfee0),
      (d: string) => `${d}\ufe0f\u20e3`,
      (d: string) => '공일이삼사오육칠팔구'[Number(d)] as string,
      (d: string) => `${d}\u200b`,
      (d: string) => '⓪①②③④⑤⑥⑦⑧⑨'[Number(d)] as string,
    ];
    const gaps = ['', '-', ' ', ' - ', 'ㅡ', '.', '다시', '\n', '~', '/', ' 의 '];
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 99 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 28 }),
        fc.integer({ min: 1, max: 8 }),
        fc.constantFrom(...writings),
        fc.constantFrom(...gaps),
        (year, month, day, sex, spell, gap) => {
          const two = (n: number) => String(n).padStart(2, '0');
          const front = [...(two(year) + two(month) + two(day))].map(spell).join('');
          const back = [...`${sex}981234`].map(spell).join('');
          const { masked } = mask(`확인 부탁해요 ${front}${gap}${back} 입니다`);
          expect(masked).toMatch(/^확인 부탁해요 \[(?:주민|외국인)등록번호\] 입니다$/);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe('what is public', () => {
  it('stays readable when the caller publishes it', () => {
    expect(mask('031-012-3456 맞나요').masked).toBe('[전화번호] 맞나요');
    expect(mask('031-012-3456 맞나요', { publicPhones: ['031) 012-3456'] }).masked).toBe(
      '031-012-3456 맞나요',
    );
    expect(mask('달샘로 40 맞나요').masked).toBe('[주소] 맞나요');
    expect(mask('달샘로 40 맞나요', { publicPlaces: ['달샘로 40'] }).masked).toBe('달샘로 40 맞나요');
  });

  it('does not hide a private number beside it', () => {
    expect(mask('031-644-2114 말고 010-0123-4567').masked).toBe('031-644-2114 말고 [전화번호]');
    expect(mask('031-644-2114 010-0123-4567').masked).toBe('031-644-2114 [전화번호]');
  });
});

describe('what a citizen is told', () => {
  it('names each kind once', () => {
    const { spans } = mask('010-0123-4567 아니면 010-0123-4568, 차는 12가0034');
    expect(kindsOf(spans)).toEqual(['phone', 'plate']);
  });
});

describe('speed', () => {
  const HOSTILE = [
    '1 ',
    '이 ',
    'M1',
    '가',
    '010-1234-5678 ',
    'a@',
    '로로로로',
    '101동 1203호 ',
    '제 이름은 ',
    '[주소]',
    '.',
    '850312-',
    '0️⃣',
    '주민번호 1 ',
    '하나 ',
    '공둘',
    '공 하나 ',
    '이름은 남궁',
    '빌라 지하 ',
    '마을 2차 ',
    '1959년생 ',
    '생일 3월 8일 50년생 ',
    '12 - 가 ',
    '여권 M(',
    '1 O ',
    '앞 12 ',
    'a,',
    '남편은 김',
    '%40a',
    '여권번호 1',
    '생일 개띠 시월 ',
    '공일이구요 ',
  ];

  it.each(HOSTILE)('reads 100,000 characters of %j in under a second of its own time', (piece) => {
    const text = piece.repeat(Math.ceil(100_000 / piece.length)).slice(0, 100_000);
    const before = process.cpuUsage();
    mask(text);
    const { user } = process.cpuUsage(before);
    expect(user / 1_000).toBeLessThan(1_000);
  });
});
