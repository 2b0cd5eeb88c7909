import { dayHeard, text } from '../../contract/asking.ts'
import { addDays, addMonths, type Day, daysBetween } from '../../contract/day.ts'
import type { Draft } from '../../contract/draft.ts'
import { set, textAt } from '../../contract/draft.ts'
import type { Question, Written } from '../../contract/question.ts'
import type { ReadDay } from './about.ts'

type Read = ReturnType<ReadDay>

interface Reading {
  today: Day
  readDay: ReadDay
}

/** Asks for a day. `read` finds it in what was said, and `wrong` says why it cannot be meant, where it cannot. */
export const dayAsked = (
  path: string,
  words: { label: string; say: string },
  { read, wrong }: { read(said: string): Read; wrong(day: Day): string | undefined },
): Question =>
  refusing(
    {
      ...text(path, { ...words, depth: 'short' }),
      heard: draft => dayHeard(textAt(draft, path)),
      write: (draft, answer) => {
        const said = answer ? read(answer) : undefined
        if (answer && !said)
          return { refused: `"${answer}" is not a day that can be read. Try 2 February, or 2026-02-02.` }
        return { draft: set(draft, path, said?.day) }
      },
    },
    draft => (textAt(draft, path) ? wrong(textAt(draft, path)) : undefined),
  )

/** The question, with a rule about what was read. */
export const refusing = (question: Question, wrong: (draft: Draft) => string | undefined): Question => ({
  ...question,
  write: (draft, answer): Written<Draft> => {
    const result = question.write(draft, answer)
    const refused = 'draft' in result ? wrong(result.draft) : undefined
    return refused ? { refused } : result
  },
})

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*'
const AT_THE_END = new RegExp(
  `\\bby\\s+((?:the\\s+)?\\d{1,2}(?:st|nd|rd|th)?\\s+(?:of\\s+)?${MONTH}|${MONTH}\\s+\\d{1,2}|\\d{4}-\\d{1,2}-\\d{1,2}|\\d{1,2}[./]\\d{1,2}[./]?(?:\\d{2,4})?)[\\s!)]*$`,
  'i',
)

/** What was meant as a day, by its form, where no day was found: `by 31 February`. */
export const dayThatIsNone = (said: string): string | undefined => AT_THE_END.exec(said)?.[1]

/** A day that is over: `Monday` is the last one, and `20 April` the one of this year or the last. */
export function pastDay(said: string, { today, readDay }: Reading): Read {
  const found = readDay(said, today)
  if (!found || found.day <= today) return found
  const lastWeek = readDay(said, addDays(today, -6))
  if (lastWeek && daysBetween(lastWeek.day, found.day) === 7) return lastWeek
  return sameDate(readDay(said, addDays(addMonths(today, -12), 1)), found)
}

/** A day to come, counted from today; of a date without its year the first after that day. */
export const comingDay = (said: string, after: Day, { today, readDay }: Reading): Read =>
  sameDate(readDay(said, after), readDay(said, today))

const sameDate = (other: Read, found: Read): Read =>
  other && found && other.day.slice(5) === found.day.slice(5) ? other : found
