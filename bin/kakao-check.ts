/**
 * Checks skill responses against Kakao's contract.
 *
 *     npm run --silent kakao:check -- [--json] [FILE…]
 *
 * No file, or `-`, reads standard input. Exit: 0 all valid, 1 a rule is broken, 2 a file cannot be read or the
 * command is wrong.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { checkSkillResponse, type Violation } from '../lib/kakao/index.ts';

const USAGE = `usage: npm run --silent kakao:check -- [--json] [FILE…]
Checks each FILE (a Kakao skill response as JSON; none or - reads standard input) and prints what breaks which rule.
  --json   print [{file, valid, violations: [{path, rule, message}]}]
Exit: 0 all valid, 1 a rule is broken, 2 a file cannot be read.
`;

interface Result {
  readonly file: string;
  readonly valid: boolean;
  readonly violations: readonly Violation[];
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'no such file; check the path';
  if (code === 'EISDIR') return 'it is a folder; name its files';
  if (code === 'EACCES') return 'no permission to read it';
  return typeof code === 'string' ? code : String(error);
}

function check(file: string): Result | undefined {
  try {
    const violations = checkSkillResponse(new Uint8Array(readFileSync(file === '-' ? 0 : file)));
    return { file, valid: violations.length === 0, violations };
  } catch (error) {
    process.stderr.write(`kakao-check: cannot read ${file}: ${reasonOf(error)}\n`);
    return undefined;
  }
}

function textOf({ file, valid, violations }: Result): string {
  if (valid) return `${file}: valid\n`;
  return violations.map(({ path, rule, message }) => `${file}: ${path} ${rule}: ${message}\n`).join('');
}

function options(): { files: string[]; json: boolean; help: boolean } | undefined {
  try {
    const { values, positionals } = parseArgs({
      options: {
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
      allowPositionals: true,
    });
    return { files: positionals.length === 0 ? ['-'] : positionals, ...values };
  } catch (error) {
    process.stderr.write(`kakao-check: ${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
    return undefined;
  }
}

function main(): number {
  const given = options();
  if (given === undefined) return 2;
  if (given.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const results = given.files.map(check);
  const readable = results.filter((result) => result !== undefined);
  process.stdout.write(given.json ? `${JSON.stringify(readable, null, 2)}\n` : readable.map(textOf).join(''));
  if (readable.length < results.length) return 2;
  return readable.every(({ valid }) => valid) ? 0 : 1;
}

process.exitCode = main();
