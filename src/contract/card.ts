import * as z from 'zod/mini'
import { choice, list, number, text } from './asking.ts'
import type { Draft } from './draft.ts'
import { listAt, set } from './draft.ts'
import { label, labels, open, timezone, words } from './field.ts'
import type { Owner } from './people.ts'
import { OWNERS, other } from './people.ts'
import type { Question } from './question.ts'
import type { Talk } from './section.ts'
import { defineSection } from './section.ts'

/** What keeps people from what they set out to do, as the check-in's obstacles are tagged, too. */
export const DISTRACTIONS = ['family', 'big project', 'commute', 'inner critic', 'social life', 'later'] as const

const distraction = open({ kind: z.optional(words), text: z.optional(words), ifThen: z.optional(words) })

/** A partner's own card, partners/a.yaml: how to reach them and how they work. It is theirs, and nobody signs it. */
export const cardFields = {
  email: z.optional(label),
  timezone: z.optional(timezone),
  languages: labels,
  pronouns: z.optional(label),
  about: z.optional(words),
  feedback: z.optional(words),
  whenIMiss: z.optional(words),
  safety: z.optional(words),
  communication: z.optional(
    open({ directness: z.optional(z.int().check(z.minimum(1), z.maximum(5))), note: z.optional(words) }),
  ),
  distractions: z._default(z.array(distraction), []),
}

const format = z.literal('partner/1')
export const cardSchema = open({ format, ...cardFields })
/** Among answers, where it may say of which format it is: somebody has put in a whole card. */
const toldCard = open({ format: z.optional(format), ...cardFields })
export type Card = z.output<typeof cardSchema>

/** Both cards while they are talked about; they become two files of their own. */
export const profiles = defineSection({
  id: 'profiles',
  part: 5,
  title: 'Your own cards',
  why: 'How each of you likes to be reached, told and caught. It is for the other to read; it is not signed.',
  schema: z.prefault(open({ a: z.optional(toldCard), b: z.optional(toldCard) }), {}),
  example: {
    a: {
      email: 'ana@example.org',
      timezone: 'Europe/Dublin',
      languages: ['English', 'español'],
      pronouns: 'she/her',
      about: 'I need to be expected somewhere.',
      feedback: 'Straight, not before nine.',
      whenIMiss: 'Ask me why.',
      safety: 'I say thank you before I defend myself.',
      communication: { directness: 3, note: '"Not too bad" means great.' },
      distractions: [{ kind: 'family', text: 'school runs', ifThen: 'If there is a match, then I write on Friday.' }],
    },
  },
  questions: (_, talk) => OWNERS.flatMap(owner => cardQuestions(talk, owner)),
  blocks: () => [],
  summary: (draft, { names }) =>
    OWNERS.flatMap(owner => {
      const count = Object.keys((draft.profiles as Draft | undefined)?.[owner] ?? {}).length
      return count ? [`${names[owner]} ${count} of ${Object.keys(cardFields).length}`] : []
    }).join(' · '),
})

function cardQuestions(talk: Talk, owner: Owner): Question[] {
  const [me, you] = [talk.names[owner], talk.names[other(owner)]]
  const at = `profiles.${owner}`
  const words = (label: string, say: string, example?: string) =>
    ({ label: `${me}: ${label}`, say, ...(example && { example }), depth: 'detail', who: owner }) as const
  const said = (key: string, label: string, say: string, example?: string) =>
    text(`${at}.${key}`, { ...words(label, say, example), long: true })
  return [
    said('email', 'e-mail', `${me}, which e-mail address shall invitations go to?`),
    said('timezone', 'time zone', `${me}, in which time zone do you live?`, 'Europe/Dublin'),
    languages(`${at}.languages`, words('languages', `${me}, which languages do you speak?`, 'English, español')),
    said('pronouns', 'pronouns', `${me}, which pronouns do you use?`, 'she/her'),
    said('about', 'about me', `${me}, what should ${you} know about you?`),
    said('feedback', 'feedback', `${me}, how do you best take feedback?`, 'Straight, and not before nine.'),
    said(
      'whenIMiss',
      'when I miss',
      `${me}, when you have missed a step: what helps?`,
      'Ask me why before you say anything.',
    ),
    said(
      'safety',
      'safety',
      `${me}, what will you do so that ${you} can challenge you without worry?`,
      'I say thank you before I defend myself.',
    ),
    number(`${at}.communication.directness`, {
      ...words('directness', `${me}, how direct are you, from 1 (between the lines) to 5 (straight out)?`),
      least: 1,
      most: 5,
    }),
    said('communication.note', 'how I speak', `${me}, what should ${you} know about how you speak and listen?`),
    ...list({}, talk, `${at}.distractions`, path => [
      choice(
        `${path}.kind`,
        DISTRACTIONS.map(value => ({ value, name: value })),
        words('what gets in the way', `${me}, what is most likely to get in your way?`),
      ),
    ]),
    said('distractions.0.text', 'what gets in the way, in words', 'Which, exactly?'),
    said(
      'distractions.0.ifThen',
      'what then',
      'And when it happens: "If …, then I …"?',
      'If I say "later", then I say a time.',
    ),
  ]
}

const languages = (path: string, words: Omit<Question, 'id' | 'read' | 'write'>): Question => ({
  ...text(path, words),
  read: draft => listAt<string>(draft, path).join(', '),
  write: (draft, answer) => {
    const spoken = answer
      .split(',')
      .map(name => name.trim())
      .filter(Boolean)
    return { draft: set(draft, path, spoken.length ? spoken : undefined) }
  },
})
