import { describe, expect, it } from 'vitest'
import type { Draft } from '../../src/contract/draft.ts'
import { get } from '../../src/contract/draft.ts'
import { contractScript } from '../../src/interview/contract-talk.ts'
import { walk } from '../../src/interview/walk.ts'
import { scripted } from '../support/script.ts'
import { shortTalk, TODAY } from '../support/talks.ts'
import { plainTemplate } from '../support/template.ts'

/** Holds the short talk on Monday 5 January 2026, with some answers changed. */
async function short(answers: Record<string, string | string[]>, perhaps: readonly string[] = []) {
  const prompter = scripted({ ...shortTalk, ...answers })
  const script = contractScript({ template: plainTemplate, depth: 'short', today: TODAY })
  const { draft } = await walk(script, { draft: {}, trail: [] }, { prompter, save: async () => {} })
  expect(prompter.unused().filter(id => !perhaps.includes(id))).toEqual([])
  const shown = (id: string, time = 0) => prompter.asked.filter(ask => ask.id === id)[time]
  return { draft, told: prompter.told, shown }
}

const problemAt = (ask: { above: readonly { kind: string; text: string }[] } | undefined) =>
  ask?.above.find(({ kind }) => kind === 'problem')?.text

const stepOf = (draft: Draft, at: number) => get<Draft>(draft, `firstSteps.${at}`)

describe('a first step that ends with a date', () => {
  it('loses only that clause, and says what was understood and how to undo it', async () => {
    const { draft, told } = await short({ 'firstSteps.a': 'Write to Mr Doyle of Friday & Co, by Friday' })
    expect(stepOf(draft, 0)).toMatchObject({ text: 'Write to Mr Doyle of Friday & Co', due: '2026-01-09' })
    expect(told).toContain('  Due Friday 9 January 2026. Not a date? Type -')
  })

  it.each([
    'Interview with Mr Doyle on Friday at 15:30',
    'Answer the letter of 12 January',
    'No sugar after 26 January',
    'Run 5 km in 40 minutes',
    'Call the bank the day after tomorrow',
  ])('and one that only mentions a time stays whole: %s', async typed => {
    const { draft, told } = await short({ 'firstSteps.a': typed })
    expect(stepOf(draft, 0)).toMatchObject({ text: typed, due: '2031-01-13' })
    const goals = ['31 October 2031', '31 August 2031', '10 June 2031'].map(date => expect.stringContaining(date))
    expect(told.filter(line => line.includes('Due'))).toEqual(goals)
  })

  it('stays whole and loses the date with one key at the next question', async () => {
    const typed = 'Read "Pay it forward by Monday"; then talk, by Friday'
    const { draft, told, shown } = await short({ 'firstSteps.a': typed, 'firstSteps.b': ['-', 'Call'] })
    expect(stepOf(draft, 0)).toMatchObject({ text: typed, due: '2031-01-13' })
    expect(stepOf(draft, 1)).toMatchObject({ text: 'Call' })
    expect(told).toContain(`  Kept as words, without a date: ${typed}`)
    expect(shown('firstSteps.b')?.footer).toContain('- no date')
    expect(shown('firstSteps.b', 1)?.footer).not.toContain('- no date')
  })

  it('is shown as it was typed to whoever goes back, and can lose the date there', async () => {
    const { draft, shown } = await short({
      'firstSteps.a': ['Call Ben by friday.', '-'],
      'firstSteps.b': ['<', 'Call'],
    })
    expect(shown('firstSteps.a', 1)).toMatchObject({
      prefill: 'Call Ben by friday.',
      footer: expect.arrayContaining(['- no date']),
    })
    expect(stepOf(draft, 0)).toMatchObject({ text: 'Call Ben by friday.', due: '2031-01-13' })
  })

  it('loses the date with one key right behind the words that are in the line', async () => {
    const said = { 'firstSteps.a': ['Call Ben by friday.', 'Call Ben by friday.-'], 'firstSteps.b': ['<', 'Call'] }
    const { draft } = await short(said)
    expect(stepOf(draft, 0)).toMatchObject({ text: 'Call Ben by friday.', due: '2031-01-13' })
  })

  it.each([
    ['Be done by 3/4', 'Friday 3 April 2026 or Wednesday 4 March 2026?'],
    ['Be done by next saturday 13 March', '13 March 2026 is a Friday.'],
    ['Be done by 31 February', 'There is no 31 February.'],
  ])('is asked about if it could be another: %s', async (typed, why) => {
    const changed = await short({ 'firstSteps.a': [typed, 'Be done by 4 March'] })
    expect(problemAt(changed.shown('firstSteps.a', 1))).toContain(why)
    expect(changed.shown('firstSteps.a', 1)?.prefill).toBe(typed)
    expect(stepOf(changed.draft, 0)).toMatchObject({ text: 'Be done', due: '2026-03-04' })
    const kept = await short({ 'firstSteps.a': [typed, '-'] })
    expect(stepOf(kept.draft, 0)).toMatchObject({ text: typed, due: '2031-01-13' })
  })

  it.each(['by 1 May', 'next monday', '2026-05-01', 'until Friday.'])(
    'is no step if it is only a date: %s',
    async typed => {
      const { draft, shown } = await short({ 'firstSteps.a': [typed, 'Call'] })
      expect(problemAt(shown('firstSteps.a', 1))).toBe(`"${typed}" is a date. What is it, apart from the date?`)
      expect(stepOf(draft, 0)).toMatchObject({ text: 'Call' })
    },
  )

  it('is asked again if its date is over', async () => {
    const { shown } = await short({ 'firstSteps.a': ['Call, by 3 January 2026', 'Call'] })
    expect(problemAt(shown('firstSteps.a', 1))).toBe('Saturday 3 January 2026 is in the past.')
  })
})

