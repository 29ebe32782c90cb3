/** The content of a city on this machine: read, checked, packed for a bundle. */

import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CityProfile } from '../lib/city/profile.ts';
import { type Assembled, assembleContent, type CityFiles, type SourceFile } from '../lib/content/assemble.ts';
import { readCityFile } from '../lib/content/files/cityFile.ts';
import { toMatcher } from '../lib/content/lookup.ts';
import { formatProblem } from '../lib/content/problem.ts';
import { floorSnapshot, packSnapshot, type Snapshot } from '../lib/content/snapshot.ts';
import { buildIndex, serializeIndex } from '../lib/matching/index.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

async function source(...path: string[]): Promise<SourceFile> {
  const file = join('content', ...path);
  const text = await readFile(join(ROOT, file), 'utf8').catch(() => undefined);
  return { file, text };
}

async function readCityFiles(city: string): Promise<CityFiles> {
  const names = await readdir(join(ROOT, 'content', city, 'fields')).catch(() => []);
  const yaml = names.filter((name) => name.endsWith('.yaml') && !name.startsWith('.')).sort();
  return {
    city: await source(city, 'city.yaml'),
    fields: await Promise.all(yaml.map((name) => source(city, 'fields', name))),
    notices: await source(city, 'notices.yaml'),
    guide: await source(city, 'guide.yaml'),
    synonyms: await source(city, 'synonyms.tsv'),
    asked: await source(city, 'asked.tsv'),
  };
}

/** Cities that have a folder in `content/`, sorted. */
export async function listCities(): Promise<string[]> {
  const entries = await readdir(join(ROOT, 'content'), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => basename(name))
    .sort();
}

/** Reads and checks a city's files. `today` (ISO date) adds reminders of what has expired. */
export async function loadCityContent(city: string, today?: string): Promise<Assembled> {
  return assembleContent(await readCityFiles(city), today);
}

/** Reads a city's profile alone. @throws Error that lists what is wrong with the file, in the clerk's words. */
export async function loadCityProfile(city: string): Promise<CityProfile> {
  const { file, text } = await source(city, 'city.yaml');
  if (text === undefined)
    throw new Error(`${file} does not exist. Cities: ${(await listCities()).join(', ')}.`);
  const read = readCityFile(file, text);
  if ('problems' in read) throw new Error(read.problems.map(formatProblem).join('\n'));
  return read.value.profile;
}

/** A city's content with its index, as version 0. @throws Error that lists every problem of the content. */
export async function buildSnapshot(city: string): Promise<Snapshot> {
  const loaded = await loadCityContent(city);
  if ('problems' in loaded) throw new Error(loaded.problems.map(formatProblem).join('\n'));
  const { content } = loaded;
  return floorSnapshot(content, serializeIndex(buildIndex(...toMatcher(content))));
}

/**
 * The packed content that a function's bundle carries: the floor, version 0. Two builds of the same files give the
 * same bytes. @throws Error that lists every problem of the content.
 */
export async function buildContentBundle(city: string): Promise<Uint8Array> {
  return packSnapshot(await buildSnapshot(city));
}
