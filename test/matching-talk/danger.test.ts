import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { detectDanger } from '../../lib/matching/danger/index.ts';

const rows = (file: string) =>
  readFileSync(new URL(file, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split('\t') as [string, string]);

describe.each(['danger-a.tsv', 'danger-b.tsv', 'danger-c.tsv', 'danger-d.tsv', 'danger-e.tsv'])(
  'lines of %s',
  (file) => {
    it('misses no danger', () => {
      const missed = rows(file).filter(([kind, text]) => kind !== '-' && !detectDanger(text));
      expect(missed).toEqual([]);
    });

    it('raises no false alarm', () => {
      const alarms = rows(file).filter(([kind, text]) => kind === '-' && detectDanger(text));
      expect(alarms).toEqual([]);
    });
  },
);

describe('the numbers to press', () => {
  const first = (text: string) => detectDanger(text)?.numbers[0];

  it('begin with the one that helps first', () => {
    expect(first('죽고 싶어요')).toBe('109');
    expect(first('집에 불났어요')).toBe('119');
    expect(first('아빠가 쓰러졌어요 숨을 안 쉬어요')).toBe('119');
    expect(first('물에 빠졌어요')).toBe('119');
    expect(first('남편이 때려요')).toBe('112');
    expect(first('학교폭력 당하고 있어요')).toBe('117');
    expect(first('보이스피싱 당한 거 같아요 돈 보냈어요')).toBe('112');
    expect(detectDanger('가스 냄새 나요')?.numbers).toEqual(['119', '1544-4500']);
    expect(detectDanger('남편이 때려요')?.numbers).toEqual(['112', '1366']);
    expect(detectDanger('애가 없어졌어요')?.numbers).toEqual(['112', '182']);
  });

  it('hold those of every danger told, each once', () => {
    const numbers = detectDanger('남편이 때려서 죽고 싶어요')?.numbers ?? [];
    expect(numbers).toEqual(expect.arrayContaining(['109', '112', '1366']));
    expect(new Set(numbers).size).toBe(numbers.length);
  });
});

describe('how people type', () => {
  it.each([
    'wktkf',
    '자 살',
    'ＳＯＳ',
    '불이야!!!!!',
    '  살려주세요  ',
    '죽.고.싶.다',
    '숨을못쉬겠어요ㅠㅠㅠ',
  ])('%s is understood', (text) => {
    expect(detectDanger(text)).toBeDefined();
  });

  it.each(['', ' ', '?', 'durnjs', '\ud800'])('%j is no danger', (text) => {
    expect(detectDanger(text)).toBeUndefined();
  });

  it('takes no longer for a long text', () => {
    const before = process.cpuUsage();
    detectDanger('남편 가스 사람 집 불 '.repeat(10_000));
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(300);
  });
});
