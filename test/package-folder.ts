/** A library of lib/ as it is published: copied to a folder of its own and compiled there. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** The library `lib/<name>`; its folder is gone after the tests of the file. */
export function packageFolder(name: string) {
  const source = join(ROOT, 'lib', name);
  const folder = mkdtempSync(join(tmpdir(), `${name}-package-`));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    source,
    /** Holds the library under its name. */
    folder,
    /** TypeScript files of the library, by their paths in it. */
    files(): string[] {
      const files = readdirSync(source, { recursive: true, encoding: 'utf8' });
      return files.filter((file) => file.endsWith('.ts') && !file.startsWith('dist'));
    },
    /** Compiles the copy with the library's own settings. Throws what the compiler says. */
    build(): void {
      cpSync(source, join(folder, name), { recursive: true });
      symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
      const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
      execFileSync(process.execPath, [tsc, '-p', join(folder, name, 'tsconfig.build.json')]);
    },
  };
}
