import { describe, expect, it } from 'vitest';
import { readLogBatch } from '../../lib/usage/log-batch.ts';
import { parseStoredEvent, parseTurnLine, storedEventJson } from '../../lib/usage/parse.ts';
import { parseRollup, rollupOf } from '../../lib/usage/rollup.ts';
import { groupQuestions, lackOf } from '../../lib/usage/unanswered.ts';
import { delivery, linesOf, NOON, turn } from './factories.ts';

const lineWith = (part: object) =>
  JSON.stringify({ mark: 'minwontalk.turn', event: { ...turn({ id: 'x' }), ...part } });

describe('a log line', () => {
  it('of another version is read: unknown fields dropped, missing ones filled, unknown outcomes kept', () => {
    const line = lineWith({ outcome: 'translated', colour: 'red', latencyMs: undefined, test: undefined });
    expect(parseTurnLine(line)).toMatchObject({ id: 'x', outcome: 'translated', latencyMs: 0, test: false });
    expect(parseTurnLine(line)).not.toHaveProperty('colour');
  });

  it('with an optional field of a wrong type is read without that field', () => {
    expect(parseTurnLine(lineWith({ helped: 'yes', field: { a: 1 }, score: 7 }))).toEqual(turn({ id: 'x' }));
  });

  it.each([
    ['half a line', '{"mark":"minwontalk.turn","event":{"id"'],
    ['another mark', JSON.stringify({ mark: 'other', event: turn() })],
    ['no id', lineWith({ id: '' })],
    ['an id of two kilobytes', lineWith({ id: 'a'.repeat(2048) })],
    ['a time of seconds', lineWith({ at: 1_795_000_000 })],
    ['no time', lineWith({ at: null })],
    ['an outcome that is no name', lineWith({ outcome: '<b>' })],
    ['an outcome that no record can hold', lineWith({ outcome: '__proto__' })],
    ['nothing', ''],
    ['a number', '42'],
  ])('with %s is no event', (_, line) => {
    expect(parseTurnLine(line)).toBeUndefined();
  });
});

describe('a kept event', () => {
  it('has neither words nor anything that names a person', () => {
    const json = storedEventJson(turn({ words: '여권', dayUser: 'who-day', monthUser: 'who-month' }));
    expect(json).not.toMatch(/여권|who/);
    expect(parseStoredEvent(json)).toMatchObject({ outcome: 'answered', at: NOON });
  });
});

describe('a delivery of the log', () => {
  it('gives its events, counts broken lines and knows its time', () => {
    const events = [turn(), turn()];
    const batch = readLogBatch(
      delivery([...linesOf(events), 'START RequestId: 1', '{"mark":"minwontalk.turn"'], 77),
    );
    expect(batch).toEqual({ events, skipped: 2, now: 77 });
  });

  it('that only checks the way holds nothing', () => {
    expect(readLogBatch(delivery(['check'], 1, 'CONTROL_MESSAGE'))).toEqual({
      events: [],
      skipped: 0,
      now: undefined,
    });
  });

  it.each([[{}], [{ awslogs: { data: 'AAAA' } }], [null]])(
    'that is damaged as a whole is refused: %j',
    (event) => {
      expect(() => readLogBatch(event)).toThrow();
    },
  );
});

describe('a roll-up', () => {
  it('of an older version is read with zeros for what it did not count', () => {
    expect(parseRollup('{"turns":2}')).toMatchObject({ turns: 2, handoffs: 0, entries: {} });
  });

  it('comes back from JSON as it was', () => {
    const rollup = rollupOf([
      turn({ field: 'f', entry: 'e' }),
      turn({ outcome: 'feedback', entry: 'e', helped: true }),
    ]);
    expect(parseRollup(JSON.stringify(rollup))).toEqual(rollup);
    expect(rollup.entries.e).toEqual({ turns: 1, helped: 1, notHelped: 0 });
  });
});

describe('questions that found nothing', () => {
  it.each([
    ['not found', turn({ outcome: 'notFound', words: '드론' }), 'notFound'],
    ['only far candidates', turn({ outcome: 'choose', words: '드론', score: 0.3 }), 'unsure'],
    ['good candidates', turn({ outcome: 'choose', words: '드론', score: 0.8 }), undefined],
    ['an answer', turn({ words: '드론' }), undefined],
    ['no words kept', turn({ outcome: 'notFound' }), undefined],
    ['a test', turn({ outcome: 'notFound', words: '드론', test: true }), undefined],
  ])('%s', (_, event, lack) => {
    expect(lackOf(event)).toBe(lack);
  });

  it('are one line where only spaces, case, width and marks differ, in the most common writing', () => {
    const asked = ['드론 비행 허가?', '드론비행허가', '드론 비행 허가?', 'ＰＡＳＳ', 'pass!'];
    const groups = groupQuestions(asked.map((words, at) => ({ words, at, lack: 'notFound' })));
    expect(groups.map(({ words, count, lastAt }) => [words, count, lastAt])).toEqual([
      ['드론 비행 허가?', 3, 2],
      ['pass!', 2, 4],
    ]);
  });

  it('of marks alone stay apart from each other', () => {
    const groups = groupQuestions(['???', '!!!'].map((words) => ({ words, at: 1, lack: 'notFound' })));
    expect(groups).toHaveLength(2);
  });
});
