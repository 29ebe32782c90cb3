/** `notices.yaml`: what the city announces. */

import * as v from 'valibot';
import type { Notice } from '../types.ts';
import { date, flag, form, id, list, TITLE_MAX, text, url } from './form.ts';
import { type ReadFile, readFile, subjectsIn } from './read.ts';

const notice = form({
  id,
  title: text(TITLE_MAX),
  date,
  department: text(40),
  link: url,
  expires: v.exactOptional(date),
  summary: v.exactOptional(text(200)),
  sample: v.optional(flag, 'false'),
});

const noticeFile = form({ notices: list(notice) });

/** Names a notice in a message. */
export const noticeSubject = subjectsIn('notices', '공지');

/** Reads the notices in the file's own order. */
export function readNoticeFile(file: string, content: string): ReadFile<readonly Notice[]> {
  const read = readFile(file, content, noticeFile, noticeSubject);
  return 'problems' in read ? read : { ...read, value: read.value.notices };
}
