/** `synonyms.tsv`: spoken word, official word, field; tab-separated with one head line. */

import type { Problem } from '../problem.ts';
import type { Synonym } from '../types.ts';
import { readTsvFile } from './tsvFile.ts';

const WORD_MAX = 60;
const HEAD = 'citizen_word\t';

function readRow(file: string, row: string, line: number): Synonym | Problem {
  const [word = '', term = '', field = ''] = row.split('\t').map((cell) => cell.trim());
  const says = (message: string): Problem => ({ file, line, message });
  if (row.split('\t').length > 3)
    return says('칸이 네 개 이상이에요. 시민의 말, 공식 용어, 분야 세 칸만 적어 주세요.');
  if (word === '' || term === '')
    return says('시민의 말이나 공식 용어가 비어 있어요. 탭으로 나눠 두 칸을 채워 주세요.');
  if (word.length > WORD_MAX || term.length > WORD_MAX)
    return says(`${WORD_MAX}자를 넘어요. 짧게 적어 주세요.`);
  return field === '' ? { word, term } : { word, term, field };
}

/** Reads the synonyms. */
export const readSynonymFile = (file: string, content: string) =>
  readTsvFile<Synonym>(file, content, HEAD, readRow);
