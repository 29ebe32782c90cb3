/** What the small desk of the tests knows and serves: city, people, entries, configuration, audit trail, files. */

import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { CityProfile } from '../../lib/city/profile.ts';
import type { Me, StaffConfig, Suggestion } from '../../lib/staff/api.ts';
import { inRoot } from '../../local/processes.ts';
import { anyCity } from '../staff/city.ts';

/** A Tuesday, 10:30 in Korea: the desk is open. */
export const MORNING = Date.UTC(2026, 10, 24, 1, 30);
/** A minute, ms. */
export const MINUTE = 60_000;

const day = { open: '00:00', close: '23:59' };
/** The city, open around the clock. */
export const CITY: CityProfile = {
  ...anyCity,
  hours: { 1: day, 2: day, 3: day, 4: day, 5: day, 6: day, 7: day },
};

/** Its fields. */
export const FIELDS = [
  ['passport', '여권'],
  ['resident', '주민등록'],
  ['bulky', '대형폐기물'],
  ['water', '상수도'],
  ['tax', '지방세'],
  ['parking', '주차'],
].map(([id = '', name = '']) => ({ id, name }));

/** Who can sign in. */
export const PEOPLE: Readonly<Record<string, Me>> = {
  상담원1: { id: '상담원1', name: '상담원1', role: 'counsellor', roles: ['counsellor'] },
  상담원2: { id: '상담원2', name: '상담원2', role: 'counsellor', roles: ['counsellor'] },
  편집자: { id: '편집자', name: '편집자', role: 'editor', roles: ['editor'] },
  관리자: { id: '관리자', name: '관리자', role: 'manager', roles: ['manager', 'editor', 'counsellor'] },
};

/** What a search can find. */
export const SUGGESTIONS: readonly Suggestion[] = [
  {
    id: 'passport-fee',
    title: '여권 발급 수수료는 얼마인가요?',
    field: 'passport',
    fieldName: '여권',
    score: 0.91,
    answer: '여권 수수료는 종류와 기간에 따라 달라요. 자세한 금액은 여권 안내에서 볼 수 있어요.',
    source: '출처: 여권 안내 (2026-11-24)',
  },
  {
    id: 'passport-lost',
    title: '여권을 잃어버렸어요',
    field: 'passport',
    fieldName: '여권',
    score: 0.55,
    answer: '가까운 여권 창구나 정부24에서 분실 신고를 해 주세요.',
    source: '출처: 여권 안내 (2026-11-24)',
  },
];

/** An answer of the desk. */
export interface Answered {
  readonly status: number;
  readonly body?: unknown;
  readonly html?: string;
  readonly bytes?: Buffer;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A failure as the function tells it. */
export function error(status: number, code: string, message: string, more: object = {}): Answered {
  return { status, body: { error: { code, message }, ...more } };
}

/** What the page reads first; `config` changes it. */
export function configOf({ url, config }: { url: string; config: Partial<StaffConfig> }): StaffConfig {
  return {
    city: { id: CITY.id, name: CITY.name },
    channel: CITY.channel,
    hours: '평일 09:00~18:00',
    sessionMinutes: 480,
    keepsText: true,
    signIn: {
      issuer: url,
      authorizeUrl: `${url}/login`,
      tokenUrl: `${url}/token`,
      signOutUrl: `${url}/signout`,
      clientId: 'staff-page',
      scope: 'openid',
    },
    fields: FIELDS,
    departments: ['교통과', '민원여권과', '자원순환과'],
    crisis: [
      { number: '109', label: '자살예방 상담전화' },
      { number: '112', label: '경찰' },
    ],
    ...config,
  };
}

/** Two pages of one month. */
export function auditPage(url: URL, now: number) {
  const month = url.searchParams.get('month') ?? '2026-11';
  if (month !== '2026-11') return { month, entries: [] };
  if (url.searchParams.get('from') !== null)
    return { month, entries: [{ at: now - 9 * MINUTE, who: 'u-2', what: 'signIn' }] };
  const entries = [
    { at: now - MINUTE, who: 'u-1', name: '상담원1', what: 'resolve', ticket: 't-9', number: 'K7F-3M2' },
    { at: now - 2 * MINUTE, who: 'u-1', name: '상담원1', what: 'claim', ticket: 't-9', number: 'K7F-3M2' },
  ];
  return { month, entries, next: 'page-2' };
}

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
};
/** What the deployed function sends with the page. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; media-src 'self' data:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/** The page and its files, as the function serves them. */
export async function file(path: string): Promise<Answered> {
  const asset = /^\/staff\/assets\/([\w.-]+)$/.exec(path)?.[1];
  if (path !== '/staff' && asset === undefined) return error(404, 'notFound', '없어요.');
  const bytes = await readFile(join(inRoot('dist/web/staff'), asset ?? 'index.html'));
  const type = TYPES[extname(asset ?? '')] ?? 'text/html; charset=utf-8';
  const headers: Record<string, string> = asset === undefined ? { 'content-security-policy': POLICY } : {};
  return { status: 200, bytes, type, headers };
}
