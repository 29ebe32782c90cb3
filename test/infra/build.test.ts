import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { type BuildReport, buildFunctions } from '../../bin/build.ts';
import { ENV } from '../../lib/names.ts';
import { freshFolder } from './synthesized.ts';

const run = promisify(execFile);
const outdir = freshFolder();
let first: BuildReport;
let names: string[];
beforeAll(async () => {
  first = await buildFunctions({ outdir });
  names = readdirSync(first.functions);
}, 120_000);

describe('bundles', () => {
  it('are made once: a second build of the same sources finds nothing to do', async () => {
    expect(first.built.length).toBeGreaterThan(0);
    const again = await buildFunctions({ outdir });
    expect(again).toEqual({ ...first, built: [] });
  });

  it('start under plain Node with nothing but their own folder', { timeout: 60_000 }, async () => {
    for (const name of names) {
      const index = join(first.functions, name, 'index.mjs');
      const script = `const { handler } = await import(${JSON.stringify(index)}); process.stdout.write(typeof handler);`;
      const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], {
        env: lambdaEnvironment(),
      });
      expect(`${name}: ${stdout}`).toBe(`${name}: function`);
    }
  });

  it('have source maps beside them', () => {
    for (const name of names) expect(existsSync(join(first.functions, name, 'index.mjs.map'))).toBe(true);
  });

  it('load the AWS SDK only when a call needs it: what is read at start stays under 300 kB', () => {
    for (const name of names) {
      const files = readAtStart(join(first.functions, name), 'index.mjs');
      const bytes = [...files].reduce(
        (sum, file) => sum + statSync(join(first.functions, name, file)).size,
        0,
      );
      expect({ name, small: bytes < 300_000, bytes }).toMatchObject({ name, small: true });
    }
  });

  it('carry the content they are deployed with, the same in chat and publish', () => {
    const carriers = ['chat', 'publish']
      .map((name) => join(first.functions, name, 'content.bin'))
      .filter(existsSync);
    const contents = carriers.map((file) => readFileSync(file));
    expect(contents.length).toBe(2);
    expect(contents[0]?.equals(contents[1] ?? Buffer.alloc(0))).toBe(true);
    expect(contents[0]?.length).toBeGreaterThan(1000);
  });
});

/** What Lambda and the template give a function; the values lead nowhere. */
function lambdaEnvironment(): NodeJS.ProcessEnv {
  const own = Object.values(ENV).map((name) => [
    name,
    name === ENV.stage ? 'dev' : name === ENV.city ? 'icheon' : `test-${name}`,
  ]);
  return { ...Object.fromEntries(own), AWS_REGION: 'ap-northeast-2', PATH: process.env.PATH };
}

/** Files that static imports reach from `file`; `import()` is not followed. */
function readAtStart(folder: string, file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = readFileSync(join(folder, file), 'utf8');
  for (const [, next] of text.matchAll(/(?:from|import)\s*"\.\/([^"]+\.mjs)"/g))
    readAtStart(folder, next ?? '', seen);
  return seen;
}
