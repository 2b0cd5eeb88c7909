import { entryTexts } from '../contract/asking.ts'
import type { Draft } from '../contract/draft.ts'
import { listAt } from '../contract/draft.ts'
import type { Question } from '../contract/question.ts'
import { shorten } from '../contract/text.ts'
import type { AboveLine, Ask, Prompter } from './prompter.ts'

/** What a whole answer of one character does, and what is said where it can do nothing. The footer is made from this list. */
export const COMMANDS: readonly {
  key: string
  name: 'back' | 'why' | 'list' | 'editor' | 'words'
  footer: string
  /** What is said if it can do nothing; without it the character is an answer then. */
  nothing?(prompter: Pick<Prompter, 'edit'>): string
  where(question: Question, draft: Draft, at: { edit?: Prompter['edit']; dated?: boolean }): boolean
  /** No sentence ends with it, so right behind an earlier answer it is a command, too. */
  endsNothing?: true
}[] = [
  { key: '<', name: 'back', footer: '< back', nothing: () => '', where: () => true, endsNothing: true },
  { key: '?', name: 'why', footer: '? why we ask', nothing: () => '', where: () => true },
  {
    key: '=',
    name: 'list',
    footer: '= change the list',
    nothing: () => 'There is no list to change here yet.',
    where: ({ list }, draft) => list !== undefined && listAt(draft, list).length > 0,
    endsNothing: true,
  },
  {
    key: '!',
    name: 'editor',
    footer: '! in your editor',
    nothing: ({ edit }) =>
      edit ? 'No editor opens here.' : 'No editor opens here. Set VISUAL or EDITOR to yours, as in: export EDITOR=nano',
    where: ({ long }, _, { edit }) => Boolean(long && edit),
  },
  {
    key: '-',
    name: 'words',
    footer: '- no date',
    where: (_question, _draft, { dated }) => Boolean(dated),
    endsNothing: true,
  },
]

/**
 * The command that a line is: its character alone, or behind the earlier answer that stood in the line. "Tea" made
 * into "Tea?" is an answer; "Tea ?" asks why.
 */
export const commandIn = (line: string, prefill: string) =>
  COMMANDS.find(
    ({ key, endsNothing }) =>
      line === key || (prefill !== '' && (line === `${prefill} ${key}` || (endsNothing && line === prefill + key))),
  )

interface Moment {
  progress: string
  note: { text: string; kind: 'note' | 'problem' } | undefined
  /** What was typed before, and is not an answer yet. */
  typed: string | undefined
  canEdit: boolean
  /** Whether a date was taken from a sentence, here or at the question before, and can be given up. */
  dated: boolean
}

/** A question as a screen: what stands above the line, in the line, and below it. */
export function askFor(question: Question, draft: Draft, { progress, note, typed, canEdit, dated }: Moment): Ask {
  const { choices, keys, starters, fallback, list } = question
  const earlier = question.read(draft)
  const items = list && earlier === '' ? entryTexts(draft, list) : []
  const above: AboveLine[] = [
    { kind: 'progress', text: progress },
    ...(question.about ?? []).map(text => ({ kind: 'about', text }) as const),
    { kind: 'say', text: question.say },
    ...(question.example ? [{ kind: 'example', text: question.example } as const] : []),
    ...items.map((text, index) => ({ kind: 'item', text: `${index + 1}  ${shorten(text, 70)}` }) as const),
    ...(note ? [note] : []),
  ]
  const leaveOut = { value: '', name: 'Leave this out' }
  // Enter takes what was said or is usual; where nothing is, it leaves the thing out.
  const start = earlier || fallback || (keys || question.required ? undefined : '')
  const prefill = choices ? '' : (typed ?? earlier)
  const optional = choices && !keys && !question.required && !fallback && !choices.some(({ value }) => value === '')
  return {
    id: question.id,
    label: question.label,
    above,
    prefill,
    ...(choices && { choices: optional ? [...choices, leaveOut] : choices }),
    ...(choices ? start !== undefined && { fallback: start } : !earlier && fallback && { fallback }),
    ...(keys && { keys }),
    ...(starters && { starters }),
    footer: footer(question, draft, prefill || earlier, { canEdit, dated }),
    ...(prefill && { emptyFooter: footer(question, draft, '', { canEdit, dated }) }),
  }
}

/** The end of every footer, while the disk keeps what is answered. */
export const SAVED = 'Ctrl-C stops, all is saved'

function footer(
  question: Question,
  draft: Draft,
  standing: string,
  { canEdit, dated }: Pick<Moment, 'canEdit' | 'dated'>,
): string[] {
  const { choices, required, starters, fallback } = question
  const enter = standing ? 'keeps it' : (question.enter ?? (fallback ? 'takes it' : required ? '' : 'leaves it out'))
  const at = { dated, ...(canEdit && { edit: async (text: string) => ({ text }) }) }
  return [
    ...(choices && !question.keys ? ['arrows and Enter choose'] : enter ? [`Enter: ${enter}`] : []),
    ...COMMANDS.filter(({ where }) => where(question, draft, at)).map(({ footer }) => footer),
    ...(starters && !standing ? ['Tab: ideas'] : []),
    SAVED,
  ]
}
