/** Builds the bundles and synthesizes the template when they are older than their sources. */

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Announcer } from './announcer.ts';
import { onLines } from './lambda/lines.ts';
import { inRoot, nodeBinary, ROOT } from './processes.ts';

/** What bundles, pages and template are made of. */
const SOURCES = ['bin', 'lib', 'functions', 'content', 'web', 'cdk.json', 'package-lock.json'];
/** The local city's own assembly: a synth of another city or stage into cdk.out does not change what runs here. */
const ASSEMBLY = 'dist/cdk.out';
const STAMP = 'dist/prepared';

/** Makes bundles and assembly current; resolves with the assembly's folder. @throws Error when a step fails. */
export async function prepare(announcer: Announcer): Promise<string> {
  const assembly = inRoot(ASSEMBLY);
  const wanted = fingerprint();
  const current = existsSync(inRoot(STAMP)) ? readFileSync(inRoot(STAMP), 'utf8') : '';
  if (current === wanted && existsSync(join(assembly, 'manifest.json'))) return assembly;
  rmSync(assembly, { recursive: true, force: true });
  announcer.say('building the bundles and synthesizing the template …');
  const startedAt = performance.now();
  await synthesize(assembly, announcer);
  writeFileSync(inRoot(STAMP), wanted);
  announcer.say(`built and synthesized in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  return assembly;
}

/** Changes whenever a source file is added, removed or written. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    const path = inRoot(source);
    if (!existsSync(path)) continue;
    const folder = statSync(path).isDirectory();
    const inside = folder ? readdirSync(path, { recursive: true, encoding: 'utf8' }).sort() : [''];
    for (const name of inside) {
      const { size, mtimeMs } = statSync(join(path, name));
      hash.update(`${source}/${name}:${size}:${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

/** Runs in a process of its own: the CDK is large and not needed afterwards. Its warnings are passed on. */
function synthesize(outdir: string, announcer: Announcer): Promise<void> {
  const child = spawn(nodeBinary(), [inRoot('local/synthesize.ts'), outdir], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) onLines(stream, (line) => lines.push(line));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code !== 0) return reject(new Error(`The template could not be made:\n${lines.join('\n')}`));
      for (const line of lines)
        if (line.startsWith('warning: ')) announcer.warn(line.slice('warning: '.length));
      resolve();
    });
  });
}
