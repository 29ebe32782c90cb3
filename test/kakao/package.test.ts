import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PACKAGE = join(ROOT, 'lib/kakao');
const folder = mkdtempSync(join(tmpdir(), 'kakao-package-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function sources(): string[] {
  const files = readdirSync(PACKAGE, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith('.ts') && !file.startsWith('dist'));
}

describe('the package', () => {
  it('imports itself and valibot only', () => {
    const outside = sources().flatMap((file) => {
      const imports = readFileSync(join(PACKAGE, file), 'utf8').matchAll(/from '([^']+)'/g);
      const deep = file.startsWith('components/');
      return [...imports].map((match) => match[1] ?? '').filter((name) => !isInside(name, deep));
    });
    expect(outside).toEqual([]);
  });

  it('builds into JavaScript that a plain Node program can use', () => {
    cpSync(PACKAGE, join(folder, 'kakao'), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    execFileSync(process.execPath, [tsc, '-p', join(folder, 'kakao/tsconfig.build.json')]);
    const program = `import('./kakao/dist/index.js').then(({ simpleText }) => console.log(simpleText('네').simpleText.text))`;
    expect(execFileSync(process.execPath, ['-e', program], { cwd: folder, encoding: 'utf8' })).toBe('네\n');
  });
});

function isInside(name: string, deep: boolean): boolean {
  return name === 'valibot' || name.startsWith('./') || (deep && /^\.\.\/[^.]/.test(name));
}
