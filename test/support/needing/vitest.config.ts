import { defineConfig } from 'vitest/config'

/** What `test/docs/programs.test.ts` runs in a search path without these programs. */
export default defineConfig({
  test: {
    root: import.meta.dirname.replace(/\/test\/support\/needing$/, ''),
    include: ['test/support/needing/needing.ts'],
    reporters: ['default', './test/support/skipped.ts'],
    maxWorkers: 1,
  },
})
