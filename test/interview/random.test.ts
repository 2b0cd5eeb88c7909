import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Draft } from '../../src/contract/draft.ts'
import { contractScript } from '../../src/interview/contract-talk.ts'
import type { Ask, Prompter } from '../../src/interview/prompter.ts'
import { walk } from '../../src/interview/walk.ts'
import { fullTalk, type Said, shortTalk, straight, TODAY } from '../support/talks.ts'
import { plainTemplate } from '../support/template.ts'

/** What somebody who cannot make up their mind does at one question. */
const change = fc.constantFrom('answer', 'keep', '<', '?', '=', 'change')
/** And what somebody does who tries everything. */
const mischief = fc.oneof(
  change,
  fc.constantFrom('up', 'down', 'delete', 'last', 'empty'),
  fc.string({ maxLength: 12 }),
  fc.constantFrom("We don't.", '3 more, by 31 August', '1', '2', '"', '18:30', 'by Friday'),
)

const isMenu = (ask: Ask) => ask.id.endsWith('=')

/** Answers with these moves one by one, then as `after` says. */
function undecided(moves: readonly string[], said: Said, after: (ask: Ask) => string): Prompter & { count(): number } {
  const left = [...moves]
  let count = 0
  return {
    count: () => count,
    tell: () => {},
    async ask(ask) {
      count += 1
      if (count > 3000) throw new Error(`asked for ever, last ${ask.id}`)
      const move = left.shift()
      if (isMenu(ask)) {
        const choices = ask.choices!.map(({ value }) => value)
        if (choices.includes(move!)) return { text: move! }
        return { text: move === 'last' ? choices.at(-2)! : choices[0]! }
      }
      if (move === undefined) return { text: after(ask) }
      if (move === 'answer') return { text: said[ask.id] ?? '' }
      if (move === 'keep') return { text: ask.prefill || ask.fallback || said[ask.id] || '' }
      if (move === 'empty') return { text: '' }
      if (['change', 'up', 'down', 'delete', 'last'].includes(move)) return { text: '=' }
      return { text: move }
    },
  }
}

/** The data without these keys, however deep they stand, and without what a role got by itself. */
function without(keys: readonly string[], value: unknown): unknown {
  if (Array.isArray(value)) return value.map(entry => without(keys, entry))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value as Draft)
      .filter(([key, entry]) => key !== '_talk' && !keys.includes(key) && !(key === 'wins' && Array.isArray(entry)))
      .map(([key, entry]) => [key, without(keys, entry)]),
  )
}

describe.each([
  // Which number an id has depends on the way to it, and what was said at a hint stays with a win that needs none.
  ['short', shortTalk, 60, ['id', 'measure', 'due']],
  ['full', fullTalk, 15, ['id', 'target']],
] as const)('however one walks through the %s talk', (depth, said, numRuns, loose) => {
  const script = contractScript({ template: plainTemplate, depth, today: TODAY })

  it('it ends, and what was said is what is kept', async () => {
    const { talked } = await straight(script, said)
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 150 }), async moves => {
        const prompter = undecided(moves, said, ask => said[ask.id] ?? '')
        const walked = await untilEnd(prompter)
        expect(walked).toEqual(talked.draft)
      }),
      { numRuns },
    )
  })

  it('whoever goes back to the beginning can still say everything as it should be', async () => {
    const { talked } = await straight(script, said)
    const first = Object.keys(said)[0]
    await fc.assert(
      fc.asyncProperty(fc.array(mischief, { maxLength: 100 }), async moves => {
        let begun = false
        const prompter = undecided(moves, said, ask => {
          if (ask.id === first) begun = true
          return begun ? (said[ask.id] ?? '') : '<'
        })
        const walked = await untilEnd(prompter)
        if (begun) expect(without(loose, walked)).toEqual(without(loose, talked.draft))
      }),
      { numRuns },
    )
  })

  /** Back from the first question asks it again, as the talk does. */
  async function untilEnd(prompter: Prompter): Promise<Draft> {
    let saved = { draft: {}, trail: [] as readonly string[] }
    for (;;) {
      const walked = await walk(script, saved, {
        prompter,
        save: async talk => {
          saved = JSON.parse(JSON.stringify(talk))
          expect(saved).toEqual(talk)
        },
      })
      if (!walked.left) return walked.draft
      saved = walked
    }
  }
})
