import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { detectDanger } from '../../lib/matching/danger/index.ts';
import { RULES } from '../../lib/matching/danger/told.ts';

const rows = (file: string) =>
  readFileSync(new URL(file, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split('\t') as [string, string]);

const files = (pattern: RegExp): string[] =>
  readdirSync(new URL('.', import.meta.url)).filter((name) => pattern.test(name));
const LINES = files(/^danger-.*\.tsv$/).flatMap(rows);

describe('what citizens type', () => {
  const dangers = LINES.filter(([kind]) => kind !== '-');
  const harmless = LINES.filter(([kind]) => kind === '-');

  it('hardly ever hides a danger: at most one in two hundred is missed', () => {
    const missed = dangers.filter(([, text]) => !detectDanger(text));
    expect(missed.length / dangers.length, JSON.stringify(missed)).toBeLessThanOrEqual(0.005);
  });

  it('hardly ever raises a false alarm: at most one in a hundred and fifty', () => {
    const alarms = harmless.filter(([, text]) => detectDanger(text));
    expect(alarms.length / harmless.length, JSON.stringify(alarms)).toBeLessThanOrEqual(0.0067);
  });

  it('brings the number that helps among the first three', () => {
    const helped = dangers.filter(([kind, text]) => {
      const wanted = RULES.find((rule) => rule.kind === kind)?.numbers[0] ?? '';
      return detectDanger(text)?.numbers.slice(0, 3).includes(wanted);
    });
    expect(helped.length / dangers.length).toBeGreaterThanOrEqual(0.97);
  });
});

describe('what is told plainly', () => {
  it.each([
    ['손자가 안보인다 시장에 같이 왔는디', 'missing'],
    ['우리 애가 없어졌어요 축제장이에요', 'missing'],
    ['예정일 멀었는데 하혈이 심해요', 'medical'],
    ['링크 한번 눌렀더니 돈 빠져나감', 'fraud'],
    ['통장돈이 전부 빠져나갔어요', 'fraud'],
    ['골목에 칼 든 남자 있어요', 'crime'],
    ['손자가 안 보여ㅠㅠ', 'missing'],
    ['남자친구가 때렸어요', 'domesticViolence'],
    ['형들이 팸', 'schoolViolence'],
  ])('%s is heard whatever stands around it', (text, kind) => {
    expect(detectDanger(text)?.kind).toBe(kind);
  });
});

describe('the same words about something else', () => {
  it.each([
    '가족관계증명서에 아들이 안 보여요',
    '건강보험 앱에 아이가 안 보입니다',
    '납부 링크 눌렀더니 돈 나갔는데 영수증은 어디서',
    '바닥에 커피가 흥건해요',
  ])('%s is no danger', (text) => {
    expect(detectDanger(text)).toBeUndefined();
  });
});

describe('ordinary questions, greetings and errands', () => {
  const texts = files(/^harmless-.*\.txt$/).flatMap((file) =>
    readFileSync(new URL(file, import.meta.url), 'utf8')
      .trim()
      .split('\n'),
  );
  it('hardly ever bring an alarm: at most three in a thousand', () => {
    const alarms = texts.filter((text) => detectDanger(text));
    expect(alarms.length / texts.length, alarms.join(' | ')).toBeLessThanOrEqual(0.003);
  });

  it.each([
    '안녕하세요 오늘 처음 인사드려요',
    '좋은 아침이에요',
    '수고하셨어요',
    '데이터 다 썼어요',
    '너 남자야 여자야',
  ])('%s brings none', (text) => expect(detectDanger(text)).toBeUndefined());
});

interface FieldFile {
  readonly entries: readonly { title: string; phrasings?: string[]; keywords?: string[] }[];
}

/** Titles and phrasings of the city's entries, without the entry that is about suicide. */
function asked(): string[] {
  const fields = new URL('../../content/icheon/fields/', import.meta.url);
  return readdirSync(fields)
    .flatMap((name) => (parse(readFileSync(new URL(name, fields), 'utf8')) as FieldFile).entries)
    .filter((entry) => !entry.keywords?.includes('자살예방'))
    .flatMap((entry) => [entry.title, ...(entry.phrasings ?? [])]);
}

describe("what the city's content answers", () => {
  it('is never taken for a danger', () => {
    expect(asked().length).toBeGreaterThan(1_000);
    expect(asked().filter((text) => detectDanger(text))).toEqual([]);
  });
});

const SHARED = new URL('../../../shared/matching/seoul120/', import.meta.url);

describe.skipIf(!existsSync(SHARED))('questions of another city (skipped where the set is absent)', () => {
  const texts = (name: string) =>
    (JSON.parse(readFileSync(new URL(name, SHARED), 'utf8')) as { text: string }[]).map(({ text }) => text);

  // Some of them tell of one (harassment, gas, a lift, a swindle): rightly taken for it.
  it.each(['queries.json', 'oos.json'])('hardly any of %s is taken for a danger', (name) => {
    const all = texts(name).filter((text) => !/성추행|만져요|가스 냄새|갇혔|전세사기|학폭/.test(text));
    const alarms = all.filter((text) => detectDanger(text));
    expect(alarms.length / all.length, alarms.join(' | ')).toBeLessThanOrEqual(0.03);
  });
});

describe('the numbers to press', () => {
  const first = (text: string) => detectDanger(text)?.numbers[0];

  it('begin with the one that helps first', () => {
    expect(first('죽고 싶어요')).toBe('109');
    expect(first('집에 불났어요')).toBe('119');
    expect(first('아빠가 쓰러졌어요 숨을 안 쉬어요')).toBe('119');
    expect(first('물에 빠졌어요')).toBe('119');
    expect(first('남편이 때려요')).toBe('112');
    expect(first('아들이 날 때려')).toBe('112');
    expect(first('매일 날 따라다녀')).toBe('112');
    expect(first('학교폭력 당하고 있어요')).toBe('117');
    expect(first('보이스피싱 당한 거 같아요 돈 보냈어요')).toBe('112');
    expect(detectDanger('가스 냄새 나요')?.numbers).toEqual(['119', '1544-4500']);
    expect(detectDanger('남편이 때려요')?.numbers).toEqual(['112', '1366']);
    expect(detectDanger('애가 없어졌어요')?.numbers).toEqual(['112', '182']);
  });

  it('hold those of every danger told, each once', () => {
    const numbers = detectDanger('남편이 때려서 죽고 싶어요')?.numbers ?? [];
    expect(numbers).toEqual(expect.arrayContaining(['109', '112', '1366']));
    expect(new Set(numbers).size).toBe(numbers.length);
  });
});

describe('how people type', () => {
  it.each([
    'wktkf',
    '자 살',
    'ＳＯＳ',
    '불이야!!!!!',
    '  살려주세요  ',
    '죽.고.싶.다',
    '숨을못쉬겠어요ㅠㅠㅠ',
  ])('%s is understood', (text) => {
    expect(detectDanger(text)).toBeDefined();
  });

  it.each(['', ' ', '?', 'durnjs', '\ud800'])('%j is no danger', (text) => {
    expect(detectDanger(text)).toBeUndefined();
  });

  it('takes no longer for a long text', () => {
    const before = process.cpuUsage();
    detectDanger('남편 가스 사람 집 불 '.repeat(10_000));
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(300);
  });
});
