import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
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
