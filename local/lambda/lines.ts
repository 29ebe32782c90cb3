/** Splits a stream of text into lines, at line feeds only. */

import type { Readable } from 'node:stream';

/**
 * Calls `onLine` for every line. Node's readline would also break at carriage returns and at U+2028, which a
 * JSON line may hold.
 */
export function onLines(stream: Readable, onLine: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  });
  stream.on('end', () => {
    if (rest !== '') onLine(rest);
  });
}
