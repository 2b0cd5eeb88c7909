import { text } from '../../contract/asking.ts'
import type { Draft } from '../../contract/draft.ts'
import { listAt, set, textAt } from '../../contract/draft.ts'
import { isNumbers, numbersIn, outOfRange, wordsAndNumbers } from '../../contract/numbers.ts'
import type { Owner } from '../../contract/people.ts'
import type { Depth, Question } from '../../contract/question.ts'
import type { SessionTalk } from './about.ts'

/** Topics and measures people often name; own words do as well. */
export const TOPICS = ['Goal progress', 'Challenges', 'Achievements', 'Adjustments', 'Future goals'] as const
export const MEASURES = [
  'Set mini-milestones',
  'Schedule a follow-up',
  'Share success stories',
  'Use motivation techniques',
  'Update accountability tools',
  'Report by message',
  'Show evidence',
  'Work side by side',
] as const

interface Words {
  label: string
  say: string
  why?: string
  depth?: Depth
  who?: Owner
}

/** What came to mind (CHK-09); it is offered again where the next steps are agreed on. */
export const ideaQuestion = ({ names }: SessionTalk, owner: Owner): Question =>
  text(`ideas.${owner}`, {
    label: `${names[owner]}'s idea`,
    say: `${names[owner]}, what idea came up, for you or for both?`,
    depth: 'full',
    who: owner,
  })

const listed = (known: readonly string[]) => known.map((name, index) => `${index + 1}  ${name}`)
const numberOf = (known: readonly string[], name: string) =>
  known.includes(name) ? String(known.indexOf(name) + 1) : name
/** Texts from a list by their numbers, mixed with own words: `1, 3, the move`. */
export function several(path: string, known: readonly string[], words: Words): Question {
  return {
    depth: 'short',
    ...words,
    id: path,
    about: listed(known),
    read: draft =>
      listAt<string>(draft, path)
        .map(name => numberOf(known, name))
        .join(', '),
    write: (draft, answer) => {
      const names: string[] = []
      for (const said of wordsAndNumbers(answer)) {
        const numbers = isNumbers(said) ? numbersIn(said, known.length) : undefined
        if (isNumbers(said) && !numbers) return outOfRange(known.length, 'several')
        names.push(...(numbers?.map(number => known[number - 1]!) ?? [said]))
      }
      return { draft: set(draft, path, names.length ? [...new Set(names)] : undefined) }
    },
  }
}

/** One text from a list by its number, or an own word. */
export function oneOf(path: string, known: readonly string[], words: Words): Question {
  return {
    depth: 'short',
    ...words,
    id: path,
    about: listed(known),
    read: (draft: Draft) => numberOf(known, textAt(draft, path)),
    write: (draft, answer) => {
      const numbers = isNumbers(answer) ? (numbersIn(answer, known.length) ?? []) : undefined
      if (numbers && numbers.length !== 1) return outOfRange(known.length, 'one')
      return { draft: set(draft, path, (numbers ? known[numbers[0]! - 1] : answer) || undefined) }
    },
  }
}

export const topicsQuestion: Question = several('topics', TOPICS, {
  label: 'Topics',
  say: 'What did you talk about? Numbers, or your own words, with commas.',
})

/** What one wants to talk about, before the session. */
export const wishedTopics: Question = several('topics', TOPICS, {
  label: 'Topics',
  say: 'What do you want to talk about? Numbers, or your own words, with commas.',
})

export const measuresQuestion: Question = several('measures', MEASURES, {
  label: 'To keep on track',
  say: 'What will help you both to do it? Numbers, or your own words.',
  why: 'One agreed way to see that it happens is worth more than good intentions.',
})
