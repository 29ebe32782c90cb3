/** Command line of the local city. */

import { parseArgs } from 'node:util';

/** Where the city listens when nothing else is said. */
export const DEFAULT_PORT = 8787;

/** Options of `npm start -- …`. */
export interface StartOptions {
  readonly port: number;
  readonly data: string | undefined;
  /** Folder of another assembly than the project's own. */
  readonly assembly: string | undefined;
}

/** Parses arguments. @throws Error that says what is wrong and what to type instead. */
export function parseOptions(args: readonly string[]): StartOptions {
  const { values } = parseArgs({
    args: [...args],
    options: { port: { type: 'string' }, data: { type: 'string' }, assembly: { type: 'string' } },
    strict: true,
  });
  const port = values.port === undefined ? DEFAULT_PORT : Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(
      `--port ${values.port} is no port. Give a number from 1 to 65535, e.g. npm start -- --port 8788`,
    );
  }
  return { port, data: values.data, assembly: values.assembly };
}

/** What to say when the port is taken. */
export function busyPortMessage(port: number): string {
  const other = port < 65_535 ? port + 1 : port - 1;
  return `Port ${port} is already in use. Stop the program that listens there, or start the city on another port: npm start -- --port ${other}`;
}
