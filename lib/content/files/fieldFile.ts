/** `fields/<field>.yaml`: one field with its questions and answers. */

import * as v from 'valibot';
import { type Entry, FACT_KINDS, type Field } from '../types.ts';
import {
  date,
  form,
  id,
  LABEL_MAX,
  list,
  listOf,
  listUpTo,
  oneOf,
  phone,
  source,
  sourceDate,
  TITLE_MAX,
  text,
  url,
} from './form.ts';
import { type ReadFile, readFile, subjectsIn } from './read.ts';

/** Ways to ask an entry that a clerk must give at least. */
export const PHRASINGS_MIN = 5;

const fact = form({
  kind: oneOf(FACT_KINDS),
  text: text(300),
  recheck: v.exactOptional(sourceDate),
});

const link = form({ label: text(LABEL_MAX), url });

const contact = form({ label: text(LABEL_MAX), number: phone, hours: v.exactOptional(text(40)) });

const entry = form({
  id,
  title: text(TITLE_MAX),
  phrasings: listOf(
    text(100),
    PHRASINGS_MIN,
    (n) => `질문 표현이 ${n}개예요. ${PHRASINGS_MIN}개 이상 적어 주세요.`,
  ),
  keywords: v.optional(list(text(40)), []),
  different: v.exactOptional(list(text(100))),
  summary: text(300),
  facts: v.optional(list(fact), []),
  missing: v.optional(list(text(60)), []),
  links: v.optional(listUpTo(link, 3), []),
  phones: v.optional(listUpTo(contact, 5), []),
  department: text(40),
  sources: listOf(source, 1, () => '출처가 없어요. 제목과 날짜를 하나 이상 적어 주세요.'),
  reviewed: form({ date, by: text(20) }),
  expires: v.exactOptional(date),
  related: v.optional(list(id), []),
});

const fieldFile = form({
  id,
  name: text(LABEL_MAX),
  full: text(TITLE_MAX),
  entries: listOf(entry, 1, () => '질문이 하나도 없어요. 하나 이상 적어 주세요.'),
});

/** Names an entry in a message. */
export const entrySubject = subjectsIn('entries', '항목');

function toEntry(field: string, { missing, ...rest }: v.InferOutput<typeof entry>): Entry {
  return { ...rest, field, missing, unconfirmed: missing.length > 0 };
}

/** Reads one field file. */
export function readFieldFile(file: string, content: string): ReadFile<Field> {
  const read = readFile(file, content, fieldFile, entrySubject);
  if ('problems' in read) return read;
  const { entries, ...rest } = read.value;
  return { ...read, value: { ...rest, entries: entries.map((each) => toEntry(rest.id, each)) } };
}
