import * as z from 'zod/mini'
import { dayQuestion, filled, list, number, pick, text } from '../../asking.ts'
import type { ListItem } from '../../block.ts'
import { dayText } from '../../day.ts'
import type { Draft } from '../../draft.ts'
import { get, listAt, set, textAt } from '../../draft.ts'
import { amount, day, id, label, open, owners, words } from '../../field.ts'
import type { Names, Owner } from '../../people.ts'
import type { Question } from '../../question.ts'
import type { Talk } from '../../section.ts'
import { shorten } from '../../text.ts'
import { isOnlyDate } from '../../typed-date/index.ts'
import {
  dateAlone,
  dueHeard,
  dueOf,
  keptAsWords,
  takeDate,
  takeSentence,
  withoutDue,
  wordsTyped,
} from '../../typed-date/sentences.ts'
import { countIn, saysHowMuch } from './amounts.ts'
import { measureText } from './measure.ts'

const measure = open({
  indicator: z.optional(words),
  unit: z.optional(label),
  baseline: z.optional(amount),
  target: z.optional(amount),
  direction: z.optional(words),
})

const milestone = open({ id, text: words, target: z.optional(amount), due: z.optional(day) })

export const win = open({
  id,
  text: words,
  why: z.optional(words),
  serves: z.optional(id),
  measure: z.optional(measure),
  due: z.optional(day),
  confidence: z.optional(z.int().check(z.minimum(1), z.maximum(10))),
  motivation: z.optional(words),
  difficulty: z.optional(words),
  milestones: z._default(z.array(milestone), []),
  confirmedBy: z._default(owners, []),
})
export type Win = z.output<typeof win>

/** Whose list a win stands in: shared, or one partner's. */
export type WinOwner = 'big' | Owner

/** The questions of one win; the first one makes it. */
export function winQuestions(draft: Draft, talk: Talk, path: string, index: number, owner: WinOwner): Question[] {
  const { names } = talk
  const said = textAt(draft, `${path}.text`)
  const name = owner === 'big' ? `Big win ${index + 1}` : `${names[owner]}'s win ${index + 1}`
  const base = { ...(owner !== 'big' && { who: owner }) }
  const about = [`About "${shorten(said)}"`]
  const detail = { ...base, about, depth: 'detail' } as const
  const first = winText(path, talk, { ...base, label: name, depth: 'short', ...winWords(owner, index, names) })
  const isDated = talk.depth === 'short' && dayInWords(draft, path, talk) !== undefined
  const goalLine = line(path, talk, isDated, {
    ...base,
    label: `${name}: done when`,
    about,
    depth: talk.depth === 'short' ? 'short' : 'full',
  })
  // In the short talk the line is a hint, for goals whose words don't say how much.
  const hinted = talk.depth !== 'short' || (said !== '' && !wordsAsMeasure(draft, said, talk))
  return [
    first,
    ...(hinted ? [goalLine] : []),
    ...rest(draft, talk, path, { ...base, label: name, about }),
    text(`${path}.why`, {
      ...detail,
      label: `${name}: why`,
      say: 'Why does it matter to you?',
      example: 'It is proof, for me first.',
    }),
    ...(owner === 'big'
      ? []
      : [
          serves(draft, path, {
            ...detail,
            label: `${name}: serves`,
            say: 'Which big win does it serve? Its number, or Enter for none.',
          }),
        ]),
    text(`${path}.measure.unit`, {
      ...detail,
      label: `${name}: unit`,
      say: 'In what do you count it?',
      example: 'interviews',
    }),
    number(`${path}.measure.baseline`, {
      ...detail,
      label: `${name}: today`,
      say: 'Where does it stand today?',
      example: '0',
      orWords: true,
    }),
    number(`${path}.measure.target`, {
      ...detail,
      label: `${name}: target`,
      say: 'And where shall it be in the end?',
      example: '12',
      orWords: true,
    }),
    number(`${path}.confidence`, {
      ...detail,
      label: `${name}: confidence`,
      say: 'From 1 to 10: how sure are you that you can do it?',
      why: 'Under 7, a smaller win often brings you further.',
      least: 1,
      most: 10,
    }),
    text(`${path}.motivation`, {
      ...detail,
      label: `${name}: what helps`,
      say: 'What keeps you going when it is slow?',
      example: 'A walk with the audio book.',
    }),
    ...list(draft, talk, `${path}.milestones`, at => [
      text(`${at}.text`, {
        ...detail,
        label: `${name}: milestone`,
        say: 'What is a step on the way that you will both notice?',
      }),
      dayQuestion(`${at}.due`, talk, { ...detail, label: `${name}: milestone due`, say: 'By when?' }),
    ]),
  ]
}