describe('a goal', () => {
  it('keeps every word, and is due on the date it ends with', async () => {
    const { draft, told } = await short({ 'wins.a.0.text': '3 talks held, by the end of August' })
    expect(get(draft, 'wins.a.0')).toMatchObject({ text: '3 talks held, by the end of August', due: '2026-08-31' })
    expect(told).toContain('  Due Monday 31 August 2026. Not a date? Type -')
  })

  it.each(['finish a half marathon in 2 hours', 'Know what I want, 23-27 January', 'Live on 40 pounds since 1 May'])(
    'has no date if it ends with none: %s',
    async typed => {
      const { draft } = await short({ 'wins.a.0.text': typed, 'wins.a.0.measure': '', 'wins.a.0.due': '' }, [
        'wins.a.0.measure',
        'wins.a.0.due',
      ])
      expect(get(draft, 'wins.a.0.text')).toBe(typed)
      expect(get(draft, 'wins.a.0.due')).toBeUndefined()
    },
  )

  it('loses the date with one key, and no later answer brings it back', async () => {
    const typed = '3 songs like "Home by Sunday", by Sunday'
    const { draft } = await short({
      'wins.a.0.text': typed,
      'wins.b.0.text': ['-', 'The June exam passed with 60 or better, by 10 June 2031'],
      'wins.a.0.due': '',
    })
    expect(get(draft, 'wins.a.0')).toEqual({
      id: expect.any(String),
      text: typed,
      measure: { indicator: typed, target: 3 },
    })
  })

  it.each(['by 1 May', '1 May', 'next friday'])('is more than a date: %s', async typed => {
    const { draft, shown } = await short({ 'wins.a.0.text': [typed, '3 talks held, by 1 May'] })
    expect(problemAt(shown('wins.a.0.text', 1))).toContain('What is it, apart from the date?')
    expect(get(draft, 'wins.a.0')).toMatchObject({ text: '3 talks held, by 1 May', due: '2026-05-01' })
  })

  it('takes its measure in words, and no date for a number', async () => {
    const said = { 'wins.a.0.text': 'Case studies published' }
    const online = async (measure: string, due: string) => {
      const { draft } = await short({ ...said, 'wins.a.0.measure': measure, ...(due && { 'wins.a.0.due': due }) })
      return get<Draft>(draft, 'wins.a.0')
    }
    expect(await online('3 of them online, by 31 August', '')).toMatchObject({
      measure: { indicator: '3 of them online', target: 3 },
      due: '2026-08-31',
    })
    expect(await online('They are online as in the letter of 12 January', '31 August')).toMatchObject({
      measure: { indicator: 'They are online as in the letter of 12 January' },
      due: '2026-08-31',
    })
    expect(await online('They are online as in the letter of 12 January', '31 August')).not.toHaveProperty(
      'measure.target',
    )
  })
})

describe('a question about a day', () => {
  it.each([
    ['maybe tuesday if Ben is free', 'I can keep only the date here. If you mean Tuesday 6 January 2026'],
    ['tuesday at 6.30 pm', 'I can keep only the date here. If you mean Tuesday 6 January 2026'],
    ['tuesday or thursday', 'Tuesday 6 January 2026 or Thursday 8 January 2026'],
    ['3/4', 'Friday 3 April 2026 or Wednesday 4 March 2026'],
    ['before christmasend of may next year', "I can't read"],
  ])('drops no words around it: %s', async (typed, why) => {
    const { draft, shown } = await short({ 'agreements.meetings.first': [typed, '13 January 2031'] })
    expect(problemAt(shown('agreements.meetings.first', 1))).toContain(why)
    expect(get(draft, 'agreements.meetings.first')).toBe('2031-01-13')
  })
})

it('a dash is an answer like any other if there is no date to give up', async () => {
  const { draft } = await short({ 'roles.b.0.primary': '-' })
  expect(get(draft, 'roles.b.0.primary')).toBe('-')
})
