import { describe, expect, test } from 'vitest';
import { assembleContent } from '../../lib/content/assemble.ts';
import { formatProblem } from '../../lib/content/problem.ts';
import { cityFiles, type Spoil } from './sample-city.ts';

const A = 'fields/fielda.yaml';
const AT = 'content/sample/fields/fielda.yaml';
const ONE = '항목 fielda-one';

function errors(spoil: Spoil): string[] {
  const read = assembleContent(cityFiles(spoil));
  return 'problems' in read ? read.problems.map(formatProblem) : [];
}

function warnings(spoil: Spoil, today?: string): string[] {
  return assembleContent(cityFiles(spoil), today).warnings.map(formatProblem);
}

describe('a whole city', () => {
  test('is read as written', () => {
    const read = assembleContent(cityFiles());
    expect('problems' in read ? read.problems.map(formatProblem) : []).toEqual([]);
    if (!('content' in read)) throw new Error('refused');
    expect(read.content.fields.map(({ id }) => id)[11]).toBe('fieldl');
    expect(read.content.fields[0]?.entries[0]).toMatchObject({
      id: 'fielda-one',
      field: 'fielda',
      unconfirmed: false,
      keywords: [],
      facts: [{ kind: 'fee', text: '만 원', recheck: '2024-02' }],
      phones: [{ label: '담당', number: '031-644-2193' }],
      reviewed: { date: '2026-11-24', by: '자료조사' },
    });
    expect(read.content.notices.map(({ id }) => id)).toEqual(['n2', 'n1']);
    expect(read.content.city.fallbackPhone.number).toBe('110');
  });

  test('shows an entry with something missing as unconfirmed', () => {
    const read = assembleContent(cityFiles({ [A]: ['    links:', '    missing: [현재 금액]\n    links:'] }));
    if (!('content' in read)) throw new Error('refused');
    expect(read.content.fields[0]?.entries[0]).toMatchObject({ unconfirmed: true, missing: ['현재 금액'] });
  });
});

