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
  /** That it was refused. */
  refused: boolean
  canEdit: boolean
  /** Whether a date was taken from a sentence, here or at the question before, and can be given up. */
  dated: boolean
  /** Without an answer the contract cannot be signed. */
  isNeeded: boolean
}

/** A question as a screen: what stands above the line, in the line, and below it. */
export function askFor(
  question: Question,
  draft: Draft,
  { progress, note, typed, refused, canEdit, dated, isNeeded }: Moment,
): Ask {
  const { choices, row, starters, fallback, list } = question
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
  // Enter takes what was said or is usual; if there is no such thing, it skips the question.
  const start = earlier || fallback || (row || question.required ? undefined : '')
  const prefill = typed ?? (choices ? '' : earlier)
  const about: About = { question, draft, earlier, canEdit, dated, isNeeded }
  const optional = choices && !row && !question.required && !fallback && !choices.some(({ value }) => value === '')
  return {
    id: question.id,
    label: question.label,
    above,
    prefill,
    ...(choices && { choices: optional ? [...choices, leaveOut] : choices }),
    ...(choices ? start !== undefined && { fallback: start } : !earlier && fallback && { fallback }),
    ...(row && { row }),
    ...(starters && { starters }),
    ...(choices
      ? { footer: footer(about) }
      : {
          ...(refused && { refused }),
          footer: footer(about, refused ? 'refused' : !prefill ? 'empty' : prefill === earlier ? 'kept' : 'changed'),
          ...(prefill && { emptyFooter: footer(about, 'empty') }),
          changedFooter: footer(about, 'changed'),
        }),
  }
}

/** The end of every footer, while the disk keeps what is answered. */
export const SAVED = 'Ctrl-C stops, all is saved'

interface About {
  question: Question
  draft: Draft
  earlier: string
  canEdit: boolean
  dated: boolean
  isNeeded: boolean
}

/** What the line holds: nothing, the earlier answer, something else, or what was just refused. */
type Standing = 'empty' | 'kept' | 'changed' | 'refused'

function footer({ question, draft, canEdit, dated, ...about }: About, line?: Standing): string[] {
  const at = { dated, ...(canEdit && { edit: async (text: string) => ({ text }) }) }
  return [
    ...(line ? [enterFor(line, { question, ...about })] : []),
    ...COMMANDS.filter(({ where }) => where(question, draft, at)).map(({ footer }) => footer),
    ...(question.starters && line === 'empty' ? ['Tab: ideas'] : []),
    SAVED,
  ]
}

/** What Enter does with the line as it is. */
function enterFor(
  line: Standing,
  { question, earlier, isNeeded }: Pick<About, 'question' | 'earlier' | 'isNeeded'>,
): string {
  if (line === 'refused') return 'type to replace it, arrow keys to edit it'
  if (line === 'kept') return 'Enter: keep it'
  if (line === 'changed') return 'Enter: save it'
  if (question.enter && !earlier) return `Enter: ${question.enter}`
  if (question.fallback && !earlier) return 'Enter: use what is in parentheses'
  if (question.required) return 'needs an answer'
  if (isNeeded) return 'Enter: skip for now (needed before you can sign)'
  return earlier ? 'Enter: remove the answer' : 'Enter: skip'
}
