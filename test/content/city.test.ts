import { beforeAll, describe, expect, test } from 'vitest';
import {
  buildContentBundle,
  buildSnapshot,
  listCities,
  loadCityContent,
  loadCityProfile,
} from '../../bin/content.ts';
import { ANSWER_MAX, answerSize } from '../../lib/content/answerSize.ts';
import { publicNumbers } from '../../lib/content/lookup.ts';
import { formatProblem } from '../../lib/content/problem.ts';
import { unpackSnapshot } from '../../lib/content/snapshot.ts';
import type { Content } from '../../lib/content/types.ts';
import { answerText } from '../../lib/dialogue/replies/answer.ts';
import { placesFor } from '../../lib/dialogue/skills/guide.ts';

let content: Content;
let warnings: string[];
beforeAll(async () => {
  const loaded = await loadCityContent('icheon', '2026-11-24');
  if (!('content' in loaded)) throw new Error(loaded.problems.map(formatProblem).join('\n'));
  content = loaded.content;
  warnings = loaded.warnings.map(formatProblem);
});

const entries = () => content.fields.flatMap((field) => field.entries);
const texts = (): string => JSON.stringify(content);

describe('the content of Icheon', () => {
  test('has its twelve fields in their order', () => {
    expect(content.fields.map(({ name }) => name)).toEqual([
      '여권',
      '주민등록·전입',
      '대형폐기물',
      '쓰레기·재활용',
      '수도요금',
      '지방세',
      '자동차',
      '주정차·주차장',
      '가족관계·증명서',
      '출산·복지',
      '버스·교통',
      '생활·지역화폐',
    ]);
  });

  test('answers at least 110 questions, each asked in five ways, sourced and reviewed', () => {
    expect(entries().length).toBeGreaterThanOrEqual(110);
    for (const { phrasings, sources, department, reviewed } of entries()) {
      expect(new Set(phrasings).size).toBeGreaterThanOrEqual(5);
      expect(sources.length).toBeGreaterThan(0);
      expect(department).not.toBe('');
      expect(reviewed).toEqual({ date: '2026-11-24', by: '자료조사' });
    }
  });

  test('fits into two bubbles, and the check never thinks an answer shorter than it is shown', () => {
    for (const entry of entries()) {
      expect(answerSize(entry)).toBeGreaterThanOrEqual(answerText(content.city, entry).length);
      expect(answerSize(entry)).toBeLessThanOrEqual(ANSWER_MAX);
    }
  });

  test('gives one warning: the city has not confirmed its number', () => {
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('정부민원안내 110을 대신 안내해요');
  });

  test('shows no number that the city has not confirmed', () => {
    expect(content.city.phone).toEqual({ confirmed: false });
    for (const number of ['031-644-2000', '031-644-2114', '031-635-2070'])
      expect(texts()).not.toContain(number);
    expect(publicNumbers(content)).toContain('031-644-2193');
  });

  test('marks every sample notice as one', () => {
    const samples = content.notices.filter(({ title }) => title.startsWith('(예시)'));
    expect(samples.every(({ sample }) => sample)).toBe(true);
    expect(content.notices[0]?.date).toBe('2026-11-23');
  });

  test('can be synthesized and built', async () => {
    expect(await listCities()).toContain('icheon');
    expect((await loadCityProfile('icheon')).bots).toEqual({ dev: ['5f0000000000000000000001'], prod: [] });
    await expect(loadCityProfile('atlantis')).rejects.toThrow(
      /content\/atlantis\/city.yaml does not exist\. Cities: .*icheon/,
    );
  });
});

describe('the guide', () => {
  test.each([
    ['여권 어디서 해요?', '종합민원실(여권)'],
    ['재산세 어디로 가요', '세정과(세무민원실)'],
    ['보건증 떼러 왔는데 어디예요', '이천시보건소'],
    ['수도요금 물어볼 데', '상하수도사업소 수도과 요금팀'],
    ['장호원읍사무소 어디', '장호원읍 행정복지센터'],
    ['전입신고 어디서 하나요', '읍면동 행정복지센터'],
    ['번호판 어디서 받아요', '차량등록사업소'],
    ['페인트 버리러 가는 곳', '이천시 위생매립장'],
  ])('%s leads to %s', (question, name) => {
    expect(placesFor(content.guide, question)[0]?.name).toBe(name);
  });

  test('begins with City Hall itself and has all fourteen towns', () => {
    expect(content.guide[0]).toMatchObject({ name: '이천시청', where: '경기도 이천시 부악로 40(중리동)' });
    const towns = content.guide.filter(({ group, name }) => group === 'town' && / 행정복지센터$/.test(name));
    expect(towns.filter(({ name }) => name !== '읍면동 행정복지센터')).toHaveLength(14);
  });

  test('gives an address only where one is confirmed', () => {
    const addressed = content.guide.filter(
      ({ id, where }) => id.startsWith('town-') && where?.includes('경기도'),
    );
    expect(addressed.map(({ name }) => name)).toEqual(['중리동 행정복지센터']);
  });
});

describe('the floor of a bundle', () => {
  test('is the city, as version 0, and small', async () => {
    const bytes = await buildContentBundle('icheon');
    const unpacked = unpackSnapshot(bytes);
    if (!unpacked.ok) throw new Error(unpacked.problem);
    expect(unpacked.snapshot).toMatchObject({ version: 0, content: { city: { id: 'icheon' } } });
    expect(unpacked.snapshot.digest).toBe((await buildSnapshot('icheon')).digest);
    expect(bytes.length).toBeLessThan(1_500_000);
  });
});
