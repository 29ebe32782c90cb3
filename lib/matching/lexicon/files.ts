/** The files of the general lexicon, in their order, which numbers the groups: an index speaks of groups by number. */
import { CIVIL } from './civil.ts';
import { DAILY } from './daily.ts';
import { EVERYDAY } from './everyday.ts';
import { GENERAL } from './general.ts';
import { HOUSING } from './housing.ts';
import { LIVING } from './living.ts';
import { OFFICE } from './office.ts';
import { PEOPLE } from './people.ts';
import { PLAIN } from './plain.ts';
import { PLANNING } from './planning.ts';
import { SERVICES } from './services.ts';
import { SITUATIONS } from './situations.ts';
import { SPOKEN } from './spoken.ts';
import { TOWN } from './town.ts';

/** Groups as text, written as civil.ts says, and the share at which they count (0–1). */
export interface LexiconFile {
  readonly share: number;
  readonly text: string;
}

/** Files of civil service count whole, those of everyday language less. */
export const FILES: readonly LexiconFile[] = [
  ...[CIVIL, PEOPLE, TOWN, SPOKEN, OFFICE, PLANNING, LIVING, HOUSING, SERVICES].map((text) => ({
    share: 1,
    text,
  })),
  ...[GENERAL, PLAIN, DAILY].map((text) => ({ share: 0.8, text })),
  { share: 1, text: SITUATIONS },
  { share: 0.8, text: EVERYDAY },
];
