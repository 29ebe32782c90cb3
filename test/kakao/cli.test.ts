import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const COMMAND = fileURLToPath(new URL('../../bin/kakao-check.ts', import.meta.url));
const GOOD = '{"version":"2.0","template":{"outputs":[{"simpleText":{"text":"안녕하세요."}}]}}';
const BAD = '{"version":"2.0","template":{"outputs":[]}}';

let folder = '';
let good = '';
let bad = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kakao-check-'));
  good = join(folder, 'good.json');
  bad = join(folder, 'bad.json');
  writeFileSync(good, GOOD);
  writeFileSync(bad, BAD);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(args: string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args], {
    input,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('kakao:check', () => {
  it('exits with 0 where all is valid', () => {
    expect(run([good])).toMatchObject({ status: 0, stdout: `${good}: valid\n` });
  });

  it('names file, path and rule of a violation and exits with 1', () => {
    const { status, stdout } = run([good, bad]);
    expect(status).toBe(1);
    expect(stdout).toContain(`${bad}: $.template.outputs template.outputs.count: `);
  });

  it('prints JSON when asked', () => {
    const { status, stdout } = run(['--json', good, bad]);
    expect(status).toBe(1);
    const violation = {
      path: '$.template.outputs',
      rule: 'template.outputs.count',
      message: expect.any(String),
    };
    expect(JSON.parse(stdout)).toEqual([
      { file: good, valid: true, violations: [] },
      { file: bad, valid: false, violations: [violation] },
    ]);
  });

  it('reads standard input', () => {
    expect(run([], GOOD)).toMatchObject({ status: 0, stdout: '-: valid\n' });
    expect(run(['--json', '-'], '{').status).toBe(1);
  });

  it('exits with 2 where a file cannot be read, and still checks the others', () => {
    const { status, stdout, stderr } = run([join(folder, 'none.json'), folder, bad]);
    expect(status).toBe(2);
    expect(stderr).toContain('no such file');
    expect(stderr).toContain('folder');
    expect(stdout).toContain('template.outputs.count');
  });

  it('exits with 2 and its usage on an unknown option', () => {
    expect(run(['--jsn', good])).toMatchObject({ status: 2, stderr: expect.stringContaining('usage:') });
  });
});
