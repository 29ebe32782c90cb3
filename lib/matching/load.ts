/** A matcher from its stored form. Apart from what builds one, so that a function need not carry that at its start. */
import { StoredIndex } from './index/stored.ts';
import { IndexMatcher } from './matcher.ts';
import type { Matcher } from './types.ts';

/** A matcher from bytes written by serializeIndex. Throws when they are of another format: publish again. */
export const loadIndex = (bytes: Uint8Array): Matcher => new IndexMatcher(new StoredIndex(bytes));
