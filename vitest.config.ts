import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default', './test/support/skipped.ts'],
    setupFiles: ['./test/support/seeds.ts', './test/support/own-memory.ts'],
    globalSetup: 'test/support/build.ts',
    // Many tests wait for a process of their own, so four at a time keep two cores at work.
    maxWorkers: 4,
    // A machine that is loaded takes its time; only a test that fails is waited for.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
})
