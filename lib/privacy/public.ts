/** Numbers and places that stay readable wherever they stand, unless the content adds more. */
import type { PublicFacts } from './kinds.ts';

/**
 * Telephones of offices: the government call centre from abroad and those that the city's guide publishes
 * (some unconfirmed: here they only stay readable in a citizen's words, they are not shown as facts).
 */
export const PUBLIC_PHONES: readonly string[] = [
  '02-6196-9110',
  '031-120',
  '031-644-2114',
  '031-644-2000',
  '031-644-2100',
  '031-644-2179',
  '031-644-2193',
  '031-644-2365',
  '031-644-2608',
  '031-644-4219',
  '031-645-0730',
  '031-632-6607',
  '031-633-4243',
  '031-633-9734',
  '031-633-9743',
  '031-635-2070',
  '031-637-0032',
];

/** Offices by road and number. */
export const PUBLIC_PLACES: readonly string[] = [
  '부악로 40',
  '부악로 32',
  '부악로 30-45',
  '서희로 27',
  '공원로 48',
  '무촌로18번길 130',
  '중리천로31번길 22',
  '경충대로2709번길 185',
  '경충대로2697번길 263',
  '경충대로2697번길 172',
  '증신로153번길 13',
  '경충대로 2739',
  '어재연로10번길 25',
  '이섭대천로 1299',
  '영창로 260',
  '서희로 11',
  '중리천로 38',
  '중리동 382',
  '창전동 161-7',
  '소고리 721-1',
  '진암리 17-21',
];

const digits = (phone: string): string => phone.normalize('NFKC').replace(/\D/g, '').replace(/^82/, '0');

/** Public facts in the form the finders compare with; the defaults and what is given. */
export function publicFacts(phones: Iterable<string> = [], places: Iterable<string> = []): PublicFacts {
  return {
    phones: new Set([...PUBLIC_PHONES, ...phones].map(digits).filter((d) => d.length >= 3)),
    places: new Set(
      [...PUBLIC_PLACES, ...places].map((place) => place.replace(/\s/g, '')).filter((p) => /\d/.test(p)),
    ),
  };
}
