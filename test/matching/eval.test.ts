import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { auroc, evaluate, type Row } from '../../bench/match/measure.ts';
import { ENTRIES } from './content.ts';

const folder = mkdtempSync(join(tmpdir(), 'match-eval-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, value: unknown): string => {
  writeFileSync(join(folder, name), JSON.stringify(value));
  return join(folder, name);
};

const run = (...args: string[]): string =>
  execFileSync(process.execPath, ['--expose-gc', 'bin/match-eval.ts', ...args], {
    cwd: new URL('../..', import.meta.url),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });

describe('the measuring command', () => {
  const corpus = file(
    'corpus.json',
    ENTRIES.map(({ id, field, title, phrasings, text }) => ({
      id,
      category: field,
      title,
      examples: phrasings,
      text,
    })),
  );
  const queries = file('queries.json', [
    { text: '여권 수수료 얼마', ids: ['passport-fee'] },
    { text: '등본 떼려구요', id: 'resident-copy' },
    { text: '이름표 없는 물음' },
  ]);
  const oos = file('oos.json', [{ text: '사랑해' }, { text: '로또 번호' }]);

  test('prints one JSON object with every figure, and the ranks in the order of the files', () => {
    const ranks = join(folder, 'ranks.jsonl');
    const figures = JSON.parse(
      run('--corpus', corpus, '--queries', queries, '--oos', oos, '--json', '--ranks', ranks),
    );
    expect(figures).toMatchObject({
      queries: 2,
      top1: 1,
      top3: 1,
      mrr: 1,
      answeredRight: 1,
      keptOfRight: 1,
      oosRejected: 1,
      falseAnswers: 0,
      auroc: 1,
    });
    for (const name of ['p50us', 'p95us', 'indexMs', 'heapMB'])
      expect(figures[name]).toEqual(expect.any(Number));
    const rows = readFileSync(ranks, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows.map((r) => [r.text, r.oos])).toEqual([
      ['여권 수수료 얼마', false],
      ['등본 떼려구요', false],
      ['이름표 없는 물음', false],
      ['사랑해', true],
      ['로또 번호', true],
    ]);
    expect(rows[0].top[0].id).toBe('passport-fee');
    expect(rows[0].answered).toBe(true);
  }, 30_000);

  test('a missing file is an error, not a figure', () => {
    expect(() => run('--corpus', join(folder, 'none.json'), '--queries', queries)).toThrow(/none\.json/);
  }, 30_000);
});

describe('the measuring rule', () => {
  const row = (id: string, score: number, answered: boolean): Row => ({
    text: '',
    oos: false,
    top: [{ id, score }],
    answered,
    us: 1,
  });

  test('ties count half', () => {
    expect(auroc([1, 0.5], [0.5, 0])).toBe(0.875);
    expect(auroc([1], [])).toBeNull();
  });

  test('right, wrong, and answered out of scope are told apart', () => {
    const figures = evaluate(
      [row('a', 0.9, true), row('b', 0.8, true), row('a', 0.1, false)],
      [['a'], ['a'], ['a']],
      [row('a', 0.7, true), row('a', 0.05, false)],
    );
    expect(figures).toMatchObject({
      top1: 0.6667,
      answeredRight: 0.3333,
      keptOfRight: 0.5,
      oosRejected: 0.5,
      falseAnswers: 0.4,
    });
  });
});
