/** The commands content:check, content:publish and content:list: what a clerk and an engineer read and type. */

import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import {
  type ContentStore,
  contentStore,
  type Published,
  type VersionInfo,
} from '../lib/aws/content-store.ts';
import { toMatcher } from '../lib/content/lookup.ts';
import { formatProblem, type Problem } from '../lib/content/problem.ts';
import { floorSnapshot, packSnapshot } from '../lib/content/snapshot.ts';
import type { Content } from '../lib/content/types.ts';
import { buildIndex, serializeIndex } from '../lib/matching/index.ts';
import { listCities, loadCityContent } from './content-files.ts';
import { findTarget, type TargetOptions } from './content-target.ts';

const USAGE = `쓰는 법
  npm run content:check   [-- --city icheon]
  npm run content:publish -- [--city icheon] 어디에 [--by 이름]
  npm run content:list    -- 어디에
어디에 (하나를 고르세요)
  --outputs FILE    cdk deploy --outputs-file로 받은 파일
  --table NAME      DynamoDB 표 이름 (환경 변수 CONTENT_TABLE로도 됩니다)
  --local URL       로컬 시티의 관리 주소 (첫 화면의 Control)
그 밖에 --endpoint URL, --region 지역`;

const OPTIONS = {
  city: { type: 'string', default: 'icheon' },
  table: { type: 'string' },
  endpoint: { type: 'string' },
  outputs: { type: 'string' },
  local: { type: 'string' },
  region: { type: 'string' },
  by: { type: 'string' },
  help: { type: 'boolean' },
} as const;

/** Where the lines go and what time it is; tests give their own. */
export interface Terminal {
  out(line: string): void;
  error(line: string): void;
  now(): Date;
}

const TERMINAL: Terminal = { out: console.log, error: console.error, now: () => new Date() };

/** The date in Korea, ISO. */
const koreanDay = (now: Date): string => new Date(now.getTime() + 9 * 3_600_000).toISOString().slice(0, 10);

function summary({ city, fields, notices, guide }: Content, warnings: readonly Problem[]): string {
  const entries = fields.flatMap((field) => field.entries);
  const phrasings = entries.reduce((sum, entry) => sum + entry.phrasings.length, 0);
  const collected = entries.reduce((sum, { asked = [] }) => sum + asked.length, 0);
  const facts = entries.flatMap((entry) => entry.facts);
  const due = facts.filter(({ recheck }) => recheck !== undefined).length;
  const open = entries.filter(({ unconfirmed }) => unconfirmed).length;
  return [
    `${city.name}: 분야 ${fields.length} · 항목 ${entries.length} · 질문 표현 ${phrasings} · 모은 물음 ${collected} · 공지 ${notices.length} · 안내 ${guide.length}`,
    `다시 확인할 사실 ${due}/${facts.length} · 시가 확인해 줄 것이 남은 항목 ${open} · 주의 ${warnings.length}`,
  ].join('\n');
}

async function load(city: string, terminal: Terminal): Promise<Content | undefined> {
  const cities = await listCities();
  if (!cities.includes(city)) {
    terminal.error(`content/${city} 폴더가 없어요. 있는 도시: ${cities.join(', ')}`);
    return undefined;
  }
  const loaded = await loadCityContent(city, koreanDay(terminal.now()));
  for (const warning of loaded.warnings) terminal.error(`주의 ${formatProblem(warning)}`);
  if ('content' in loaded) {
    terminal.out(summary(loaded.content, loaded.warnings));
    return loaded.content;
  }
  for (const problem of loaded.problems) terminal.error(`오류 ${formatProblem(problem)}`);
  terminal.error(
    `고칠 곳이 ${loaded.problems.length}군데 있어요. 고치고 npm run content:check를 다시 해 주세요.`,
  );
  return undefined;
}

async function check(city: string, terminal: Terminal): Promise<number> {
  const content = await load(city, terminal);
  if (content === undefined) return 1;
  terminal.out('모두 괜찮아요. 올리려면 npm run content:publish를 하세요.');
  return 0;
}

const ENDINGS: Readonly<
  Record<Published['outcome'], (pointer: Published['pointer']) => readonly [line: string, code: number]>
> = {
  published: ({ version }) => [`올렸어요(판 ${version}). 길어도 20초 안에 새 내용으로 답해요.`, 0],
  unchanged: ({ version, publishedAt }) => [
    `바뀐 것이 없어요. ${publishedAt}에 올린 그대로예요(판 ${version}).`,
    0,
  ],
  overtaken: ({ version, by, publishedAt }) => [
    `${by} 님이 ${publishedAt}에 먼저 올렸어요(판 ${version}). 그 내용을 받아서 다시 올려 주세요.`,
    1,
  ],
};

async function publish(store: ContentStore, city: string, by: string, terminal: Terminal): Promise<number> {
  const content = await load(city, terminal);
  if (content === undefined) return 1;
  const index = serializeIndex(buildIndex(...toMatcher(content)));
  const packed = packSnapshot(floorSnapshot(content, index));
  const at = terminal.now().toISOString();
  const { outcome, pointer } = await store.publish(packed, {
    by,
    at,
    progress: (line) => terminal.out(`  ${line}`),
  });
  const [line, code] = ENDINGS[outcome](pointer);
  terminal[code === 0 ? 'out' : 'error'](line);
  return code;
}

function row({ version, publishedAt, by, bytes, digest }: VersionInfo, current: number | undefined): string {
  const mark = version === current ? '*' : ' ';
  return `${mark} 판 ${version} · ${publishedAt} · ${by} · ${Math.ceil(bytes / 1000)} kB · ${digest.slice(0, 12)}`;
}

async function list(store: ContentStore, terminal: Terminal): Promise<number> {
  const versions = await store.listVersions();
  if (versions.length === 0) terminal.out('아직 올린 판이 없어요. npm run content:publish로 올려 주세요.');
  for (const version of versions) terminal.out(row(version, versions[0]?.version));
  return 0;
}

async function run(
  command: string,
  options: TargetOptions & { city: string; by?: string },
  terminal: Terminal,
): Promise<number> {
  if (command === 'check') return check(options.city, terminal);
  const target = await findTarget(options);
  const store = contentStore(target.table, {
    connectMs: 2_000,
    requestMs: 10_000,
    maxAttempts: 3,
    ...target.client,
  });
  if (command === 'list') return list(store, terminal);
  return publish(store, options.city, options.by ?? userInfo().username, terminal);
}

/** Runs one command; gives the exit code: 0 well, 1 not done, 2 called wrongly. */
export async function runContentCommand(
  args: readonly string[],
  terminal: Terminal = TERMINAL,
): Promise<number> {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    const [command = ''] = positionals;
    if (values.help === true || !['check', 'publish', 'list'].includes(command)) {
      terminal.error(USAGE);
      return values.help === true ? 0 : 2;
    }
    return await run(command, values, terminal);
  } catch (error) {
    const wrongly =
      error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
    terminal.error(error instanceof Error ? error.message : String(error));
    if (wrongly) terminal.error(USAGE);
    return wrongly ? 2 : 1;
  }
}
