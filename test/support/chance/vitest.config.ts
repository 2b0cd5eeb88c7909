import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/** What `test/docs/chance.test.ts` runs to see which cases a property gets. */
export default defineConfig({
  test: {
    root: join(import.meta.dirname, '../../..'),
    include: ['test/support/chance/chance.ts'],
    setupFiles: ['./test/support/seeds.ts'],
    maxWorkers: 1,
  },
})
