import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../local/logs/pattern.ts';
import { act, until, useCity } from './harness.ts';

describe('filter patterns', () => {
  const line = JSON.stringify({
    mark: 'a.turn',
    ok: true,
    none: null,
    n: 5,
    deep: { list: ['x', 'y'] },
    text: 'one two',
  });
  const cases: [string, boolean][] = [
    ['', true],
    ['{ $.mark = "a.turn" }', true],
    ['{ $.mark = "b.turn" }', false],
    ['{ $.mark = "a.*" }', true],
    ['{ $.mark != "b" }', true],
    ['{ $.missing != "b" }', false],
    ['{ $.missing NOT EXISTS }', true],
    ['{ $.ok IS TRUE }', true],
    ['{ $.none IS NULL }', true],
    ['{ $.n = 5 }', true],
    ['{ $.n >= 6 }', false],
    ['{ $.n < 6 && $.mark = "a.turn" }', true],
    ['{ $.n > 6 || $.mark = "a.turn" }', true],
    ['{ $.n > 6 && ($.mark = "a.turn" || $.n = 5) }', false],
    ['{ ($.n > 6 && $.ok IS TRUE) || $.deep.list[1] = "y" }', true],
    ['one two', true],
    ['"one two"', true],
    ['"two one"', false],
    ['one -two', false],
    ['?three ?two', true],
  ];
  it.each(cases)('%s matches: %s', (pattern, expected) => {
    expect(compilePattern(pattern)(line)).toBe(expected);
  });

  it('finds nothing in a line that is no JSON', () => {
    expect(compilePattern('{ $.mark = "a" }')('START RequestId: 1')).toBe(false);
  });

  it.each(['{ $.a ~ 1 }', '{ a = 1 }', '{ ($.a = 1 }', '{ $.a = 1 extra }'])(
    'refuses %s rather than lose lines',
    (pattern) => {
      expect(() => compilePattern(pattern)).toThrow(/cannot read the log filter pattern/);
    },
  );
});

describe('a log subscription', () => {
  const held = useCity();

  it('delivers matching lines whole, packed as CloudWatch Logs does, and nothing else', async () => {
    await act(held.city, { act: 'logs' });
    const got = await until(() => held.city.logs('Counter').find(({ message }) => message.includes('got {')));
    const message = JSON.parse(got.message.slice(got.message.indexOf('{')));
    expect(message).toMatchObject({
      messageType: 'DATA_MESSAGE',
      owner: '000000000000',
      logGroup: 'Channel-EchoLog',
      subscriptionFilters: ['Channel-Subscription'],
    });
    expect(message.logStream).toMatch(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/);
    expect(message.logEvents).toEqual([
      {
        id: expect.stringMatching(/^\d{56}$/),
        timestamp: expect.any(Number),
        message: '{"mark":"fixture.turn","n":1}',
      },
    ]);
  });
});
