import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take long, longest first: begun last, one of them keeps a core busy while the other has nothing left. */
const LONG = [/staff-page\/scenes/, /staff-page\//, /city\/|room\/page|content\/command|dialogue\/person/];

const rank = ({ moduleId }: TestSpecification): number => {
  const at = LONG.findIndex((pattern) => pattern.test(moduleId));
  return at < 0 ? LONG.length : at;
};

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    // Two browsers and a whole city share two cores there: a slip of timing is tried again, a fault stays one.
    retry: process.env.CI ? 2 : 0,
    reporters: ['default'],
  },
});
