import fc from 'fast-check'
import { vi } from 'vitest'

/**
 * What chance does in tests. `npm test` always tries the same cases, so that a red run is about the change; `npm run
 * fuzz` sets FUZZ_SEED to a number of its own and FUZZ_CASES to many more.
 */
const { FUZZ_SEED, FUZZ_CASES } = process.env

/** How many cases `npm test` damages files in; the measure for all other numbers of cases. */
export const USUAL_CASES = 2_500

if (FUZZ_SEED === undefined && FUZZ_CASES === undefined) fc.configureGlobal({ seed: 1 })
else {
  const seed = Number(FUZZ_SEED ?? 1)
  const times = Math.max(1, Number(FUZZ_CASES ?? USUAL_CASES) / USUAL_CASES)
  // A test's own seed and number of cases count less than what the command line says.
  vi.doMock('fast-check', async () => {
    const actual = await vi.importActual<{ default: typeof fc }>('fast-check')
    const assert = (property: fc.IRawProperty<unknown>, { numRuns = 100, ...rest }: fc.Parameters<unknown> = {}) =>
      actual.default.assert(property, { ...rest, seed, numRuns: Math.round(numRuns * times) })
    return { ...actual, assert, default: { ...actual.default, assert } }
  })
}
