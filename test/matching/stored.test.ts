import { describe, expect, test } from 'vitest';
import { ByteReader, ByteWriter } from '../../lib/matching/bytes.ts';
import { Texts, writeTexts } from '../../lib/matching/index/texts.ts';
import { buildIndex, createMatcher, explain, loadIndex, serializeIndex } from '../../lib/matching/index.ts';
import { Runs, writeRuns } from '../../lib/matching/runs.ts';
import { ENTRIES, SYNONYMS } from './content.ts';

describe('the stored index', () => {
  const bytes = serializeIndex(buildIndex(ENTRIES, SYNONYMS));

  test('answers as the one that was built', () => {
    const built = createMatcher(ENTRIES, SYNONYMS);
    const loaded = loadIndex(bytes);
    for (const { title } of ENTRIES) expect(loaded.match(title)).toEqual(built.match(title));
    expect(loaded.match('도라지표 가격')).toEqual(built.match('도라지표 가격'));
  });

  test('keeps the questions that no entry answers', () => {
    const own = serializeIndex(buildIndex(ENTRIES, SYNONYMS, ['여권 지갑 추천해 줘']));
    const loaded = loadIndex(own);
    expect(loaded.match('여권지갑 추천')).toEqual(
      createMatcher(ENTRIES, SYNONYMS, ['여권 지갑 추천해 줘']).match('여권지갑 추천'),
    );
  });

  test('is the same for the same content', () => {
    expect(serializeIndex(buildIndex(ENTRIES, SYNONYMS))).toEqual(bytes);
  });

  test('reads from the middle of a larger block', () => {
    const block = new Uint8Array(bytes.length + 7);
    block.set(bytes, 7);
    expect(loadIndex(block.subarray(7)).match('등본 발급').candidates[0]?.id).toBe('resident-copy');
  });

  test('refuses bytes of another format', () => {
    expect(() => loadIndex(new Uint8Array([1, 2, 3]))).toThrow(/publish the content again/);
    expect(() => loadIndex(new Uint8Array())).toThrow(/publish the content again/);
  });

  test('follows a new phrasing at once', () => {
    const question = '무지개 딱지 붙이는 거';
    const added = ENTRIES.map((e) =>
      e.id === 'bulky-how' ? { ...e, phrasings: [...e.phrasings!, question] } : e,
    );
    const match = createMatcher(added).match(question);
    expect(match.decision).toBe('answer');
    expect(match.candidates[0]?.id).toBe('bulky-how');
  });

  test('an empty content finds nothing', () => {
    const match = createMatcher([]).match('여권');
    expect(match).toEqual({ decision: 'notFound', candidates: [], followUp: false });
  });
});

test('numbers come back as they were written', () => {
  const numbers = [0, 1, 127, 128, 300, 65_535, 2 ** 31, 2 ** 32 - 1];
  const writer = new ByteWriter();
  for (const n of numbers) writer.number(n);
  writer.block(new Uint8Array([1, 2, 3]));
  const reader = new ByteReader(writer.done());
  expect(numbers.map(() => reader.number())).toEqual(numbers);
  expect([...reader.block()]).toEqual([1, 2, 3]);
});

test('numbers in planes come back, each without those before it', () => {
  const lists = [[], [0], [7, 255, 256, 65_535, 65_536, 2 ** 32 - 1, 0], [300]];
  const writer = new ByteWriter();
  for (const list of lists) writer.planes(list);
  const reader = new ByteReader(writer.done());
  for (const list of lists) {
    const planes = reader.planes();
    expect(planes.length).toBe(list.length);
    expect(list.map((_, i) => planes.at(i))).toEqual(list);
  }
});

test.each([1, 16, 32])(
  'every run begins where the one before it ends, with every %ith beginning kept',
  (step) => {
    const lengths = Array.from({ length: 100 }, (_, i) => (i * 37) % 300);
    const writer = new ByteWriter();
    writeRuns(writer, lengths, step);
    const runs = new Runs(new ByteReader(writer.done()));
    expect(runs.count).toBe(100);
    let begin = 0;
    lengths.forEach((length, i) => {
      expect([runs.begin(i), runs.lengthOf(i)]).toEqual([begin, length]);
      begin += length;
    });
  },
);

test('texts come back letter for letter, half of a pair of surrogates as a sign that stands for it', () => {
  const texts = ['여권', '', '\uFEFF표 앞', 'a\0b', '🙂', '\uD83D'];
  const writer = new ByteWriter();
  writeTexts(writer, texts);
  const read = new Texts(new ByteReader(writer.done()));
  expect(read.slice(0, read.length)).toEqual([...texts.slice(0, -1), '\uFFFD']);
});

test('explain tells what was read and what each word brought', () => {
  const shown = explain(createMatcher(ENTRIES, SYNONYMS), '쇼파 버릴라면');
  expect(shown.read).toBe('쇼파 버릴라면');
  expect(shown.stems).toEqual(['쇼파', '버릴']);
  expect(shown.details[0]).toMatchObject({ id: 'bulky-how', title: '대형폐기물 어떻게 버려요?' });
  expect(shown.details[0]!.words.map((w) => w.word)).toContain('쇼파');
});
