import { beforeEach, TestRunner } from 'vitest'
import { has, type Program, reason } from './programs.ts'

/**
 * Skips the test that runs, or each test of the file or `describe` that is read, if the program is missing; the
 * summary then lists it. In CI a missing program is an error.
 */
export function needs(program: Program): void {
  if (has(program)) return
  const why = reason(program)
  if (process.env.CI) throw new Error(`${program} is missing, and in CI nothing may be skipped: this ${why}`)
  const test = TestRunner.getCurrentTest()
  if (test) test.context.skip(why)
  else beforeEach(({ skip }) => skip(why))
}
