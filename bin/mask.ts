/** Masks identifiers in JSON lines `{"text"}` from standard input; one JSON line out for each line in, in order. */
import { createInterface } from 'node:readline';
import { mask } from '../lib/privacy/mask.ts';

/** The reply to one line. An error never repeats the line: it may hold what must not be kept. */
function reply(line: string): unknown {
  try {
    const { text } = JSON.parse(line) as { text?: unknown };
    return typeof text === 'string' ? mask(text) : { error: 'text is missing: send {"text": "..."}' };
  } catch {
    return { error: 'not a JSON line: send {"text": "..."}' };
  }
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
  process.stdout.write(`${JSON.stringify(reply(line))}\n`);
}
