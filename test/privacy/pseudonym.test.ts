import { describe, expect, it } from 'vitest';
import { citizenKey, dayPseudonym, monthPseudonym } from '../../lib/privacy/pseudonym.ts';

const KEY = 'a'.repeat(64);

describe('pseudonyms', () => {
  const citizen = citizenKey(KEY, 'bot', 'user');

  it('are the same for the same citizen and differ between citizens, bots and keys', () => {
    expect(citizenKey(KEY, 'bot', 'user')).toBe(citizen);
    const others = [
      citizenKey(KEY, 'bot', 'user2'),
      citizenKey(KEY, 'bot2', 'user'),
      citizenKey('b', 'bot', 'user'),
    ];
    expect(new Set([citizen, ...others]).size).toBe(4);
  });

  it('do not run parts together', () => {
    expect(citizenKey(KEY, 'ab', 'c')).not.toBe(citizenKey(KEY, 'a', 'bc'));
  });

  it('change with the day and the month, and day and month tell nothing of each other', () => {
    const day = dayPseudonym(KEY, citizen, '2026-11-24');
    expect(day).not.toBe(dayPseudonym(KEY, citizen, '2026-11-25'));
    expect(day).not.toBe(monthPseudonym(KEY, citizen, '2026-11'));
    expect(dayPseudonym('b', citizen, '2026-11-24')).not.toBe(day);
  });

  it('hold nothing of the ids and fit a key of a table', () => {
    expect(citizen).toMatch(/^[\w-]{22}$/);
    expect(citizen).not.toContain('user');
  });
});
