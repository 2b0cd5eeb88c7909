import type { Context } from '../context.ts'
import type { Day } from '../contract/day.ts'
import type { Draft } from '../contract/draft.ts'
import { PartnerError } from '../errors.ts'
import { type Prompter, Stopped } from '../interview/prompter.ts'
import { reopened, type Script, type Talked, walkToTheEnd } from '../interview/walk.ts'
import type { DraftFile } from '../store/drafts.ts'
import { type Kept, keptTalk } from './kept-talk.ts'

/** A talk that is kept from answer to answer, and what it is about. */
export interface Holding<T extends Talked> {
  /** The command that goes on with it. */
  again: string
  /** Where it is kept; that may have to be asked. */
  file(): Promise<DraftFile>
  isWhole(kept: Partial<T>): boolean
  /** What is kept, in words, for whoever comes back to it. */
  say(found: Kept<T>): string | Promise<string>
  /** With what it starts, or goes on, and what is asked. */
  begin(found: Kept<T> | undefined): Promise<{ start: T; script: Script }>
  /** What is kept with the answers beside them. */
  beside?(draft: Draft): Partial<T>
  /** The file that holds this text, where there is one. */
  fileWith?(text: string): Promise<string | undefined>
}

/** What a talk became already, before something stopped the program. */
export interface Became {
  file: string
  text: string
}

/** What came of a talk: it may still be refused, and is kept until it is written. */
export interface Held {
  /** Keeps what is about to be made of it. */
  becoming(text: string): Promise<void>
  finished(): Promise<void>
  /** Keeps why it could not be written, and says how to go on. */
  refused(error: PartnerError): Promise<PartnerError>
}

/** Talks from the first question, or from where it stopped, to the end. */
export async function talkThrough<T extends Talked>(
  context: Context,
  prompter: Prompter,
  { again, file, isWhole, say, begin, beside, fileWith }: Holding<T>,
): Promise<Held & { draft: Draft; became?: Became }> {
  try {
    const kept = keptTalk<T>(context, await file(), { isWhole, again })
    const found = await kept.load()
    const held: Held = {
      finished: kept.finished,
      becoming: kept.becoming,
      async refused({ kind, problems }) {
        await kept.refuse(problems.map(({ path, what }) => [path, what].filter(Boolean).join(': ')))
        return new PartnerError(
          kind,
          problems,
          `Nothing was written, and what you said is kept. To change it with <:  ${again}`,
        )
      },
    }
    const text = found?.becomes
    const there = text === undefined ? undefined : await fileWith?.(text)
    if (found && text !== undefined && there) return { ...held, draft: found.draft, became: { file: there, text } }
    const goesOn = found && (await kept.asking(kept.resume(prompter, await say(found)))) !== 'over'
    const { start, script } = await begin(goesOn ? found : undefined)
    const save = (next: Talked) => kept.save({ ...start, ...next, ...beside?.(next.draft) })
    const from = goesOn ? reopened(script, start) : start
    const { draft } = await kept.asking(walkToTheEnd(script, from, { prompter: kept.editing(prompter), save }), script)
    return { ...held, draft }
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    throw new PartnerError(
      'cancelled',
      'Stopped before the first answer. Nothing was written.',
      `Go on any time:  ${again}`,
    )
  }
}

/** Which day a kept talk goes on with, where `--date` names another: an option is never dropped in silence. */
export const ofItsDay = (kept: Day, given: unknown): string =>
  given === undefined || given === kept ? '' : ` Going on is about ${kept}; for ${given}, start over.`

/** Does what may still refuse what was said. Of a talk it is kept why. */
export async function judged<R>({ refused }: Partial<Held>, judge: () => R): Promise<R> {
  try {
    return judge()
  } catch (error) {
    throw refused && error instanceof PartnerError ? await refused(error) : error
  }
}
