/** Where the sample requests and responses lie; tests that need them skip where they are absent. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Folder of the reference material, beside the repository. */
export const KAKAO = fileURLToPath(new URL('../../../shared/kakao/', import.meta.url));
/** Folder of the hostile requests. */
export const HOSTILE = fileURLToPath(new URL('../../../shared/privacy/hostile-bodies/', import.meta.url));

/** True where the reference material is at hand. */
export const HAS_SAMPLES = existsSync(`${KAKAO}samples/responses/INDEX.json`);
/** True where the hostile requests are at hand. */
export const HAS_HOSTILE = existsSync(HOSTILE);
/** Reason that a skipped test shows. */
export const ABSENT = HAS_SAMPLES ? '' : ' (skipped: ../shared/kakao is absent)';

/** Names and texts of the JSON files in a folder. */
export function textsIn(folder: string): { file: string; text: string }[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return files.map((file) => ({ file, text: readFileSync(`${folder}/${file}`, 'utf8') }));
}

/** One line of the index of invalid responses. */
export interface Planted {
  readonly file: string;
  readonly path: string;
  readonly rule: string;
}

/** What is planted in each invalid response. */
export function planted(): Planted[] {
  if (!HAS_SAMPLES) return [];
  const index = JSON.parse(readFileSync(`${KAKAO}samples/responses/INDEX.json`, 'utf8')) as {
    invalid: Planted[];
  };
  return index.invalid;
}
