/** `guide.yaml`: the City Hall guide, desk by desk, office by office. */

import * as v from 'valibot';
import type { Place } from '../types.ts';
import { form, id, list, listOf, oneOf, phone, source, sourceDate, text } from './form.ts';
import { type ReadFile, readFile, subjectsIn } from './read.ts';

/** Parts of the guide, in the order shown. */
export const PLACE_GROUPS = ['hall', 'office', 'town', 'facility'] as const;

const place = form({
  id,
  name: text(30),
  where: v.exactOptional(text(100)),
  does: text(200),
  phone: v.exactOptional(phone),
  hours: v.exactOptional(text(60)),
  errands: v.optional(list(text(20)), []),
  group: oneOf(PLACE_GROUPS),
  sources: listOf(source, 1, () => '출처가 없어요. 제목과 날짜를 하나 이상 적어 주세요.'),
  recheck: v.exactOptional(sourceDate),
});

const guideFile = form({ places: list(place) });

/** Names a place in a message. */
export const placeSubject = subjectsIn('places', '안내');

/** Reads the guide in the file's own order. */
export function readGuideFile(file: string, content: string): ReadFile<readonly Place[]> {
  const read = readFile(file, content, guideFile, placeSubject);
  return 'problems' in read ? read : { ...read, value: read.value.places };
}
