import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hasAbuse } from '../../lib/matching/smalltalk/abuse.ts';
import { detectTalk } from '../../lib/matching/smalltalk/index.ts';

const rows = ['talk.tsv', 'talk-b.tsv'].flatMap((file) =>
  readFileSync(new URL(file, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split('\t') as [string, string]),
);

describe('small talk', () => {
  it('is told by kind, and a question stays a question', () => {
    const wrong = rows.filter(([kind, text]) => (detectTalk(text) ?? '-') !== kind);
    expect(wrong).toEqual([]);
  });

  it('is quick on anything a citizen can send', () => {
    const before = process.cpuUsage();
    for (const text of ['ㅋ'.repeat(1_000), '안녕'.repeat(500), '아'.repeat(1_000), '1'.repeat(1_000)])
      detectTalk(text);
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(200);
  });

  it.each(['', '   ', '\ud800'])('%j is not talk of any kind that throws', (text) => {
    expect(() => detectTalk(text)).not.toThrow();
  });
});

describe('abuse within a question', () => {
  it.each([
    '씨발 왜 안 돼',
    '여권 왜이리 늦어 병신들아',
    'ㅅㅂ 언제 나와요',
    '이 새끼들아 전화 좀 받아',
    '지랄하지 말고 빨리 처리해',
    '시발 세금 또 올랐네',
    '씨1발 뭐야',
    '좆같은 주차단속',
    '꺼져 사람 바꿔',
    '가만 안 둔다 과태료 취소해',
  ])('%s', (text) => expect(hasAbuse(text)).toBe(true));

  it.each([
    '시발점 어디예요',
    '고양이 새끼들 보호',
    '새끼손가락 다쳤어요',
    '법인합병신고',
    '가축전염병 증명서',
    '가로등 불이 꺼져 있어요',
    '태풍이 닥쳐 오는데',
    '민원실씨 발행',
    '다시 발송해 주세요',
  ])('not in: %s', (text) => expect(hasAbuse(text)).toBe(false));
});
