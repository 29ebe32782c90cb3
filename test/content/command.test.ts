import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runContentCommand } from '../../bin/content-command.ts';
import { contentStore } from '../../lib/aws/content-store.ts';
import { type Engine, startEngine } from './store-engine.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.close());

async function run(...args: string[]) {
  const out: string[] = [];
  const error: string[] = [];
  const now = () => new Date('2026-11-24T01:00:00.000Z');
  const code = await runContentCommand(args, {
    out: (line) => out.push(line),
    error: (line) => error.push(line),
    now,
  });
  return { code, out, error };
}

test('check tells how much there is and that all is well', async () => {
  const { code, out, error } = await run('check');
  expect(code).toBe(0);
  expect(out[0]).toMatch(
    /^이천시: 분야 12 · 항목 1\d\d · 질문 표현 \d+ · 모은 물음 \d+ · 공지 \d+ · 안내 \d+/,
  );
  expect(error).toHaveLength(1);
  expect(error[0]).toMatch(/^주의 content\/icheon\/city\.yaml \d+행 · phone: /);
});

test('publish shows its progress, a second one that nothing changed, list what there is', async () => {
  const outputs = join(tmpdir(), `outputs-${process.pid}.json`);
  await writeFile(outputs, JSON.stringify({ Data: { ContentTable: await engine.table() } }));
  const where = ['--outputs', outputs, '--endpoint', engine.options.endpoint ?? ''];
  const first = await run('publish', ...where, '--by', '김주무관');
  expect(first.code).toBe(0);
  expect(first.out.join('\n')).toMatch(/ {2}publishing part 1 of \d/);
  expect(first.out.at(-1)).toBe('올렸어요(판 1). 길어도 20초 안에 새 내용으로 답해요.');
  const second = await run('publish', ...where);
  expect(second.out.at(-1)).toBe('바뀐 것이 없어요. 2026-11-24T01:00:00.000Z에 올린 그대로예요(판 1).');
  const listed = await run('list', ...where);
  expect(listed.out).toHaveLength(1);
  expect(listed.out[0]).toMatch(/^\* 판 1 · 2026-11-24T01:00:00\.000Z · 김주무관 · \d+ kB · [0-9a-f]{12}$/);
});

test('somebody else published first: the clerk reads who and when', async () => {
  const table = await engine.table();
  const where = ['--table', table, '--endpoint', engine.options.endpoint ?? ''];
  const results = await Promise.all([
    run('publish', ...where, '--by', '김'),
    run('publish', ...where, '--by', '이'),
  ]);
  const pointer = await contentStore(table, engine.options).readPointer();
  const loser = results.find(({ code }) => code !== 0);
  if (loser === undefined) {
    expect(results.some(({ out }) => out.at(-1)?.startsWith('바뀐 것이 없어요.'))).toBe(true);
    return;
  }
  expect(loser.error.at(-1)).toBe(
    `${pointer?.by} 님이 2026-11-24T01:00:00.000Z에 먼저 올렸어요(판 ${pointer?.version}). 그 내용을 받아서 다시 올려 주세요.`,
  );
});

test.each([
  [
    ['publish'],
    1,
    '어디에 올릴지 알려 주세요: --outputs FILE, --table NAME, --local URL 가운데 하나를 적어 주세요.',
  ],
  [['check', '--city', 'atlantis'], 1, 'content/atlantis 폴더가 없어요. 있는 도시: icheon'],
  [
    ['publish', '--local', 'http://127.0.0.1:9'],
    1,
    'http://127.0.0.1:9에 로컬 시티가 없어요. npm start로 켜고, 첫 화면에 나오는 Control 주소를 적어 주세요.',
  ],
])('%j is answered with what to do', async (args, code, line) => {
  const result = await run(...args);
  expect(result.code).toBe(code);
  expect(result.error).toContain(line);
});

test('a wrong option shows how to call it', async () => {
  const { code, error } = await run('check', '--cty', 'icheon');
  expect(code).toBe(2);
  expect(error.at(-1)).toContain('npm run content:check');
});
