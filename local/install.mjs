/**
 * Brings a fresh checkout to life: installs the locked packages where they are missing and finds the project's own
 * Node. Plain JavaScript without dependencies, since it runs under the user's Node (20 or newer) before anything is
 * installed. Used by `npm start` and `npm test`.
 */

import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Path of a file of the project. */
export const inRoot = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Ends the process with a message that says what to do. */
export function fail(message) {
  console.error(message);
  process.exit(1);
}

function readJson(path) {
  return JSON.parse(readFileSync(inRoot(path), 'utf8'));
}

/** True when every locked package that belongs on this machine is installed in its locked version. */
function installed() {
  if (!existsSync(inRoot('node_modules/.package-lock.json'))) return false;
  const locked = readJson('package-lock.json').packages;
  const present = readJson('node_modules/.package-lock.json').packages;
  const wanted = Object.entries(locked).filter(([path, each]) => path !== '' && !each.optional);
  return wanted.every(([path, each]) => each.link || present[path]?.version === each.version);
}

/** The Node that the project brings along; undefined when npm did not run its install script. */
function ownNode() {
  return ['node_modules/node/bin/node', 'node_modules/node/bin/node.exe'].map(inRoot).find(existsSync);
}

/** Runs npm with its own progress on the terminal. */
function runNpm(command, ...npmArgs) {
  console.log(`installing what is missing (npm ${npmArgs.join(' ')}) …`);
  const npm = process.env.npm_execpath;
  const [program, args] = npm ? [process.execPath, [npm, ...npmArgs]] : ['npm', npmArgs];
  const child = spawn(program, args, {
    cwd: root,
    stdio: 'inherit',
    shell: !npm && process.platform === 'win32',
  });
  return new Promise((resolve) => {
    child.once('error', () =>
      fail(`npm could not be started. Install Node.js with npm, then run ${command} again.`),
    );
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else
        fail(
          `npm ${npmArgs.join(' ')} failed. Read its message above; often the network is the cause. Then run ${command} again.`,
        );
    });
  });
}

/**
 * Makes the checkout ready and returns the path of the project's own Node. Ends the process with a clear message
 * where the user's Node is too old or npm fails. `command`: what to run again, for the message.
 */
export async function prepareMachine(command) {
  const [major] = process.versions.node.split('.');
  if (Number(major) < 20) {
    fail(
      `Node.js ${process.versions.node} is too old. Install version 20 or newer from https://nodejs.org, then run ${command} again.`,
    );
  }
  if (!installed()) await runNpm(command, 'ci');
  if (ownNode() === undefined) await runNpm(command, 'rebuild', 'node');
  return ownNode() ?? process.execPath;
}
