import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type City, startCity } from '../../local/city.ts';
import { payload, post } from './citizen.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

let city: City;
let ssm: string;
beforeAll(async () => {
  city = await startCity({ quiet: true });
  ssm = ((await (await fetch(`${city.controlUrl}/city`)).json()) as { ssm: string }).ssm;
});
afterAll(() => city?.close());

/** Runs the command as an engineer would; resolves with what it prints on standard output. */
async function secret(command: string): Promise<string> {
  const env = {
    ...process.env,
    AWS_ENDPOINT_URL_SSM: ssm,
    AWS_ACCESS_KEY_ID: 'k',
    AWS_SECRET_ACCESS_KEY: 's',
  };
  const run = promisify(execFile);
  const { stdout } = await run(`${ROOT}/node_modules/.bin/node`, ['bin/secret.ts', command], {
    cwd: ROOT,
    env,
  });
  return stdout.trim();
}

const ask = (value: string) =>
  post(city, 'ask', JSON.stringify(payload('rotation', '여권')), { 'x-minwontalk-secret': value });

describe('rotating the skill secret', () => {
  it('refuses no call while both are valid, and the old one dies afterwards', async () => {
    expect((await ask('Local-Secret')).status).toBe(200);
    const fresh = await secret('rotate');
    expect(fresh.length).toBeGreaterThanOrEqual(32);
    await city.kill('chat');
    expect((await ask(fresh)).status).toBe(200);
    expect((await ask('Local-Secret')).status).toBe(200);
    await secret('retire');
    await city.kill('chat');
    expect((await ask('Local-Secret')).status).toBe(401);
    expect((await ask(fresh)).status).toBe(200);
    expect(await secret('show')).toBe(fresh);
  });
});