/** What a clerk does wrong, and the one line that says so. */
const PLANTED: readonly (readonly [what: string, spoil: Spoil, line: string])[] = [
  [
    'too few phrasings',
    { [A]: ['      - fielda 돈\n      - fielda 얼마\n', ''] },
    `${AT} 7행 · ${ONE} · phrasings: 질문 표현이 3개예요. 5개 이상 적어 주세요.`,
  ],
  [
    'a mistyped key',
    { [A]: ['    phrasings:', '    phrasing:'] },
    `${AT} 7행 · ${ONE} · phrasing: 모르는 칸 이름이에요. 혹시 'phrasings'인가요? 이름을 고치거나 지워 주세요.`,
  ],
  [
    'no source',
    {
      [A]: [
        '    sources:\n      - {title: 안내문, url: https://www.gov.kr, date: 2026-01}',
        '    sources: []',
      ],
    },
    `${AT} 23행 · ${ONE} · sources: 출처가 없어요. 제목과 날짜를 하나 이상 적어 주세요.`,
  ],
  [
    'no department',
    { [A]: ['    department: 민원여권과\n', ''] },
    `${AT} 5행 · ${ONE} · department: 빠졌어요. 'department: 값' 꼴로 한 줄을 더해 주세요.`,
  ],
  [
    'a day that does not exist',
    { [A]: ['date: 2026-11-24', 'date: 2026-02-30'] },
    `${AT} 25행 · ${ONE} · reviewed date: 날짜로 읽을 수 없어요('2026-02-30'). 2026-11-24처럼 적어 주세요.`,
  ],
  [
    'a web address without https',
    { [A]: ['url: https://www.gov.kr}', 'url: www.gov.kr}'] },
    `${AT} 19행 · ${ONE} · links 1번째 url: 누리집 주소로 읽을 수 없어요('www.gov.kr'). https://로 시작하게 적어 주세요.`,
  ],
  [
    'a script for an address',
    { [A]: ['url: https://www.gov.kr}', "url: 'javascript:alert(1)'}"] },
    `${AT} 19행 · ${ONE} · links 1번째 url: 누리집 주소로 읽을 수 없어요('javascript:alert(1)'). https://로 시작하게 적어 주세요.`,
  ],
  [
    'a telephone number with spaces',
    { [A]: ['031-644-2193', '031 644 2193'] },
    `${AT} 21행 · ${ONE} · phones 1번째 number: 전화번호로 읽을 수 없어요('031 644 2193'). 031-644-2193, 1599-0903, 110처럼 적어 주세요.`,
  ],
  [
    'a button label over the limit',
    { [A]: ['label: 정부24', 'label: 정부24에서 여권 신청하기 눌러요'] },
    `${AT} 19행 · ${ONE} · links 1번째 label: 18자예요. 14자 이하로 줄여 주세요.`,
  ],
  [
    'a title over the limit',
    { [A]: ['title: fielda 얼마예요?', `title: ${'가'.repeat(51)}`] },
    `${AT} 6행 · ${ONE} · title: 51자예요. 50자 이하로 줄여 주세요.`,
  ],
  [
    'HTML',
    { [A]: ['text: 만 원', 'text: <b>만 원</b>'] },
    `${AT} 16행 · ${ONE} · facts 1번째 text: HTML 태그나 기호(&…;)는 쓸 수 없어요. 글만 남겨 주세요.`,
  ],
  [
    'an unknown kind of fact',
    { [A]: ['kind: fee', 'kind: fees'] },
    `${AT} 15행 · ${ONE} · facts 1번째 kind: 쓸 수 없는 값이에요. 혹시 'fee'인가요? fee, papers, place, hours, step, duration, who, phone, link, note, law 가운데 하나로 적어 주세요.`,
  ],
  [
    'an empty value',
    { [A]: ['summary: 만 원이에요.', 'summary:'] },
    `${AT} 13행 · ${ONE} · summary: 비어 있어요. 내용을 적거나 칸을 지워 주세요.`,
  ],
  [
    'an id in Korean',
    { [A]: ['id: fielda-one', 'id: 여권'] },
    `${AT} 5행 · 항목 여권 · id: 영어 소문자, 숫자, 붙임표(-)로만 적어 주세요. 예: passport-fee`,
  ],
  [
    'an id that another field has',
    { 'fields/fieldb.yaml': ['id: fieldb-one', 'id: fielda-one'] },
    `content/sample/fields/fieldb.yaml 5행 · ${ONE} · id: 같은 id가 ${AT} 5행에도 있어요. 다른 이름으로 바꿔 주세요.`,
  ],
  [
    'a related question that does not exist',
    { [A]: ['    links:', '    related: [fieldb-ome]\n    links:'] },
    `${AT} 18행 · ${ONE} · related: 'fieldb-ome' 항목이 없어요. 혹시 'fieldb-one'인가요? 고치거나 지워 주세요.`,
  ],
  [
    'an answer for three bubbles',
    {
      [A]: [
        '        recheck: "2024-02"\n',
        Array.from({ length: 6 }, () => `      - {kind: note, text: ${'가'.repeat(290)}}\n`).join(''),
      ],
    },
    `${AT} 14행 · ${ONE} · facts: 답이 모두 2051자예요. 말풍선 두 개(1700자)에 들어가게 facts를 줄이거나 항목을 나눠 주세요.`,
  ],
  [
    'a group of the guide for four bubbles',
    {
      'guide.yaml': [
        '    sources: [{title: 안내문, date: 날짜 미상}]\n',
        `    sources: [{title: 안내문, date: 날짜 미상}]\n${Array.from(
          { length: 25 },
          (_, i) =>
            `  - {id: p${i}, name: 부서, group: office, where: ${'가'.repeat(100)}, does: 일, sources: [{title: 안내문, date: 2026}]}\n`,
        ).join('')}`,
      ],
    },
    'content/sample/guide.yaml 30행 · 안내 p23 · group: office 묶음이 여기서 말풍선 세 개(2600자)를 넘어요. where를 줄이거나 다른 묶음으로 옮겨 주세요.',
  ],
  [
    'a colon in a value without quotes',
    { [A]: ['text: 만 원', 'text: 수수료: 만 원'] },
    `${AT} 16행: 한 줄에 쌍점(:)이 두 번 나와요. 값을 큰따옴표로 감싸 주세요.`,
  ],
  [
    'a quote left open',
    { [A]: ['summary: 만 원이에요.', 'summary: "만 원이에요.'] },
    `${AT} 13행: 따옴표나 괄호가 닫히지 않았어요. 닫아 주세요.`,
  ],
  [
    'the same key twice',
    { [A]: ['    summary: 만 원이에요.', '    summary: 만 원이에요.\n    summary: 이만 원이에요.'] },
    `${AT} 14행: 같은 이름의 칸이 두 번 나와요. 하나를 지워 주세요.`,
  ],
  [
    'a list where one line is meant',
    { [A]: ['    summary: 만 원이에요.', '    summary: [만 원이에요.]'] },
    `${AT} 13행 · ${ONE} · summary: 글자로 적어 주세요.`,
  ],
  [
    'an empty file',
    { 'notices.yaml': '' },
    'content/sample/notices.yaml 1행: 파일이 비어 있어요. 내용을 적거나 파일을 지워 주세요.',
  ],
  [
    'a missing file',
    { 'guide.yaml': undefined },
    'content/sample/guide.yaml: 파일이 없어요. docs/content.md를 보고 만들어 주세요.',
  ],
  [
    'a file under another name than its field',
    { [A]: ['id: fielda\n', 'id: fieldz\n'] },
    `${AT} 1행 · id: 파일 이름(fielda)과 id(fieldz)가 달라요. 둘을 같게 맞춰 주세요.`,
  ],
  [
    'eleven fields',
    { 'city.yaml': [', fieldl]', ']'] },
    'content/sample/city.yaml 12행 · fields: 분야가 11개예요. 12개를 적어 주세요.',
  ],
  [
    'a synonym of an unknown field',
    { 'synonyms.tsv': 'citizen_word\tofficial_term\tfield\n\n민증\t주민등록증\tfieldaa\n' },
    "content/sample/synonyms.tsv 3행: 'fieldaa' 분야가 없어요. 'fielda' 등 하나로 고치거나 비워 주세요.",
  ],
  [
    'a collected question under an entry that does not exist',
    { 'asked.tsv': 'entry\tasked\nfielda-onee\t그거 얼마\n' },
    "content/sample/asked.tsv 2행: 항목 'fielda-onee'이(가) 없어요. 'fielda-one'로 고치거나 줄을 지워 주세요.",
  ],
  [
    'a collected question without an entry or a mark',
    { 'asked.tsv': '그거 얼마예요\n' },
    'content/sample/asked.tsv 1행: 항목 id와 시민이 물은 말을 탭으로 나눠 두 칸만 적어 주세요. 답이 없는 물음이면 id 자리에 -를 적어요.',
  ],
  [
    'an entry’s own question told to be answered by none',
    { 'asked.tsv': '-\tfielda 돈?\n' },
    "content/sample/asked.tsv 1행: 'fielda 돈?'은(는) 항목 fielda-one의 질문이에요. 한쪽에서 지워 주세요.",
  ],
  [
    'a synonym row without a tab',
    { 'synonyms.tsv': '민증 주민등록증\n' },
    'content/sample/synonyms.tsv 1행: 시민의 말이나 공식 용어가 비어 있어요. 탭으로 나눠 두 칸을 채워 주세요.',
  ],
  [
    'a confirmed phone without its number',
    { 'city.yaml': ['{confirmed: true, number: 031-123-4567}', '{confirmed: true}'] },
    'content/sample/city.yaml 4행 · phone: 확인된 번호(confirmed: true)에는 number를 적고, 확인 전(false)에는 number를 지워 주세요.',
  ],
  [
    'a bot id with the mark of the development channel',
    { 'city.yaml': ['[5f0000000000000000000001]', '["5f0000000000000000000001!"]'] },
    'content/sample/city.yaml 11행 · bots dev 1번째: 봇 ID는 0-9, a-f로 된 24자예요. 끝의 느낌표(!)는 빼고 적어 주세요.',
  ],
  [
    'a desk that closes before it opens',
    { 'city.yaml': ['open: 09:00', 'open: 19:00'] },
    'content/sample/city.yaml 8행 · hours 1: 닫는 시각이 여는 시각보다 일러요. open과 close를 확인해 주세요.',
  ],
];

