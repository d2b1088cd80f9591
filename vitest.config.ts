// Two projects: `unit` needs nothing but this folder; `site` builds the pages, serves them and
// opens them in a browser.

import { defineConfig } from 'vitest/config'

const siteTests = ['tests/site/**/*.test.ts', 'tests/e2e/**/*.test.ts']

export default defineConfig({
  test: {
    // Processes, not threads: SQLite is native code, and some tests kill what they run in.
    pool: 'forks',
    restoreMocks: true,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
          exclude: siteTests,
          setupFiles: ['tests/support/strict-console.ts', 'tests/support/no-network.ts'],
          env: { TZ: 'UTC', NO_COLOR: '1' },
          // Generous: some tests start programs, on machines that have other things to do.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'site',
          include: siteTests,
          globalSetup: ['tests/support/site.ts'],
          setupFiles: ['tests/support/strict-console.ts'],
          env: { TZ: 'UTC', NO_COLOR: '1' },
          // One site and one browser for all, so one file after the other.
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 300_000,
          // A browser on a busy machine can be late for anything once; twice is a fault.
          retry: 1,
        },
      },
    ],
  },
})
