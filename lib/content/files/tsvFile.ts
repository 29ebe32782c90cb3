/** Tables of the content: tab-separated, one row a line, with one head line. */
import type { Problem } from '../problem.ts';

/** Reads one row that stands in a line of the file. */
type ReadRow<Row> = (file: string, row: string, line: number) => Row | Problem;

/** Reads a table; blank lines and the head line (known by its beginning) are passed over. `lineOf([i])` is the line of the i-th row. */
export function readTsvFile<Row extends object>(
  file: string,
  content: string,
  head: string,
  readRow: ReadRow<Row>,
) {
  const rows = content
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map((row, at) => ({ row, line: at + 1 }))
    .filter(({ row, line }) => row.trim() !== '' && !(line === 1 && row.startsWith(head)));
  const read = rows.map(({ row, line }) => readRow(file, row, line));
  const problems = read.filter((each): each is Problem => 'message' in each);
  if (problems.length > 0) return { problems };
  return {
    value: read as readonly Row[],
    lineOf: ([at]: readonly (string | number)[]) => rows[Number(at)]?.line ?? 1,
  };
}
