import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // Two browsers and a whole city share two cores there: a slip of timing is tried again, a fault stays one.
    retry: process.env.CI ? 2 : 0,
    reporters: ['default'],
  },
});
