/** `asked.tsv`: what citizens asked and the entry that answers it, `-` where none does; tab-separated with one head line. */
import type { Problem } from '../problem.ts';
import { readTsvFile } from './tsvFile.ts';

/** One question as somebody typed it. Without an entry nothing of the content answers it. */
export interface Asked {
  readonly entry?: string;
  readonly text: string;
}

const NONE = '-';
const HEAD = 'entry\t';
const TEXT_MAX = 100;

function readRow(file: string, row: string, line: number): Asked | Problem {
  const [entry = '', text = '', ...more] = row.split('\t').map((cell) => cell.trim());
  const says = (message: string): Problem => ({ file, line, message });
  if (entry === '' || text === '' || more.length > 0)
    return says(
      '항목 id와 시민이 물은 말을 탭으로 나눠 두 칸만 적어 주세요. 답이 없는 물음이면 id 자리에 -를 적어요.',
    );
  if (text.length > TEXT_MAX) return says(`물은 말이 ${TEXT_MAX}자를 넘어요. 짧게 줄여 주세요.`);
  return entry === NONE ? { text } : { entry, text };
}

/** Reads the questions. */
export const readAskedFile = (file: string, content: string) =>
  readTsvFile<Asked>(file, content, HEAD, readRow);
