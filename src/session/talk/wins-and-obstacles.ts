import { text } from '../../contract/asking.ts'
import { DISTRACTIONS } from '../../contract/card.ts'
import type { Draft } from '../../contract/draft.ts'
import { textAt } from '../../contract/draft.ts'
import { type Owner, other } from '../../contract/people.ts'
import type { Question } from '../../contract/question.ts'
import { shorten } from '../../contract/text.ts'
import { isPrepared, type SessionTalk } from './about.ts'
import { belongsTo } from './belonging.ts'
import { oneOf } from './topics.ts'

/** CHK-08: what went well. It comes before what did not. */
export const winQuestion = ({ names, first, steps }: SessionTalk, owner: Owner): Question =>
  text(`wins.${owner}`, {
    label: `What went well for ${names[owner]}`,
    say:
      first && steps.length === 0
        ? `${names[owner]}, what have you done since you signed?`
        : `${names[owner]}, what went well, however small?`,
    why: 'What went well is easily lost. It comes before what did not.',
    depth: 'short',
    who: owner,
  })

/** The same, and in full which goal it belongs to. What was prepared says that itself. */
export const winQuestions = (draft: Draft, talk: SessionTalk, owner: Owner): Question[] => {
  const question = winQuestion(talk, owner)
  const said = textAt(draft, question.id)
  return [
    question,
    ...(talk.full && said && !isPrepared(talk, question.id)
      ? belongsTo(talk, owner, { path: `winGoals.${owner}`, about: said, label: question.label })
      : []),
  ]
}

/** CHK-09: what is in the way, which of one's known distractions it is, and the help that is wanted. */
export function obstacleQuestions(draft: Draft, { names, cards }: SessionTalk, owner: Owner): Question[] {
  const at = `obstacles.${owner}`
  const [me, you] = [names[owner], names[other(owner)]]
  const own = cards[owner]?.distractions ?? []
  const kinds = [...new Set([...own.flatMap(({ kind, text }) => kind ?? text ?? []), ...DISTRACTIONS])]
  const plan = own.find(({ kind, text }) => (kind ?? text) === textAt(draft, `${at}.tag`))?.ifThen
  const words = { depth: 'full', who: owner } as const
  return [
    text(`${at}.text`, {
      ...words,
      label: `In ${me}'s way`,
      say: `${me}, what is in your way at the moment?`,
      why: 'Named early, it is smaller. Leaving it out is fine.',
    }),
    ...(textAt(draft, `${at}.text`)
      ? [
          oneOf(`${at}.tag`, kinds, {
            ...words,
            label: `In ${me}'s way: kind`,
            say: 'Which kind is it? A number, or your own word.',
          }),
          text(`${at}.help`, {
            ...words,
            ...(plan && { about: [`${me} planned: ${shorten(plan, 90)}`] }),
            label: `Help for ${me}`,
            say: `What help do you want from ${you}, if any?`,
            why: 'Asked-for help is taken more easily than advice.',
          }),
        ]
      : []),
  ]
}
