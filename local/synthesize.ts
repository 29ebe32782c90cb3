/** Child process: builds what is stale and writes the city's assembly. Arguments: output folder. */

import { synthesize } from '../bin/city.ts';

const [outdir] = process.argv.slice(2);
if (outdir === undefined) throw new Error('Name the output folder.');
try {
  await synthesize({ outdir, validate: false });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
