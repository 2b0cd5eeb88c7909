import type { Context } from '../../context.ts'
import { text } from '../../contract/asking.ts'
import type { Card } from '../../contract/card.ts'
import { type Draft, textAt } from '../../contract/draft.ts'
import { displayNames, OWNERS, type Owner } from '../../contract/people.ts'
import type { Question } from '../../contract/question.ts'
import { PartnerError } from '../../errors.ts'
import { Stopped } from '../../interview/prompter.ts'
import { walkToTheEnd } from '../../interview/walk.ts'
import { isAddress } from '../../render/calendar.ts'
import { writeCard } from '../../store/cards.ts'
import type { Partnership } from '../../store/partnership.ts'

type Cards = Partial<Record<Owner, Card>>

/** Asks for the addresses that the cards lack, where somebody is there to ask. Resolves to the files it wrote. */
export async function askAddresses(context: Context, partnership: Partnership, cards: Cards): Promise<string[]> {
  const missing = OWNERS.filter(owner => !cards[owner]?.email?.trim())
  const prompter = missing.length ? await context.prompter?.() : undefined
  if (!prompter) return []
  const names = displayNames(partnership.contract.partners)
  const asked = missing.map(owner => question(owner, names[owner]))
  let said: Draft = {}
  const keep = async () => {
    const files: string[] = []
    for (const owner of missing) {
      const email = textAt(said, `${owner}.email`)
      const file = await writeCard(partnership, owner, email ? { email } : {})
      if (file) files.push(file)
    }
    return files
  }
  try {
    await walkToTheEnd(
      { questions: () => asked, progress: () => 'Who shall be in the calendar?' },
      { draft: {}, trail: [] },
      {
        prompter,
        save: async ({ draft }) => {
          said = draft
        },
      },
    )
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    const kept = (await keep()).length ? ' What you said is kept in partners/.' : ''
    throw new PartnerError('cancelled', `Stopped. No calendar was written.${kept}`, 'Any time: partner schedule --ics')
  }
  return await keep()
}

function question(owner: Owner, name: string): Question {
  const asked = text(`${owner}.email`, {
    label: `${name}: e-mail`,
    say: `${name}, which e-mail address shall invitations go to?`,
    why: 'The calendar names you both as guests of each session. The address stands in your card; nothing is sent.',
    example: 'ana@example.org',
    depth: 'detail',
    who: owner,
  })
  return {
    ...asked,
    write: (draft, answer) =>
      answer && !isAddress(answer)
        ? { refused: 'That cannot be an e-mail address. One looks like ana@example.org' }
        : asked.write(draft, answer),
  }
}
