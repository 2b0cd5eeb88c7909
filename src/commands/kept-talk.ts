import { dirname } from 'node:path'
import type { Context } from '../context.ts'
import { isMap } from '../contract/draft.ts'
import type { Choice } from '../contract/question.ts'
import { PartnerError } from '../errors.ts'
import { type Prompter, Stopped } from '../interview/prompter.ts'
import { nextQuestion, type Script, type Talked } from '../interview/walk.ts'
import { type DraftFile, mustBeOwn } from '../store/drafts.ts'

/** A talk as it stands in its draft file. */
export type Kept<T> = T & {
  format: string
  savedAt: string
  /** Why what was said could not be written. */
  refused?: readonly string[]
  /** The text of the file that was about to be made of it. */
  becomes?: string
  /** The folder in which the half answer is edited at the moment. */
  editing?: string
}

/** A talk that is kept from answer to answer, so that it can be gone on with after a stop. */
export interface KeptTalk<T extends Talked> {
  /** As it was loaded or saved last; nothing where nothing is kept. */
  last(): Kept<T> | undefined
  load(): Promise<Kept<T> | undefined>
  /** The same prompter, with texts that are edited next to the draft: they outlive a program that is killed. */
  editing(prompter: Prompter): Prompter
  save(talk: T): Promise<void>
  /** Keeps why what was said could not be written; whoever goes on is told. */
  refuse(why: readonly string[]): Promise<void>
  /** Keeps what is about to be made of it, right before that is made. */
  becoming(text: string): Promise<void>
  /** Asks whether to go on with what is kept, and answers with the choice. `over` has put it by. */
  resume(prompter: Prompter, say: string, choices?: readonly Choice[]): Promise<string>
  /** Puts it by, so that the talk begins anew. */
  setAside(): Promise<void>
  /** Waits for what is asked. Whoever stops there is told where, by the script, and where the answers are, if any. */
  asking<R>(asked: Promise<R>, script?: Script): Promise<R>
  /** What is said to whoever leaves a talk of which something is kept. */
  stopped(): PartnerError
  /** When what it was about is written, or there is nothing to write. */
  finished(): Promise<void>
}

const FORMAT = 'partner-draft/1'

const ON_OR_OVER: readonly Choice[] = [
  { value: 'on', name: 'Go on where it stopped' },
  { value: 'over', name: 'Start over (the old one is kept)' },
]

const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(text => typeof text === 'string')

/** What every kept talk has; a file that somebody else wrote may have anything. */
const isTalk = ({
  format,
  savedAt = '',
  trail,
  draft,
  typed,
  refused = [],
  becomes = '',
  editing = 'edit-0',
}: Partial<Kept<Talked>>): boolean =>
  format === FORMAT &&
  !Number.isNaN(Date.parse(savedAt)) &&
  isTexts(trail) &&
  isMap(draft) &&
  isTexts(refused) &&
  typeof becomes === 'string' &&
  typeof editing === 'string' &&
  /^edit-\w+$/.test(editing) &&
  (typed === undefined || (isMap(typed) && isTexts([typed.id, typed.text])))

/** The talk of a draft file. `isWhole` looks at what only this kind of talk has; `again` is the command that goes on. */
export function keptTalk<T extends Talked>(
  { now, env }: Pick<Context, 'now' | 'env'>,
  file: DraftFile,
  { isWhole, again }: { isWhole(kept: Partial<T>): boolean; again: string },
): KeptTalk<T> {
  let last: Kept<T> | undefined
  /** What was in the editor when the program was killed is in the line again. */
  let wasEdited = false
  const write = async (next: Kept<T>) => {
    await file.save(next)
    last = next
  }
  /** What was saved in an editor that was killed with the program is what was typed last. */
  const takeBack = async ({ editing, typed, ...kept }: Kept<T>) => {
    const edited = editing === undefined || !typed ? undefined : await file.edited(editing)
    if (!edited || !typed) return
    await write({ ...(kept as Kept<T>), typed: { ...typed, text: edited.text } })
    await edited.remove()
    wasEdited = edited.text !== typed.text
  }
  const setAside = async () => {
    await file.setAside(now())
    last = undefined
  }
  const stopped = (question?: string) =>
    new PartnerError(
      'cancelled',
      `Stopped${question ? ` at "${question}"` : ''}. What you said is saved in ${dirname(file.shown)}`,
      `Go on any time:  ${again}`,
    )
  return {
    last: () => last,
    async load() {
      await mustBeOwn(file, env)
      const value = await file.load()
      if (value === undefined) return undefined
      const kept = value as Partial<Kept<T>>
      if (!isTalk(kept) || !isWhole(kept))
        throw new PartnerError(
          'invalid',
          `The draft ${file.shown} is not one of this program's.`,
          'It is kept as it is. Move it away to begin anew.',
        )
      last = kept as Kept<T>
      await takeBack(last)
      return last
    },
    editing: prompter =>
      prompter.edit
        ? {
            ...prompter,
            edit: text =>
              prompter.edit!(text, async () => {
                const { path, name } = await file.editFolder()
                if (last) await write({ ...last, editing: name })
                return path
              }),
          }
        : prompter,
    async save(talk) {
      const { refused: _, becomes: __, editing: ___, ...said } = talk as Kept<T>
      await write({ ...(said as unknown as T), format: FORMAT, savedAt: now().toISOString() })
    },
    async refuse(refused) {
      if (last) await write({ ...last, refused })
    },
    async becoming(becomes) {
      if (last) await write({ ...last, becomes })
    },
    async resume(prompter, say, choices = ON_OR_OVER) {
      const { text } = await prompter.ask({
        id: 'resume',
        label: 'Go on?',
        above: [
          { kind: 'say', text: say },
          ...(wasEdited
            ? [{ kind: 'note', text: 'What you saved in your editor is in the line again.' } as const]
            : []),
          ...(last?.refused?.length
            ? [{ kind: 'say', text: 'All is said, and it could not be written:' } as const]
            : []),
          ...(last?.refused ?? []).map(text => ({ kind: 'problem', text }) as const),
        ],
        prefill: '',
        choices,
        fallback: 'on',
        footer: [],
      })
      if (text === 'over') await setAside()
      return text
    },
    setAside,
    asking: (asked, script) =>
      asked.catch(error => {
        throw error instanceof Stopped && last ? stopped(script && nextQuestion(script, last)?.label) : error
      }),
    stopped: () => stopped(),
    async finished() {
      await file.remove()
      last = undefined
    },
  }
}
