import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from '../../context.ts'
import type { Draft } from '../../contract/draft.ts'
import type { Owner } from '../../contract/people.ts'
import type { Template } from '../../contract/template.ts'
import { PartnerError } from '../../errors.ts'
import { type AmendmentTalk, amendmentScript, whySaid, withoutTalk } from '../../interview/amendment-talk.ts'
import { sectionsOf, talkOf } from '../../interview/contract-talk.ts'
import { type Prompter, Stopped } from '../../interview/prompter.ts'
import { backFrom, nextQuestion, type Talked, walk } from '../../interview/walk.ts'
import { digest } from '../../signature/statement.ts'
import { type DraftFile, openDraft } from '../../store/drafts.ts'
import { readTemplate } from '../../store/templates.ts'
import type { Before } from './before.ts'

const KEPT = 'partner-draft/1'

/** What the talk is about, and where it begins. */
interface Plan {
  sections: readonly string[]
  review: boolean
}

interface Kept extends Plan, Talked {
  format: string
  savedAt: string
  /** SHA-256 of the contract.yaml that the talk is about. */
  of: string
}

/** A change that is being talked through. */
export interface ChangeTalk {
  /** Asks what is still to be asked. */
  said(): Promise<{ data: Draft; why: string }>
  /** Goes back to the last question. */
  back(): void
  /** Waits for what is asked after it; whoever stops there is told where the answers are. */
  keeping<T>(asked: Promise<T>): Promise<T>
  /** What is said when the change is left for now. */
  left(): PartnerError
  /** Called when the change is written, or there is none. */
  finished(): Promise<void>
}

export interface Wish {
  who: Owner
  section: string | undefined
  review: boolean
  asksWhy: boolean
  /** Hand edits, or what a file holds: nothing is to be asked about it, and nothing is kept of it. */
  given: Draft | undefined
}

export async function openChangeTalk(
  context: Context,
  prompter: Prompter,
  before: Before,
  wish: Wish,
): Promise<ChangeTalk> {
  const { partnership, today, reserved } = before
  const template = await templateOf(before)
  const file = openDraft(partnership.folder, `amend-${wish.who}`, partnership.shown)
  const of = digest(partnership.bytes)
  const kept = wish.given ? undefined : await resume(context, prompter, file, of)
  const plan = kept ?? { sections: await sectionsFor(prompter, before, template, wish), review: wish.review }
  const { sections, review } = plan
  const about: AmendmentTalk = {
    template,
    today,
    reserved,
    sections,
    review,
    asksWhy: wish.asksWhy,
    before: before.data,
  }
  const script = amendmentScript(about)
  let talked: Talked = kept ?? { draft: wish.given ?? before.now, trail: [] }
  let saved: Talked | undefined = kept
  const save = async (next: Talked) => {
    if (wish.given) return
    await file.save({ format: KEPT, savedAt: context.now().toISOString(), of, sections, review, ...next })
    saved = next
  }
  return {
    async said() {
      for (;;) {
        const walked = await walk(script, talked, { prompter, save }).catch(error => {
          if (!(error instanceof Stopped) || !saved) throw error
          throw stopped(nextQuestion(script, saved)?.label, before, wish)
        })
        talked = walked
        if (!walked.left) return { data: withoutTalk(talked.draft), why: whySaid(talked.draft) }
        prompter.tell(['  This is the first question.'])
      }
    },
    keeping: asked =>
      asked.catch(error => {
        throw error instanceof Stopped && saved ? stopped(undefined, before, wish) : error
      }),
    left: () =>
      saved
        ? stopped(undefined, before, wish)
        : new PartnerError('cancelled', 'Nothing was written.', 'Any time: partner amend'),
    back() {
      talked = { ...talked, trail: backFrom(script, talked) ?? [] }
    },
    finished: async () => {
      if (!wish.given) await file.remove()
    },
  }
}

const stopped = (question: string | undefined, { partnership }: Before, { who, section, review }: Wish) =>
  new PartnerError(
    'cancelled',
    `Stopped${question ? ` at "${question}"` : ''}. What you said is saved in ${partnership.shown('.draft')}`,
    `Go on any time:  partner amend${section ? ` ${section}` : ''}${review ? ' --review' : ''} --by ${who}`,
  )

/** The pair's own wording where it still has it. */
async function templateOf({ partnership: { contract, folder } }: Before): Promise<Template> {
  const own = contract.template === 'own'
  const name = own ? (existsSync(join(folder, 'template.yaml')) ? 'template.yaml' : 'pair') : contract.template
  return (await readTemplate(folder, name)).template
}

async function sectionsFor(prompter: Prompter, before: Before, template: Template, wish: Wish): Promise<string[]> {
  if (wish.given) return []
  if (wish.section) return [wish.section]
  const all = sectionsOf(template).filter(({ id }) => id !== 'profiles')
  if (wish.review) return all.map(({ id }) => id)
  const talk = talkOf(before.now, { template, today: before.today, depth: 'detail' })
  const reply = await prompter.ask({
    id: 'amend.section',
    label: 'What do you want to change?',
    above: [],
    prefill: '',
    choices: [
      ...all.map(section => ({
        value: section.id,
        name: [section.title, section.summary(before.now, talk)].filter(Boolean).join(': '),
      })),
      { value: '', name: 'Nothing' },
    ],
    footer: ['arrows and Enter choose', 'Ctrl-C stops'],
  })
  if (all.some(({ id }) => id === reply.text)) return [reply.text]
  throw new PartnerError('cancelled', 'Nothing was changed.', 'Any time: partner amend')
}

/** A change that was not finished. It is about one contract.yaml: over another one it would undo what came since. */
async function resume(context: Context, prompter: Prompter, file: DraftFile, of: string): Promise<Kept | undefined> {
  const kept = asKept(await file.load(), file.shown)
  if (!kept) return undefined
  if (kept.of !== of) {
    await file.setAside(context.now())
    prompter.tell([
      '  The contract changed since your unfinished change to it. That is kept in .draft, and this begins anew.',
    ])
    return undefined
  }
  const reply = await prompter.ask({
    id: 'resume',
    label: 'Go on?',
    above: [{ kind: 'say', text: `There is an unfinished change from ${kept.savedAt.slice(0, 10)}.` }],
    prefill: '',
    choices: [
      { value: 'on', name: 'Go on where it stopped' },
      { value: 'over', name: 'Start over (the old one is kept)' },
    ],
    fallback: 'on',
    footer: ['arrows and Enter choose'],
  })
  if (reply.text !== 'over') return kept
  await file.setAside(context.now())
  return undefined
}

function asKept(value: unknown, file: string): Kept | undefined {
  if (value === undefined) return undefined
  const kept = value as Partial<Kept>
  if (kept.format === KEPT && Array.isArray(kept.trail) && Array.isArray(kept.sections) && kept.draft && kept.savedAt)
    return kept as Kept
  throw new PartnerError(
    'invalid',
    `The draft ${file} is not one of this program's.`,
    'It is kept as it is. Move it away to begin anew.',
  )
}
