/** Reads the marked lines: `{kind|identifier}` is one, a line without braces must stay as it is. */
import { readFileSync } from 'node:fs';
import type { Span } from '../../lib/privacy/kinds.ts';

export interface Marked {
  readonly text: string;
  readonly spans: readonly Span[];
}

const MARK = /\{(\w+)\|([^}]*)\}/g;

function read(source: string): Marked {
  const spans: Span[] = [];
  let text = '';
  let last = 0;
  for (const mark of source.matchAll(MARK)) {
    text += source.slice(last, mark.index);
    const start = text.length;
    text += mark[2] as string;
    spans.push({ start, end: text.length, kind: mark[1] as Span['kind'] });
    last = mark.index + mark[0].length;
  }
  return { text: text + source.slice(last), spans };
}

/** All marked lines of a file beside this one. A line break inside braces belongs to the identifier. */
export function linesOf(file: string): Marked[] {
  const source = readFileSync(new URL(file, import.meta.url), 'utf8');
  const joined = source.replace(MARK, (mark) => mark.replaceAll('\n', '\u0001'));
  return joined
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => read(line.replaceAll('\u0001', '\n')));
}