const winWords = (owner: WinOwner, index: number, names: Names) =>
  owner === 'big'
    ? {
        say:
          index === 0
            ? 'What do you want to bring about together? It should be a win for both of you.'
            : 'Another big win?',
        why: 'The big win is the reason to be partners. Both of you stand behind it.',
        example: 'Two jobs we chose on purpose, by 31 October',
      }
    : {
        say:
          index === 0 ? `${names[owner]}, what do you want to win for yourself?` : `Another win for ${names[owner]}?`,
        why: 'Each of you decides alone on your own wins. The other helps, and does not steer.',
        example:
          owner === 'a'
            ? '3 case studies published, by the end of August'
            : 'The June exam passed with 60 or better, by 10 June',
      }

/** The goal's own words without their date, if they say how much: the short talk takes them as the measure. */
function wordsAsMeasure(draft: Draft, said: string, talk: Talk): string | undefined {
  const words = withoutDue(draft, said, talk)
  return saysHowMuch(words) ? words : undefined
}

/** "How will you know, and by when?" fills measure and due from one sentence. */
function line(
  path: string,
  talk: Talk,
  isDated: boolean,
  words: Pick<Question, 'label' | 'about' | 'depth' | 'who'>,
): Question {
  return {
    ...words,
    id: `${path}.measure`,
    say: isDated ? 'How will you both know it is done?' : 'How will you both know it is done, and by when?',
    why: 'What both of you can see needs no judge. A day makes it easy to ask.',
    example: isDated ? '3 case studies online' : '3 case studies online, by 31 August',
    heard: draft => {
      const due = textAt(draft, `${path}.due`)
      const isTyped = wordsTyped(draft, textAt(draft, `${path}.measure.indicator`), due) !== undefined
      return dueHeard(isTyped || due !== dayInWords(draft, path, talk) ? due : '')
    },
    read: draft => {
      const [indicator, due] = [textAt(draft, `${path}.measure.indicator`), textAt(draft, `${path}.due`)]
      const said = due && due !== dayInWords(draft, path, talk) ? `by ${dayText(due)}` : ''
      return wordsTyped(draft, indicator, due) ?? [indicator, said].filter(Boolean).join(', ')
    },
    write: (draft, answer) => {
      const said = isOnlyDate(answer, talk) ? takeDate(draft, answer, talk) : takeSentence(draft, answer, talk)
      return 'refused' in said ? said : { draft: measured(said.draft, path, talk, said.text, said.due) }
    },
    asWords: (draft, words) => {
      const kept = keptAsWords(draft, words, talk)
      return kept && measured(kept, path, talk, words)
    },
  }
}

/** The draft with a measure in words and, if one was said, the date it is due. */
function measured(draft: Draft, path: string, talk: Talk, indicator: string, due?: string): Draft {
  const before = get(draft, `${path}.measure.target`)
  // A target that was read from the sentence follows the sentence; one that was given on its own stays.
  const given = before !== undefined && before !== countIn(textAt(draft, `${path}.measure.indicator`))
  const target = indicator ? (given ? before : countIn(indicator)) : undefined
  const worded = set(draft, `${path}.measure.indicator`, indicator || undefined)
  const dated = set(worded, `${path}.measure.target`, target)
  return set(dated, `${path}.due`, due ?? dayInWords(draft, path, talk))
}

/** The day that the win's own words end with. */
const dayInWords = (draft: Draft, path: string, talk: Talk): string | undefined =>
  dueOf(draft, textAt(draft, `${path}.text`), talk)

