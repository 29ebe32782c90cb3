import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { parseOptions } from '../../local/options.ts';
import { inRoot, ROOT } from '../../local/processes.ts';
import { writeAssembly } from './fixtures/assembly.ts';

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

interface Run {
  readonly child: ChildProcess;
  readonly output: () => string;
  /** The URL of the ready line. */
  readonly ready: Promise<string>;
  readonly exit: Promise<number | null>;
}

function start(...args: string[]): Run {
  const child = spawn(process.execPath, [inRoot('local/start.mjs'), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let output = '';
  const exit = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const ready = new Promise<string>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        output += chunk;
        const url = /^ready (\S+)$/m.exec(output)?.[1];
        if (url !== undefined) resolve(url);
      });
    }
  });
  return { child, output: () => output, ready, exit };
}

/** Port numbers in the URLs that a city printed. */
const ports = (output: string) => [...output.matchAll(/127\.0\.0\.1:(\d+)/g)].map(([, port]) => Number(port));

const listens = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });

describe('npm start', () => {
  it('prints what runs, last the ready line, and stops cleanly on Ctrl-C', async () => {
    const run = start('--port', '0', '--assembly', writeAssembly());
    const url = await run.ready;
    const lines = run.output().trimEnd().split('\n');
    expect(lines.at(-1)).toBe(`ready ${url}`);
    for (const name of ['city', 'room', 'usage', 'store', 'queue', 'control']) {
      expect(lines.some((line) => line.startsWith(`${name} `))).toBe(true);
    }
    expect(run.output()).toContain('published 3 of 3 parts');
    expect((await fetch(`${url}/skill/ask`, { method: 'POST', body: '{}' })).status).toBe(200);
    run.child.kill('SIGINT');
    expect(await run.exit).toBe(0);
    for (const port of ports(run.output())) expect(await listens(port)).toBe(false);
  }, 30_000);

  it('says what to do when the port is taken', async () => {
    const server = net.createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as net.AddressInfo;
    const run = start('--port', String(port));
    expect(await run.exit).toBe(1);
    expect(run.output()).toContain(`Port ${port} is already in use.`);
    expect(run.output()).toContain(`npm start -- --port ${port + 1}`);
    server.close();
  });

  it('keeps the data of --data over a restart', async () => {
    const args = [
      '--port',
      '0',
      '--data',
      join(mkdtempSync(join(tmpdir(), 'kept-')), 'data'),
      '--assembly',
      writeAssembly(),
    ];
    const body = (operation: string, input: object) => JSON.stringify({ act: 'stores', operation, input });
    const call = async (url: string, text: string) =>
      (
        await fetch(`${url}/skill/ask`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: text,
        })
      ).json();
    const first = start(...args);
    await call(await first.ready, body('PutItem', { Item: { pk: { S: 'kept' } } }));
    first.child.kill('SIGTERM');
    await first.exit;
    const second = start(...args);
    const { text } = await call(await second.ready, body('GetItem', { Key: { pk: { S: 'kept' } } }));
    expect(JSON.parse(text).Item).toEqual({ pk: { S: 'kept' } });
    second.child.kill('SIGTERM');
    expect(await second.exit).toBe(0);
  }, 30_000);

  it('refuses options that it does not know', () => {
    expect(() => parseOptions(['--prot', '1'])).toThrow(/--prot/);
    expect(() => parseOptions(['--port', 'high'])).toThrow(
      /--port high is no port.*npm start -- --port 8788/,
    );
  });
});
