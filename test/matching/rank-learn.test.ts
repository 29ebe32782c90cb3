import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Forest, treeLine } from '../../lib/matching/rank/forest.ts';
import { boost, boostOrder, type Example } from '../../lib/matching/rank/learn/boost.ts';
import { fitOrder } from '../../lib/matching/rank/learn/order.ts';

const growth = { trees: 40, rate: 0.3, leaves: 4, leafSize: 5, drawn: 1, ways: [1, 0] };

/** Examples that hold from half of the first figure on, but for one stretch in which they do not. */
const examples: readonly Example[] = Array.from({ length: 400 }, (_, i) => {
  const x = (i % 100) / 100;
  const holds = x > 0.5 && !(x > 0.8 && x < 0.9);
  return { figures: [x, (i * 37) % 11], holds, weight: 1 };
});

const boosted = boost(examples, growth);
const forest = new Forest(boosted.trees.map(treeLine).join('\n'));
const odds = (figures: readonly number[]): number => boosted.start + forest.sum(figures);

describe('trees', () => {
  test('tell what holds from what does not', () => {
    expect(odds([0.2, 3])).toBeLessThan(-1);
    expect(odds([0.7, 3])).toBeGreaterThan(1);
  });

  test('never fall where they were told to rise, whatever the examples say', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, fc.integer({ min: 0, max: 10 }), (a, b, other) => {
        expect(odds([Math.max(a, b), other])).toBeGreaterThanOrEqual(odds([Math.min(a, b), other]) - 1e-3);
      }),
    );
  });

  test('add up to the same when they were written and read', () => {
    const tree = {
      figure: 1,
      bound: 2.5,
      below: { adds: -0.25 },
      above: { figure: 0, bound: 0.5, below: { adds: 0.125 }, above: { adds: 1 } },
    };
    const read = new Forest([tree, { adds: 2 }].map(treeLine).join('\n'));
    expect(read.sum([0, 0])).toBe(1.75);
    expect(read.sum([0.5, 3])).toBe(2.125);
    expect(read.sum([0.6, 3])).toBe(3);
  });
});

/** Questions with three candidates; the one whose first figure is nearest to 0.5 is right, the second figure is noise. */
const lineups = Array.from({ length: 200 }, (_, i) => {
  const figures = [0.1, 0.5, 0.9].map((x, k) => [x + ((i * 7 + k * 3) % 10) / 100, (i * 13 + k) % 5]);
  return { figures, right: [false, true, false], weight: 1, ranks: figures.map(([x = 0]) => x) };
});

describe('the order of candidates', () => {
  test('weights put the right candidate first where a weighted sum can', () => {
    const rising = lineups.map((lineup) => ({ ...lineup, right: [false, false, true] }));
    const [first = 0, second = 0] = fitOrder(rising, 2, 1e-3);
    expect(first).toBeGreaterThan(1);
    expect(Math.abs(second)).toBeLessThan(0.1 * first);
  });

  test('trees put the right candidate first where no weighted sum can', () => {
    const order = new Forest(
      boostOrder(lineups, { ...growth, ways: [0, 0] })
        .map(treeLine)
        .join('\n'),
    );
    for (const { figures, ranks } of lineups) {
      const after = figures.map((row, k) => (ranks[k] ?? 0) + order.sum(row));
      expect(after.indexOf(Math.max(...after))).toBe(1);
    }
  });
});
