import { describe, expect, it } from 'vitest';
import { repeats, withoutRepeats } from '../../lib/dialogue/replies/repeats.ts';

describe('a statement', () => {
  it('that was said already is a repetition', () => {
    expect(
      repeats('100만 원 이하 과태료예요.', '신고하지 않고 버리면 100만 원 이하 과태료를 낼 수 있어요.'),
    ).toBe(true);
  });

  it('with a number of its own is none, however alike', () => {
    expect(repeats('승용차 4만 원, 승합차 5만 원', '승용차 4만 원이에요. 승합차도 있어요.')).toBe(false);
  });

  it('leaves what is new in a text', () => {
    const said = '- 10년 여권: 58면 52,000원';
    expect(withoutRepeats('10년 여권은 58면 52,000원이에요. 3월부터 이 금액이에요.', said)).toBe(
      '3월부터 이 금액이에요.',
    );
  });
});
