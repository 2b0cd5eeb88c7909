import { describe, expect, it } from 'vitest'
import { otherName } from '../../src/commands/sign/name.ts'

const PERSON = { name: "Maya O'Brien" }
const OFFICE = { name: 'Harbour Trust', representative: 'Helen Marsh, Director' }
const EMPLOYED = { name: 'Ben Okafor', organization: 'Harbour Trust', representative: 'Lin Wu' }

describe('a typed name', () => {
  it.each([
    [PERSON, "Maya O'Brien"],
    [PERSON, 'maya obrien'],
    [OFFICE, 'Helen Marsh'],
    [OFFICE, 'Helen Marsh, Director'],
    [EMPLOYED, 'Lin Wu'],
  ])('of %j is taken: %s', (partner, typed) => {
    expect(otherName(partner as never, 'Maya', typed)).toBeUndefined()
  })

  it.each([
    [PERSON, 'Maya', `"Maya" is only a short form of "Maya O'Brien", the name in the contract.`],
    [PERSON, "O'Brien", `"O'Brien" is only a short form of "Maya O'Brien", the name in the contract.`],
    [PERSON, 'Ana', `"Ana" is not "Maya O'Brien", the name in the contract.`],
    [
      OFFICE,
      'Harbour Trust',
      '"Harbour Trust" is an organization, and a person signs for it: "Helen Marsh, Director".',
    ],
    [EMPLOYED, 'Harbour Trust', '"Harbour Trust" is an organization, and a person signs for it: "Lin Wu".'],
    [OFFICE, 'Helen', '"Helen" is only a short form of "Helen Marsh, Director", the name in the contract.'],
    [PERSON, 'x", by key SHA256:y', `"x\\", by key SHA256:y" is not "Maya O'Brien", the name in the contract.`],
  ])('of %j is asked about: %s', (partner, typed, words) => {
    expect(otherName(partner as never, 'Maya', typed)).toBe(words)
  })
})