describe('a spoilt file is named with line, field and remedy', () => {
  test.each(PLANTED)('%s', (_what, spoil, line) => {
    expect(errors(spoil)).toContain(line);
  });

  test('each of the errors alone is all that is said', () => {
    const talkative = PLANTED.filter(([, spoil]) => errors(spoil).length !== 1).map(([what, spoil]) => [
      what,
      errors(spoil),
    ]);
    const accepted = ['a mistyped key', 'a file under another name than its field', 'eleven fields'];
    expect(talkative.filter(([what]) => !accepted.includes(String(what)))).toEqual([]);
  });

  test('several mistakes come at once, in the order of the files', () => {
    const found = errors({
      'fields/fieldc.yaml': ['kind: fee', 'kind: money'],
      [A]: ['number: 031-644-2193', 'number: 12'],
      'notices.yaml': ['date: 2026-01-02', 'date: 어제'],
    });
    expect(found.map((line) => line.split(' ')[0])).toEqual([
      AT,
      'content/sample/fields/fieldc.yaml',
      'content/sample/notices.yaml',
    ]);
  });

  test('aliases cannot blow a file up', () => {
    expect(
      errors({ [A]: ['summary: 만 원이에요.', 'summary: &a 만 원이에요.\n    department: *a'] }),
    ).not.toEqual([]);
  });
});

