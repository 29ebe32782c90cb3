import { expect, test } from 'vitest';
import { assembleContent } from '../../lib/content/assemble.ts';
import { toMatcher } from '../../lib/content/lookup.ts';
import { createMatcher } from '../../lib/matching/index.ts';
import { cityFiles, type Spoil } from './sample-city.ts';

function contentOf(spoil: Spoil = {}) {
  const assembled = assembleContent(cityFiles(spoil));
  if (!('content' in assembled)) throw new Error(JSON.stringify(assembled.problems));
  return assembled.content;
}

const ASKED = 'entry\tasked\nfielda-one\t무지개 딱지는 얼마\n\n-\t강아지 미용 어디가 좋아요\n';

test('what citizens asked leads to its entry, and what nothing answers to none', () => {
  const content = contentOf({ 'asked.tsv': ASKED });
  const matcher = createMatcher(...toMatcher(content));
  expect(matcher.match('무지개 딱지 얼마').candidates[0]?.id).toBe('fielda-one');
  expect(matcher.match('강아지 미용 잘하는 데').decision).toBe('notFound');
  expect(content.uncovered).toEqual(['강아지 미용 어디가 좋아요']);
});

test('a city without the file has collected nothing yet', () => {
  const content = contentOf({ 'asked.tsv': undefined });
  expect(content.uncovered).toEqual([]);
  expect(content.fields.flatMap(({ entries }) => entries).every(({ asked }) => asked === undefined)).toBe(
    true,
  );
});

test('the same words under two entries are kept for the first and told as a reminder', () => {
  const twice = 'entry\tasked\nfielda-one\t무지개 딱지\nfieldb-one\t무지개 딱지\n';
  const { warnings } = assembleContent(cityFiles({ 'asked.tsv': twice }));
  expect(warnings.map(({ file, line }) => `${file} ${line}`)).toContain('content/sample/asked.tsv 3');
  const { fields } = contentOf({ 'asked.tsv': twice });
  const owners = fields
    .flatMap(({ entries }) => entries)
    .filter(({ asked }) => asked?.includes('무지개 딱지'));
  expect(owners.map(({ id }) => id)).toEqual(['fielda-one']);
});
