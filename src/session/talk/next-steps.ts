import { list, text } from '../../contract/asking.ts'
import { type Day, longDay, nearDay } from '../../contract/day.ts'
import type { Draft } from '../../contract/draft.ts'
import { set, textAt } from '../../contract/draft.ts'
import { OWNERS, type Owner, other } from '../../contract/people.ts'
import type { Question } from '../../contract/question.ts'
import type { Talk } from '../../contract/section.ts'
import { shorten } from '../../contract/text.ts'
import { datedSentence } from '../../contract/typed-date/sentences.ts'
import type { SessionTalk } from './about.ts'
import { belongsTo } from './belonging.ts'
import { dayAsked } from './days.ts'

const ENOUGH = 3

/** Lists of a check-in take as many entries as the pair has. */
const asList = ({ names, today }: SessionTalk): Talk => ({ names, today, depth: 'full' })

/** When a step is due for which no day was said. */
const dueUsually = (draft: Draft, { next }: SessionTalk): string => textAt(draft, 'nextSession') || next || ''

/** CHK-04: one to three steps of a partner; in the full check-in with what sets each off, and the other's part in it. */
export const nextSteps = (draft: Draft, talk: SessionTalk, owner: Owner): Question[] =>
  list(draft, asList(talk), `next.${owner}`, (path, index) => [
    nextStep(draft, talk, path, index, owner),
    ...(talk.full && textAt(draft, `${path}.text`) ? together(draft, talk, path, owner) : []),
  ])

/** A step with its day in one sentence; without a day it is due at the next session. */
function nextStep(draft: Draft, talk: SessionTalk, path: string, index: number, owner: Owner): Question {
  const { names, next, date } = talk
  const ideas = [...OWNERS.flatMap(one => textAt(draft, `ideas.${one}`) || []), ...talk.ideas[owner]]
  const first = `${names[owner]}, what will you do${next ? ` by ${nearDay(next, talk.today)}` : ''}? For another date, add it: "…, by Friday".`
  const more = index < ENOUGH ? 'And another one?' : 'Three are there, and fewer are kept more often. Another one?'
  const sentence = datedSentence(
    text(`${path}.text`, {
      label: `${names[owner]}'s next step ${index + 1}`,
      say: index === 0 ? first : more,
      why: 'One to three small steps are kept more often than five.',
      example: 'Two interviews in the canteen, by Friday',
      depth: 'short',
      who: owner,
      ...(index === 0 && { enter: 'none' }),
      ...(ideas.length && { starters: ideas }),
    }),
    { today: date },
    { text: `${path}.text`, due: `${path}.due`, wrong: due => tooEarly(due, date) },
  )
  return {
    ...sentence,
    write: (draft, answer) => (answer ? sentence.write(draft, answer) : { draft: set(draft, path, undefined) }),
  }
}

/** A plan for the moment works better when two make it (evidence.md: Prestwich et al. 2012). CHK-20: a look half-way. */
function together(draft: Draft, talk: SessionTalk, path: string, owner: Owner): Question[] {
  const { names } = talk
  const said = textAt(draft, `${path}.text`)
  const due = textAt(draft, `${path}.due`) || dueUsually(draft, talk)
  const you = names[other(owner)]
  return [
    text(`${path}.ifThen`, {
      label: 'If …, then …',
      say: 'When exactly, and what then? "If …, then we …"',
      why: 'A plan for the moment itself is kept more often, and more so when two made it.',
      example: 'If it is Thursday at noon, then I stand at the till with the sheet.',
      depth: 'full',
      who: owner,
    }),
    text(`${path}.partnerPart`, {
      label: `${you}'s part`,
      say: `${you}, what is your part in it, if any?`,
      example: 'I send a message at half past eleven.',
      depth: 'full',
      who: other(owner),
    }),
    {
      ...dayToCome(
        `${path}.checkOn`,
        talk,
        { label: 'Half-way', say: 'On which day do you look at it half-way, if at all?' },
        (day, date) =>
          tooEarly(day, date) ?? (due && day >= due ? `${longDay(day)} is not before it is due.` : undefined),
      ),
      why: 'What is only looked at on the last day comes as a surprise. The status reminds you.',
      who: owner,
    },
    ...belongsTo(talk, owner, { path: `${path}.win`, about: said, label: shorten(said, 30) }),
  ]
}

export function nextSession(talk: SessionTalk): Question {
  const { next } = talk
  return {
    ...dayToCome('nextSession', talk, { label: 'Next session', say: 'When do you meet next?' }, notAfter),
    ...(next && { fallback: next }),
    why: 'The rule in the contract says when; another day moves this one time.',
  }
}

/** Why a day cannot be meant that is to come after a session. */
type Wrong = (day: Day, date: Day) => string | undefined

const notAfter: Wrong = (day, date) => (day <= date ? `${longDay(day)} is not after this session.` : undefined)
const tooEarly: Wrong = (day, date) => (day < date ? `${longDay(day)} is before this session.` : undefined)

/** A day to come, counted from the session. */
export const dayToCome = (
  path: string,
  { date }: Pick<SessionTalk, 'date'>,
  words: { label: string; say: string },
  wrong = tooEarly,
): Question => dayAsked(path, words, { from: { today: date }, wrong: day => wrong(day, date) })