/** The goal in words. A date in them is when it is due, unless another one was said; the same goes for its measure. */
function winText(path: string, talk: Talk, words: Omit<Question, 'id' | 'read' | 'write'>): Question {
  const question = text(`${path}.text`, words)
  const isOwnDue = (draft: Draft) => get(draft, `${path}.due`) === dayInWords(draft, path, talk)
  const hasOwnMeasure = (draft: Draft) =>
    textAt(draft, `${path}.measure.indicator`) === wordsAsMeasure(draft, textAt(draft, `${path}.text`), talk)
  /** The draft with what other words say, in place of what the earlier words said. */
  const put = (earlier: Draft, draft: Draft, said: string): Draft => {
    const own = get(earlier, `${path}.due`) === undefined || isOwnDue(earlier)
    const worded = set(draft, `${path}.text`, said || undefined)
    if (!said) return worded
    const dated = own ? set(worded, `${path}.due`, dayInWords(worded, path, talk)) : worded
    const follows = filled(earlier, `${path}.measure`) ? hasOwnMeasure(earlier) : talk.depth === 'short'
    if (!follows) return dated
    const measure = wordsAsMeasure(dated, said, talk)
    return measure
      ? measured(dated, path, talk, measure, get(dated, `${path}.due`))
      : set(dated, `${path}.measure`, undefined)
  }
  return {
    ...question,
    heard: draft => dueHeard(dayInWords(draft, path, talk)),
    write: (draft, answer) => {
      const said = takeSentence(draft, answer, talk)
      const refused = dateAlone(answer, talk) ?? ('refused' in said ? said.refused : undefined)
      return refused ? { refused } : { draft: put(draft, draft, answer) }
    },
    asWords: (draft, words) => {
      const kept = keptAsWords(draft, words, talk)
      return kept && put(draft, kept, words)
    },
  }
}

/** The half of that sentence that could not be read is asked for on its own. */
function rest(draft: Draft, talk: Talk, path: string, words: Pick<Question, 'label' | 'about' | 'who'>): Question[] {
  const depth = talk.depth === 'short' ? 'short' : 'full'
  const measured = filled(draft, `${path}.measure.indicator`)
  const dated = filled(draft, `${path}.due`)
  // A goal whose own words say how much is asked for its date alone, and stays so after the answer.
  const isInWords = talk.depth === 'short' && wordsAsMeasure(draft, textAt(draft, `${path}.text`), talk) !== undefined
  const asksDate = isInWords ? dayInWords(draft, path, talk) === undefined : measured && !dated
  if (talk.depth === 'detail' || asksDate)
    return [
      dayQuestion(`${path}.due`, talk, {
        ...words,
        depth,
        label: `${words.label}: due`,
        say: 'By when?',
        example: '31 October',
      }),
    ]
  if (dated && !measured && textAt(draft, `${path}.due`) !== dayInWords(draft, path, talk))
    return [
      text(`${path}.measure.indicator`, {
        ...words,
        depth,
        label: `${words.label}: measure`,
        say: 'And how will you both know it is done?',
      }),
    ]
  return []
}

/** Which big win a personal win serves, picked by its number. */
function serves(draft: Draft, path: string, words: Omit<Question, 'id' | 'read' | 'write'>): Question {
  const picked = pick(`${path}.serves`, listAt<{ id: string; text: string }>(draft, 'wins.big'), words, 'one')
  const asList = (data: Draft) =>
    set(data, `${path}.serves`, get(data, `${path}.serves`) && [textAt(data, `${path}.serves`)])
  return {
    ...picked,
    read: data => picked.read(asList(data)),
    write: (data, answer) => {
      const result = picked.write(data, answer)
      if ('refused' in result) return result
      return { draft: set(result.draft, `${path}.serves`, listAt<string>(result.draft, `${path}.serves`)[0]) }
    },
  }
}

/** A win as it is printed: its words, and under them how it is measured and what belongs to it. */
export function winItem(entry: Win, big: readonly Win[], names: Names): ListItem {
  const { measure, due, why, milestones } = entry
  const served = big.find(other => other.id === entry.serves)
  const measured = measureText(entry)
  const by = due && `by ${dayText(due)}`
  const details = [
    ['Done when', measured && [measured, by].filter(Boolean).join(', ')],
    ['Due', !measured && due && dayText(due)],
    ['Direction', measure?.direction && (DIRECTIONS.get(measure.direction) ?? measure.direction)],
    ['Why', why],
    ['Serves', served?.text ?? entry.serves],
    ['What helps', entry.motivation],
    ['Difficulty', entry.difficulty],
    ...milestones.map(step => [
      'On the way',
      [step.text, step.target !== undefined && `target ${step.target}`, step.due && `by ${dayText(step.due)}`]
        .filter(Boolean)
        .join(', '),
    ]),
    ['Confirmed by', entry.confirmedBy.map(owner => names[owner]).join(' and ')],
    ['Confidence', entry.confidence && `${entry.confidence} of 10`],
  ].flatMap(([label, said]) => (label && said ? [{ label: String(label), text: String(said) }] : []))
  return { text: entry.text, details }
}

const DIRECTIONS: ReadonlyMap<string, string> = new Map([
  ['up', 'more is better'],
  ['down', 'less is better'],
])
