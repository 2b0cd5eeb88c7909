import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default', './test/support/skipped.ts'],
    setupFiles: ['./test/support/seeds.ts', './test/support/own-memory.ts'],
    globalSetup: ['test/support/temporary.ts', 'test/support/build.ts'],
    // Each worker loads the program once. What a test file changes outside its own folders, it puts back.
    isolate: false,
    // Many tests wait for a process of their own, so four at a time keep two cores at work.
    maxWorkers: 4,
    // A machine that is loaded takes its time; only a test that fails is waited for.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
})
