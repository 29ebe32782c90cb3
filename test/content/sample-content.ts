/** A small content and its packed form. */

import { assembleContent } from '../../lib/content/assemble.ts';
import { toMatcher } from '../../lib/content/lookup.ts';
import { floorSnapshot, packSnapshot } from '../../lib/content/snapshot.ts';
import type { Content } from '../../lib/content/types.ts';
import { buildIndex, serializeIndex } from '../../lib/matching/index.ts';
import { cityFiles, type Spoil } from './sample-city.ts';

export function sampleContent(spoil: Spoil = {}): Content {
  const read = assembleContent(cityFiles(spoil));
  if (!('content' in read)) throw new Error('The sample city is broken.');
  return read.content;
}

let whole: { readonly content: Content; readonly index: Uint8Array } | undefined;

function readOnce() {
  const content = whole?.content ?? sampleContent();
  whole ??= { content, index: serializeIndex(buildIndex(...toMatcher(content))) };
  return whole;
}

function saying(content: Content, summary: string): Content {
  const fields = content.fields.map((field, i) =>
    i > 0 ? field : { ...field, entries: field.entries.map((entry) => ({ ...entry, summary })) },
  );
  return { ...content, fields };
}

/** Packed content that says `words` in its first answer; `padding` bytes of noise make it several parts long. */
export function packedSample(words = '만 원이에요.', padding = 0): Uint8Array {
  const { content, index } = readOnce();
  return packSnapshot(floorSnapshot(saying(content, words), padding > 0 ? noise(padding) : index));
}

function noise(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = 12345;
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
}
