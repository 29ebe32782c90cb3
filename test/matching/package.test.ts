import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageFolder } from '../package-folder.ts';

const { source, folder, files, build } = packageFolder('matching');

const PROGRAM = `
import { buildIndex, createMatcher, loadIndex, serializeIndex } from './matching/dist/index.js';
const entries = [
  { id: 'bulky-how', field: 'bulky', title: '대형폐기물 어떻게 버려요?', phrasings: ['가구 버리는 법'], text: '소파, 책상' },
  { id: 'bulky-fee', field: 'bulky', title: '대형폐기물 수수료 얼마예요?', phrasings: ['스티커 가격'] },
];
const matcher = loadIndex(serializeIndex(buildIndex(entries)));
const first = matcher.match('쇼파 버릴라면').candidates[0].id;
const followed = createMatcher(entries).match('얼마예요?', { field: 'bulky', entry: 'bulky-how' }).candidates[0].id;
console.log(first, followed);
`;

describe('the package', () => {
  it('imports nothing but itself', () => {
    const outside = files().flatMap((file) => {
      const path = join(source, file);
      const imports = readFileSync(path, 'utf8').matchAll(/from '([^']+)'|import\('([^']+)'\)/g);
      return [...imports]
        .map(([, from, lazy]) => from ?? lazy ?? '')
        .filter((name) => !resolve(dirname(path), name).startsWith(source + sep) || !name.startsWith('.'));
    });
    expect(outside).toEqual([]);
  });

  it('builds into JavaScript that a plain Node program can use', () => {
    build();
    writeFileSync(join(folder, 'program.mjs'), PROGRAM);
    const said = execFileSync(process.execPath, [join(folder, 'program.mjs')], { encoding: 'utf8' });
    expect(said).toBe('bulky-how bulky-fee\n');
  }, 60_000);
});
