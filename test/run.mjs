/**
 * `npm test`: runs under the user's Node with nothing installed. Installs what is missing, then checks format, lint
 * and types, builds, and runs every test under the project's own Node. `npm test -- test/kakao` runs a part.
 */

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import { inRoot, prepareMachine } from '../local/install.mjs';

const node = await prepareMachine('npm test');
const env = { ...process.env, PATH: `${inRoot('node_modules/.bin')}${delimiter}${process.env.PATH}` };

/** Runs one step; resolves with its exit code. */
function run(title, args) {
  console.log(`\n▸ ${title}`);
  const child = spawn(node, args, { cwd: inRoot('.'), stdio: 'inherit', env });
  return new Promise((resolve) => {
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** Ends at the first step that fails. */
async function step(title, args) {
  const code = await run(title, args);
  if (code !== 0) {
    console.error(`\n${title} failed (exit code ${code}).`);
    process.exit(code);
  }
}

const only = process.argv.slice(2);
const report = inRoot('dist/test-report.json');
await step('format and lint', [inRoot('node_modules/@biomejs/biome/bin/biome'), 'check', '.']);
await step('types', [inRoot('node_modules/typescript/bin/tsc'), '-p', '.']);
await step('build', [inRoot('bin/build.ts')]);
const vitest = [
  'run',
  '--config',
  'test/vitest.config.ts',
  '--reporter',
  'default',
  '--reporter',
  'json',
  `--outputFile.json=${report}`,
];
const code = await run('tests', [inRoot('node_modules/vitest/vitest.mjs'), ...vitest, ...only]);
const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'));
console.log(`${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped`);
process.exit(code);
