/** Builds the bundles and synthesizes the template when they are older than their sources. */

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { withBuildLock } from '../bin/build-lock.ts';
import type { Announcer } from './announcer.ts';
import { onLines } from './lambda/lines.ts';
import { inRoot, nodeBinary, ROOT } from './processes.ts';

/** What bundles, pages and template are made of. */
const SOURCES = ['bin', 'lib', 'functions', 'content', 'web', 'cdk.json', 'package-lock.json'];
/**
 * The local city's own assemblies, one folder a state of the sources: a synth of another city or stage into cdk.out
 * changes nothing here, and a city that runs keeps the bundles that it started with.
 */
const ASSEMBLIES = 'dist/cdk.out';
/** Assemblies that are kept. */
const KEPT = 8;

/** Makes bundles and assembly current; resolves with the assembly's folder. @throws Error when a step fails. */
export async function prepare(announcer: Announcer): Promise<string> {
  const assembly = join(inRoot(ASSEMBLIES), fingerprint());
  const whole = (): boolean => existsSync(join(assembly, 'manifest.json'));
  if (whole()) return assembly;
  await withBuildLock(inRoot(ASSEMBLIES), async () => {
    if (!whole()) await make(assembly, announcer);
  });
  return assembly;
}

/** The assembly appears under its name when it is whole. */
async function make(assembly: string, announcer: Announcer): Promise<void> {
  announcer.say('building the bundles and synthesizing the template …');
  const startedAt = performance.now();
  const unfinished = mkdtempSync(`${assembly}-`);
  try {
    await synthesize(unfinished, announcer);
    renameSync(unfinished, assembly);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  removeOld(inRoot(ASSEMBLIES));
  announcer.say(`built and synthesized in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
}

function removeOld(parent: string): void {
  const age = (name: string): number => statSync(join(parent, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const finished = readdirSync(parent).filter((name) => /^[0-9a-f]{16}$/.test(name));
  const old = finished.sort((a, b) => age(b) - age(a)).slice(KEPT);
  for (const name of old) rmSync(join(parent, name), { recursive: true, force: true });
}

/** Changes whenever a source file is added, removed or written. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const file of filesOf(inRoot(source))) {
      const found = statSync(file, { throwIfNoEntry: false });
      if (found?.isFile()) hash.update(`${file}:${found.size}:${found.mtimeMs}\n`);
    }
  }
  return hash.digest('hex').slice(0, 16);
}

function filesOf(path: string): string[] {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => join(path, name));
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
