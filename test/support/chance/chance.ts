import fc from 'fast-check'
import { it } from 'vitest'

it.each([
  ['without parameters', {}],
  ['with a seed and a number of its own', { seed: 7, numRuns: 20 }],
])('%s', (name, parameters) => {
  const tried: number[] = []
  fc.assert(
    fc.property(fc.nat(), number => void tried.push(number)),
    parameters,
  )
  console.log(`${name}: ${tried.length} cases, ${tried.slice(0, 6).join(' ')}`)
})
