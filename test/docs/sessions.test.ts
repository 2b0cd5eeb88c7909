import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { OPEN_QUESTIONS } from '../../src/session/talk/open-questions.ts'
import { QUESTIONS } from '../support/counts.ts'

const page = readFileSync(new URL('../../docs/sessions.md', import.meta.url), 'utf8').replaceAll('\n', ' ')

it('the page about sessions counts as the tests do', () => {
  const { checkin, checkinKeys, checkinKeysInSentences, fullCheckin } = QUESTIONS
  expect(page).toContain(`${checkin} questions, or ${checkin + 1} if the open question has its turn`)
  expect(page).toContain(`${checkinKeys} keys in all`)
  expect(page).toContain(`${checkinKeysInSentences} with a sentence of sixty letters`)
  expect(page).toContain(`The same session is ${fullCheckin} questions`)
  expect(OPEN_QUESTIONS).toHaveLength(14)
  expect(page).toContain('Fourteen questions come in turn')
})
