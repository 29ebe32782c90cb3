import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const COMMAND = fileURLToPath(new URL('../../bin/mask.ts', import.meta.url));
const run = (input: string) => spawnSync(process.execPath, [COMMAND], { input, encoding: 'utf8' });

describe('the mask command', () => {
  it('writes one line for each line, in order, and repeats nothing of a bad one', () => {
    const secret = '850312-1981234';
    const { stdout, stderr, status } = run(
      `{"text":"번호 010-0123-4567"}\n${secret}\n{"word":"${secret}"}\n\n{"text":"안녕"}\n`,
    );
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(status).toBe(0);
    expect(stderr).toBe('');
    expect(lines[0]).toEqual({ masked: '번호 [전화번호]', spans: [{ start: 3, end: 16, kind: 'phone' }] });
    expect(lines.map((line) => Object.keys(line)[0])).toEqual([
      'masked',
      'error',
      'error',
      'error',
      'masked',
    ]);
    expect(stdout).not.toContain('1981234');
  });

  it('writes nothing for nothing', () => {
    expect(run('').stdout).toBe('');
  });
});
