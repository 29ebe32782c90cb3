/** Runs the local city for a person: progress, URLs, a last line `ready …`, Ctrl-C ends it. */

import { type City, startCity } from './city.ts';
import { busyPortMessage, parseOptions, type StartOptions } from './options.ts';

/** A second signal within this time is the same key press, heard twice (terminal and start script). */
const SAME_PRESS_MS = 1_000;

let city: City | undefined;
let stoppedAt: number | undefined;

async function stop(): Promise<void> {
  if (stoppedAt !== undefined) {
    if (performance.now() - stoppedAt > SAME_PRESS_MS) process.exit(1);
    return;
  }
  stoppedAt = performance.now();
  await city?.close();
  process.exit(0);
}

async function run({ port, data, assembly }: StartOptions): Promise<void> {
  city = await startCity({
    port,
    ...(data !== undefined && { data }),
    ...(assembly !== undefined && { assembly }),
  });
  if (stoppedAt !== undefined) return void (await city.close());
  const lines: [string, string][] = [
    ['city', `${city.url}/`],
    ['room', `${city.url}/room`],
    ['usage', `${city.url}/usage`],
    ...staffLine(city),
    ['store', city.storeUrl],
    ['queue', city.queueUrl],
    ['control', `${city.controlUrl}/city`],
  ];
  for (const [name, url] of lines) console.log(`${name.padEnd(8)} ${url}`);
  console.log(`ready ${city.url}`);
}

/** The staff page and who can sign in there, with one press each. */
function staffLine({ url, people }: City): [string, string][] {
  if (people.length === 0) return [];
  const names = people.map(({ name, groups }) => `${name} (${groups.join(', ')})`);
  return [['staff', `${url}/staff  sign in as ${names.join(', ')}`]];
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());
process.on('disconnect', () => void stop());

try {
  const options = parseOptions(process.argv.slice(2));
  await run(options).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EADDRINUSE' ? new Error(busyPortMessage(options.port)) : error;
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
