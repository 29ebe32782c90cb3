import { execFile, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { type BuildReport, buildFunctions } from '../../bin/build.ts';
import { withBuildLock } from '../../bin/build-lock.ts';
import { ENV } from '../../lib/names.ts';
import { freshFolder } from './synthesized.ts';

const run = promisify(execFile);
/** What the SDK's DynamoDB client writes into its header; found wherever that client is. */
const SDK_TARGET = 'DynamoDB_20120810';
/**
 * Budget of what a cold start reads; chat and staff carry the language that they understand: the matcher's lexicon and
 * the danger reader's weights are 1,200 kB of it.
 */
const START_KILOBYTES: Readonly<Record<string, number>> = { chat: 1750, staff: 1650, handoff: 130 };

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

  it('load the AWS SDK only when a call needs it, and read little at start', () => {
    for (const name of names) {
      const folder = join(first.functions, name);
      const texts = [...readAtStart(folder, 'index.mjs')].map((file) =>
        readFileSync(join(folder, file), 'utf8'),
      );
      const kilobytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1000;
      const sdkAtStart = texts.some((text) => text.includes(SDK_TARGET));
      expect({ name, sdkAtStart }).toEqual({ name, sdkAtStart: false });
      expect(kilobytes, `${name}, kB at start`).toBeLessThan(START_KILOBYTES[name] ?? 60);
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

describe('the lock of a build', () => {
  it('lets two builds of one folder run one after the other', async () => {
    const folder = freshFolder();
    const steps: string[] = [];
    const work = (name: string) =>
      withBuildLock(folder, async () => {
        steps.push(`${name} begins`);
        await readFile(import.meta.filename);
        steps.push(`${name} ends`);
      });
    await Promise.all([work('one'), work('two')]);
    expect(steps).toHaveLength(4);
    expect(steps[0]?.split(' ')[0]).toBe(steps[1]?.split(' ')[0]);
  });

  it('is taken over from a build that was killed', async () => {
    const folder = freshFolder();
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    writeFileSync(join(folder, '.lock'), String(gone));
    expect(await withBuildLock(folder, async () => 'built')).toBe('built');
  });
});
