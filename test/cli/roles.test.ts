import { expect, it } from 'vitest'
import { must, smallPartnership } from '../support/world.ts'

const roles = {
  a: [{ id: 'a.1', primary: 'Run the interviews', secondary: 'I knock at eight', tertiary: 'I lend a car' }],
}

it('roles says who adds what, in its headings', async () => {
  const world = await smallPartnership({ roles, firstSteps: [] })
  const { out } = await must(world.runWith({ width: 120 }, 'roles'))
  for (const heading of ['Primary: Ana', 'Secondary: Ben adds', 'Tertiary: Ben can bring in'])
    expect(out).toContain(heading)
})

it('roles says who adds what, where it is too narrow for columns', async () => {
  const world = await smallPartnership({ roles, firstSteps: [] })
  const { out } = await must(world.runWith({ width: 24 }, 'roles'))
  expect(out.replace(/\s+/g, ' ')).toContain('Ben adds: I knock at eight Ben can bring in: I lend a car')
})
