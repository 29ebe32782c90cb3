import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seal, unseal } from '../../lib/privacy/seal.ts';

const KEY = '0123456789abcdef'.repeat(4);

describe('a seal', () => {
  it('opens with its key at its place, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, place) => {
        expect(unseal(KEY, seal(KEY, text, place), place)).toBe(text);
      }),
    );
  });

  it('opens nowhere else: another key, another place, another bit', () => {
    const sealed = seal(KEY, 'user-key', 'citizen-a');
    expect(sealed).not.toContain('user-key');
    expect(unseal('f'.repeat(64), sealed, 'citizen-a')).toBeUndefined();
    expect(unseal(KEY, sealed, 'citizen-b')).toBeUndefined();
    expect(unseal(KEY, `${sealed.slice(0, -2)}AA`, 'citizen-a')).toBeUndefined();
    for (const broken of ['', 'v1.', 'v2.abc', 'user-key'])
      expect(unseal(KEY, broken, 'citizen-a')).toBeUndefined();
  });

  it('of the same text is another each time', () => {
    expect(seal(KEY, 'user-key', 'a')).not.toBe(seal(KEY, 'user-key', 'a'));
  });

  it('needs a key of 256 bits', () => {
    expect(() => seal('short', 'x', 'y')).toThrow('64 hex digits');
  });
});
