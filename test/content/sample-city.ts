/** A small whole city in memory, whose files a test can spoil. */

import type { CityFiles, SourceFile } from '../../lib/content/assemble.ts';

/** Ids of its twelve fields. */
export const FIELDS = Array.from({ length: 12 }, (_, i) => `field${String.fromCharCode(97 + i)}`);

/** Text of one field with one entry, `<field>-one`. The line numbers of the tests count from its first line. */
export function fieldText(id: string): string {
  return `id: ${id}
name: 분야 ${id}
full: 분야 ${id} 안내
entries:
  - id: ${id}-one
    title: ${id} 얼마예요?
    phrasings:
      - ${id} 가격
      - ${id} 수수료
      - ${id} 비용
      - ${id} 돈
      - ${id} 얼마
    summary: 만 원이에요.
    facts:
      - kind: fee
        text: 만 원
        recheck: "2024-02"
    links:
      - {label: 정부24, url: https://www.gov.kr}
    phones:
      - {label: 담당, number: 031-644-2193}
    department: 민원여권과
    sources:
      - {title: 안내문, url: https://www.gov.kr, date: 2026-01}
    reviewed: {date: 2026-11-24, by: 자료조사}
`;
}

const CITY = `id: sample
name: 견본시
channel: 견본시민원
phone: {confirmed: true, number: 031-123-4567}
fallbackPhone: {number: 110, label: 정부민원안내, hours: 24시간}
website: https://www.example.go.kr
hours:
  1: {open: 09:00, close: 18:00}
keepsText: true
retention: {sessionHours: 24, talkMinutes: 30, ticketTextDays: 90, questionDays: 90, usageEventDays: 400}
bots: {dev: [5f0000000000000000000001], prod: []}
fields: [${FIELDS.join(', ')}]
`;

const NOTICES = `notices:
  - {id: n1, title: 옛 공지, date: 2026-01-02, department: 총무과, link: https://www.example.go.kr/1}
  - {id: n2, title: 새 공지, date: 2026-11-02, department: 총무과, link: https://www.example.go.kr/2, expires: 2026-12-31}
`;

const GUIDE = `places:
  - id: hall
    name: 견본시청
    group: hall
    does: 시청이에요.
    sources: [{title: 안내문, date: 날짜 미상}]
`;

const TEXTS: Readonly<Record<string, string>> = {
  'city.yaml': CITY,
  'notices.yaml': NOTICES,
  'guide.yaml': GUIDE,
  'asked.tsv': `entry\tasked\n-\t강아지 미용 어디가 좋아요\n`,
  'synonyms.tsv': `citizen_word\tofficial_term\tfield\n민증\t주민등록증\t${FIELDS[0]}\n`,
  ...Object.fromEntries(FIELDS.map((id) => [`fields/${id}.yaml`, fieldText(id)])),
};

/** How a file is spoilt: a text is replaced by another, or the whole by undefined. */
export type Spoil = { readonly [file: string]: readonly [from: string, to: string] | string | undefined };

function spoilt(name: string, spoil: Spoil): SourceFile {
  const file = `content/sample/${name}`;
  const text = TEXTS[name] ?? '';
  if (!(name in spoil)) return { file, text };
  const how = spoil[name];
  if (how === undefined || typeof how === 'string') return { file, text: how };
  if (!text.includes(how[0])) throw new Error(`${name} holds no ${how[0]}`);
  return { file, text: text.replace(how[0], how[1]) };
}

/** The city's files, some of them spoilt. */
export function cityFiles(spoil: Spoil = {}): CityFiles {
  return {
    city: spoilt('city.yaml', spoil),
    fields: FIELDS.map((id) => spoilt(`fields/${id}.yaml`, spoil)),
    notices: spoilt('notices.yaml', spoil),
    guide: spoilt('guide.yaml', spoil),
    synonyms: spoilt('synonyms.tsv', spoil),
    asked: spoilt('asked.tsv', spoil),
  };
}
