import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleFunction } from '../../bin/build.ts';
import { compileLexicon } from '../../lib/matching/index/compile.ts';
import { hash, KIND } from '../../lib/matching/index/features.ts';
import { Lexicon } from '../../lib/matching/index/lexicon.ts';
import * as matching from '../../lib/matching/index.ts';

const lexiconOf = (text: string) => new Lexicon(compileLexicon([{ share: 1, text }]));
const groups = new Map(Array.from({ length: 9 }, (_, i) => [hash(KIND.concept, String(i)), i]));

/** What stands in a text: each word with its group's number and share. */
function foundIn(lexicon: Lexicon, text: string) {
  const found: [word: string, group: number | undefined, share: number][] = [];
  lexicon.find(text, (key, share, from, to) => found.push([text.slice(from, to), groups.get(key), share]));
  return found;
}

describe('the lexicon', () => {
  test('finds the words of a group anywhere in a text, joined ones without their joint', () => {
    const lexicon = lexiconOf('비용 돈 수수료\n쉬는_날 휴무');
    expect(foundIn(lexicon, '쉬는날수수료')).toEqual([
      ['쉬는날', 1, 1],
      ['수수료', 0, 1],
    ]);
    expect(foundIn(lexicon, '여권')).toEqual([]);
    expect(lexicon.size).toBe(5);
  });

  test('finds a verb in its forms', () => {
    const words = foundIn(lexiconOf('버리- 폐기'), '버려도되나').map(([word]) => word);
    expect(words).toContain('버려');
  });

  test('leads a narrow word to its broader group and, more weakly, to its neighbours; not the other way', () => {
    const lexicon = lexiconOf('소파 쇼파 > 가구');
    expect(foundIn(lexicon, '쇼파').map(([, group]) => group)).toEqual([1, 0]);
    const [broader, neighbours] = foundIn(lexicon, '쇼파').map(([, , share]) => share) as [number, number];
    expect(neighbours).toBeLessThan(broader);
    expect(foundIn(lexicon, '가구').map(([, group]) => group)).toEqual([1]);
  });

  test('lets a word say less of each group the more groups it stands in, and once of one that names it twice', () => {
    const [[, , alone]] = foundIn(lexiconOf('돈 비용'), '돈') as [[string, number, number]];
    const [[, , shared]] = foundIn(lexiconOf('돈 비용\n돈 화폐'), '돈') as [[string, number, number]];
    expect(shared).toBeLessThan(alone);
    expect(foundIn(lexiconOf('돈 비용 돈'), '돈')).toHaveLength(1);
  });

  test('refuses bytes that are none', () => {
    expect(() => new Lexicon(new Uint8Array([0, 0, 0]))).toThrow('no compiled lexicon');
  });
});

describe('a bundle', () => {
  const folder = mkdtempSync(join(tmpdir(), 'minwontalk-lexicon-'));
  let bundled: typeof matching;

  beforeAll(async () => {
    await bundleFunction(fileURLToPath(new URL('../../lib/matching/index.ts', import.meta.url)), folder);
    bundled = await import(pathToFileURL(join(folder, 'index.mjs')).href);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('carries the lexicon compiled, not its words', () => {
    const text = readdirSync(folder)
      .filter((name) => name.endsWith('.mjs'))
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('');
    expect(text).not.toContain('구비서류 필요서류');
  });

  test('understands the same words', () => {
    const entries = [
      { id: 'sofa', title: '대형폐기물 배출 신청' },
      { id: 'pass', title: '여권 재발급 수수료' },
    ];
    for (const question of ['쇼파 버릴라면', '패스포트 돈 얼마', '안녕'])
      expect(bundled.createMatcher(entries).match(question)).toEqual(
        matching.createMatcher(entries).match(question),
      );
  });
});
