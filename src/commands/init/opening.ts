import { BUILT_IN } from '../../contract/built-in-templates.ts'
import type { Choice } from '../../contract/question.ts'
import { PartnerError } from '../../errors.ts'
import { type AboveLine, type Prompter, Stopped } from '../../interview/prompter.ts'

const OPENING = [
  'An accountability partner is somebody who knows what you set out to do, asks about it, and tells you the truth, kindly. This is the talk in which two people agree how they will be that for each other.',
  '',
  'Hold it together, at one table or in one call: it is a talk, not a form for one of you. Take turns at the keyboard. Leave out what you like; you can stop at any time and go on later. At the end you see everything once more before it is written.',
  '',
]

export const tellOpening = (prompter: Prompter) => prompter.tell(['', ...OPENING.map(line => line && `  ${line}`)])

/** What this is, and the first question. Nothing else is needed for it, so nothing else is loaded. */
export async function firstScreen(prompter: Prompter): Promise<string> {
  tellOpening(prompter)
  try {
    return await chooseTemplate(prompter)
  } catch (error) {
    throw error instanceof Stopped ? stoppedEarly() : error
  }
}

export const stoppedEarly = () => new PartnerError('cancelled', 'Stopped before the first answer. Nothing was written.')

/** Which kind of contract it is to be. */
export async function chooseTemplate(prompter: Prompter): Promise<string> {
  for (;;) {
    const chosen = await choose(prompter, {
      id: 'talk.template',
      label: 'Which kind of contract?',
      why: 'It changes the order and the words of the questions. The contract has the same parts in each.',
      choices: BUILT_IN.map(({ id, summary }) => ({ value: id, name: `${id.padEnd(8)}${summary}` })),
    })
    if (chosen !== '<') return chosen
    prompter.tell(['  This is the first question.'])
  }
}

/** One of the choices, or `<`; `?` explains and asks again. */
export async function choose(
  prompter: Prompter,
  asked: { id: string; label: string; why: string; choices: readonly Choice[] },
) {
  const { why, ...rest } = asked
  const footer = ['< back', '? why we ask', 'Ctrl-C stops']
  for (let above: readonly AboveLine[] = []; ; above = [{ kind: 'note', text: why }]) {
    const { text } = await prompter.ask({ ...rest, above, prefill: '', footer })
    if (text === '<' || rest.choices.some(({ value }) => value === text)) return text
  }
}
