import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UsageEvent } from '../../lib/usage/event.ts';
import { refusalLine, turnLine, WORDS_LIMIT } from '../../lib/usage/line.ts';
import { parseTurnLine } from '../../lib/usage/parse.ts';
import { emfProblems, metricsOf } from './emf.ts';
import { NOON, TAGS, turn } from './factories.ts';

const anything = fc.record(
  {
    id: fc.oneof(fc.string(), fc.anything({ withBigInt: true })),
    at: fc.oneof(fc.constant(NOON), fc.anything({ withBigInt: true })),
    words: fc.oneof(fc.string({ unit: 'binary' }), fc.anything({ withBigInt: true })),
    latencyMs: fc.oneof(fc.double(), fc.bigInt()),
    degraded: fc.anything(),
    helped: fc.anything(),
    test: fc.boolean(),
  },
  { requiredKeys: [] },
);

function circular(): unknown {
  const loop: Record<string, unknown> = {};
  loop.self = loop;
  return loop;
}

describe('the line of a turn', () => {
  it('is one the metric pipeline reads: every name, unit and dimension as the format asks', () => {
    const line = turnLine(
      turn({ outcome: 'notFound', helped: false, ticket: 'T', degraded: ['session'] }),
      TAGS,
    );
    expect(emfProblems(line)).toEqual([]);
    expect(metricsOf(line)).toEqual({
      Turns: { value: 1, unit: 'Count' },
      Answered: { value: 0, unit: 'Count' },
      NotFound: { value: 1, unit: 'Count' },
      Handoffs: { value: 1, unit: 'Count' },
      Helped: { value: 0, unit: 'Count' },
      NotHelped: { value: 1, unit: 'Count' },
      Degraded: { value: 1, unit: 'Count' },
      MaskFailed: { value: 0, unit: 'Count' },
      LatencyMs: { value: 12, unit: 'Milliseconds' },
    });
    expect(JSON.parse(line)).toMatchObject({ City: 'icheon', Stage: 'dev', _aws: { Timestamp: NOON } });
  });

  it.each(['answered', 'notice', 'guide'] as const)('counts %s as answered without a person', (outcome) => {
    expect(metricsOf(turnLine(turn({ outcome }), TAGS)).Answered?.value).toBe(1);
  });

  it('comes back as the event it was made of', () => {
    const event = turn({
      words: '여권\n얼마예요?',
      field: 'passport',
      entry: 'fee',
      helped: true,
      score: 0.4,
    });
    expect(parseTurnLine(turnLine(event, TAGS))).toEqual(event);
  });

  it('carries no metrics for a test of the admin centre', () => {
    const line = JSON.parse(turnLine(turn({ test: true }), TAGS));
    expect(Object.keys(line)).toEqual(['mark', 'event']);
  });

  it('writes no field that a usage event does not have', () => {
    const line = turnLine({ ...turn(), userKey: 'kakao-user', utterance: '원문' } as UsageEvent, TAGS);
    expect(line).not.toMatch(/kakao-user|원문/);
  });

  it('stays one line, whatever the words hold', () => {
    const words = 'a\nb\r\u0000\u001b[31m\u0085\u2028\u2029\u007f\ud800';
    const line = turnLine(turn({ words }), TAGS);
    expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/);
    expect(JSON.parse(line).event.words.slice(0, 3)).toBe('a\nb');
  });

  it('cuts words that are far too long, between characters', () => {
    const line = turnLine(turn({ words: '😀'.repeat(2000) }), TAGS);
    expect(JSON.parse(line).event.words).toBe('😀'.repeat(WORDS_LIMIT));
  });

  it.each([
    ['a BigInt', { words: 10n }],
    ['a circular object', { degraded: circular() }],
    [
      'a getter that throws',
      Object.defineProperty({}, 'toJSON', {
        get: () => {
          throw new Error('no');
        },
      }),
    ],
  ])('still counts the turn when a field is %s', (_, broken) => {
    const event = { ...turn({ id: 'kept' }), ...(broken as object) } as UsageEvent;
    expect(parseTurnLine(turnLine(event, TAGS))).toMatchObject({ id: 'kept', at: NOON, outcome: 'answered' });
  });

  it('never throws and never breaks the format, whatever it is given', () => {
    fc.assert(
      fc.property(anything, (part) => {
        const line = turnLine({ ...turn(), ...(part as Partial<UsageEvent>) }, TAGS);
        const parsed = JSON.parse(line);
        expect(parsed.mark).toBe('minwontalk.turn');
        if (parsed._aws) expect(emfProblems(line)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the line of a refused call', () => {
  it('is counted and tells our reason, nothing of the request', () => {
    const line = refusalLine({ reason: 'secret', status: 401, at: NOON, ...TAGS });
    expect(emfProblems(line)).toEqual([]);
    expect(metricsOf(line)).toEqual({ Refused: { value: 1, unit: 'Count' } });
    expect(JSON.parse(line)).toMatchObject({ mark: 'minwontalk.refusal', reason: 'secret', status: 401 });
    expect(parseTurnLine(line)).toBeUndefined();
  });

  it.each(['<script>', '010-1234-5678', 'a'.repeat(99), ''])('does not repeat %j as a reason', (reason) => {
    const line = refusalLine({ reason, status: 400, at: NOON, ...TAGS });
    expect(JSON.parse(line).reason).toBe('other');
  });
});
