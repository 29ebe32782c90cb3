/** The gallery: one response for each thing a skill can send, and what KakaoTalk makes of it. */

import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inRoot } from '../processes.ts';
import { BUILT_IN, OVER_THE_LIMITS } from './examples.ts';
import type { Example, Gallery } from './protocol.ts';
import { judge } from './verdict.ts';

/** Sample responses beside the checkout; where they are missing, the built-in ones are shown. */
export const SAMPLE_FOLDER = inRoot('../shared/kakao/samples/responses/valid');

/** Reads the gallery. Samples come first, then what happens over the limits. */
export async function readGallery(folder: string = SAMPLE_FOLDER): Promise<Gallery> {
  const present = existsSync(folder);
  const examples = present
    ? await samplesIn(folder)
    : BUILT_IN.map(([title, value]) => exampleOf(title, value));
  const over = OVER_THE_LIMITS.map(([title, value]) => exampleOf(title, value));
  return { source: present ? 'samples' : 'built-in', examples: [...examples, ...over] };
}

async function samplesIn(folder: string): Promise<Example[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
  return Promise.all(
    files.map(async (file) =>
      exampleOf(file.replace(/\.json$/, ''), await readFile(join(folder, file), 'utf8')),
    ),
  );
}

function exampleOf(title: string, response: unknown): Example {
  const raw = typeof response === 'string' ? response : JSON.stringify(response);
  const verdict = judge(raw);
  const shown = verdict.kind !== 'refused';
  return {
    name: title,
    title,
    response: shown ? verdict.response : JSON.parse(raw),
    notes: [...verdict.notes],
    shown,
  };
}
