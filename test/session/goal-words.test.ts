import { expect, it } from 'vitest'
import { type Contract, contractSchema } from '../../src/contract/contract.ts'
import { goalsFrom } from '../../src/session/goals.ts'
import { aboutGoal } from '../../src/session/talk/goals.ts'
import { contract as small } from './builders.ts'

it.each([
  [{ baseline: 0, target: 3 }, ' (now 0 of 3)'],
  [{ target: '2,5' }, ' (target 2,5)'],
  [{ baseline: 'no', target: 'yes' }, ' (now: no; target: yes)'],
  [{ target: 'yes' }, ' (target: yes)'],
  [{ baseline: 140, target: 120 }, ' (now 140, down to 120)'],
  [{ baseline: '85,5', target: 80 }, ' (now 85,5, down to 80)'],
  [{ target: 20, direction: 'down' }, ' (down to 20)'],
  [{ baseline: 0, target: -5 }, ' (now 0, down to -5)'],
  [{ baseline: 3, target: 9, direction: 'up' }, ' (now 3 of 9)'],
  [{ baseline: 4 }, ' (now 4)'],
  [{}, ''],
])('a goal that is measured by %j stands in the check-in as%s', (values, stand) => {
  const a = [{ id: 'a1', text: 'The flat', measure: { indicator: 'x', ...values } }]
  const contract: Contract = contractSchema.parse({ ...small, wins: { a } })
  expect(aboutGoal(goalsFrom(contract, [])[0]!, { a: 'Ana', b: 'Ben' })).toBe(`Ana: The flat${stand}`)
})