describe('warnings', () => {
  test('there are none for a whole city', () => {
    expect(warnings({}, '2026-11-24')).toEqual([]);
  });

  test('an unconfirmed phone is named once', () => {
    expect(
      warnings({ 'city.yaml': ['{confirmed: true, number: 031-123-4567}', '{confirmed: false}'] }),
    ).toEqual([
      'content/sample/city.yaml 4행 · phone: 시의 전화번호가 확인되지 않아 정부민원안내 110을 대신 안내해요. 확인되면 confirmed: true와 number를 적어 주세요.',
    ]);
  });

  test('two entries that share a phrasing', () => {
    expect(warnings({ 'fields/fieldb.yaml': ['- fieldb 돈', '- fielda 돈?'] })).toEqual([
      "content/sample/fields/fieldb.yaml 11행 · 항목 fieldb-one · phrasings: 'fielda 돈?' 표현이 항목 fielda-one에도 있어요. 한쪽에서 지우거나 더 또렷하게 적어 주세요.",
    ]);
  });

  test('a question that an entry asks and says it does not answer', () => {
    expect(
      warnings({ 'fields/fieldb.yaml': ['    phrasings:', '    different: [fieldb 돈?]\n    phrasings:'] }),
    ).toEqual([
      "content/sample/fields/fieldb.yaml 7행 · 항목 fieldb-one · different: 'fieldb 돈?'은(는) 이 항목의 질문이기도 해요. phrasings나 different 가운데 한쪽에서 지워 주세요.",
    ]);
  });

  test('what has expired', () => {
    expect(warnings({}, '2027-01-01')).toEqual([
      'content/sample/notices.yaml 3행 · 공지 n2 · expires: 2026-12-31에 끝났어요. 고치거나 지워 주세요.',
    ]);
  });
});
