import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageFolder } from '../package-folder.ts';

const { source, folder, files, build } = packageFolder('kakao');

describe('the package', () => {
  it('imports itself and valibot only', () => {
    const outside = files().flatMap((file) => {
      const imports = readFileSync(join(source, file), 'utf8').matchAll(/from '([^']+)'/g);
      const deep = file.startsWith('components/');
      return [...imports].map((match) => match[1] ?? '').filter((name) => !isInside(name, deep));
    });
    expect(outside).toEqual([]);
  });

  it('builds into JavaScript that a plain Node program can use', () => {
    build();
    const program = `import('./kakao/dist/index.js').then(({ simpleText }) => console.log(simpleText('네').simpleText.text))`;
    expect(execFileSync(process.execPath, ['-e', program], { cwd: folder, encoding: 'utf8' })).toBe('네\n');
  });
});

function isInside(name: string, deep: boolean): boolean {
  return name === 'valibot' || name.startsWith('./') || (deep && /^\.\.\/[^.]/.test(name));
}
