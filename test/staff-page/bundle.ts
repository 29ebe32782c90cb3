/** The page's files, built for a test that starts alone. */

import { buildFunctions } from '../../bin/build.ts';

/** Builds what changed and resolves with the folder of the page. */
export async function builtPage(): Promise<string> {
  const { web } = await buildFunctions();
  return `${web}/staff`;
}
