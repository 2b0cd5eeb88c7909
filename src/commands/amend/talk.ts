import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from '../../context.ts'
import type { Draft } from '../../contract/draft.ts'
import type { Owner } from '../../contract/people.ts'
import type { Template } from '../../contract/template.ts'
import { dayIn } from '../../contract/timezone.ts'
import { PartnerError } from '../../errors.ts'
import { type AmendmentTalk, amendmentScript, whySaid, withoutTalk } from '../../interview/amendment-talk.ts'
import { sectionById, sectionsOf, talkOf } from '../../interview/contract-talk.ts'
import type { Prompter } from '../../interview/prompter.ts'
import { backFrom, type Talked, walkToTheEnd } from '../../interview/walk.ts'
import { digest } from '../../signature/statement.ts'
import { openDraft } from '../../store/drafts.ts'
import { readTemplate } from '../../store/templates.ts'
import { type KeptTalk, keptTalk } from '../kept-talk.ts'
import type { Before } from './before.ts'

/** What the talk is about, and where it begins. */
interface Plan {
  sections: readonly string[]
  review: boolean
}

interface PlannedTalk extends Plan, Talked {
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
  const of = digest(partnership.bytes)
  const kept = keptTalk<PlannedTalk>(context, openDraft(partnership.folder, `amend-${wish.who}`, partnership.shown), {
    isWhole: ({ sections }) => Array.isArray(sections) && sections.every(id => sectionById(id)),
    again: `partner amend${wish.section ? ` ${wish.section}` : ''}${wish.review ? ' --review' : ''} --by ${wish.who}`,
  })
  const found = wish.given ? undefined : await resume(prompter, kept, of, context.timezone)
  const plan = found ?? { sections: await sectionsFor(prompter, before, template, wish), review: wish.review }
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
  let talked: Talked = found ?? { draft: wish.given ?? before.now, trail: [] }
  const save = async (next: Talked) => {
    if (!wish.given) await kept.save({ ...next, of, sections, review })
  }
  return {
    async said() {
      talked = await kept.asking(walkToTheEnd(script, talked, { prompter: kept.editing(prompter), save }), script)
      return { data: withoutTalk(talked.draft), why: whySaid(talked.draft) }
    },
    keeping: asked => kept.asking(asked),
    left: () =>
      kept.last() ? kept.stopped() : new PartnerError('cancelled', 'Nothing was written.', 'Any time: partner amend'),
    back() {
      talked = { ...talked, trail: backFrom(script, talked) ?? [] }
    },
    finished: async () => {
      if (!wish.given) await kept.finished()
    },
  }
}

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
    footer: ['Ctrl-C stops'],
  })
  if (all.some(({ id }) => id === reply.text)) return [reply.text]
  throw new PartnerError('cancelled', 'Nothing was changed.', 'Any time: partner amend')
}

/** A change that was not finished. It is about one contract.yaml: over another one it would undo what came since. */
async function resume(prompter: Prompter, kept: KeptTalk<PlannedTalk>, of: string, timezone: string) {
  const found = await kept.load()
  if (!found) return undefined
  if (found.of !== of) {
    await kept.setAside()
    prompter.tell([
      '  The contract changed since your unfinished change to it. That is kept in .draft, and this begins anew.',
    ])
    return undefined
  }
  const say = `There is an unfinished change from ${dayIn(new Date(found.savedAt), timezone)}.`
  return (await kept.asking(kept.resume(prompter, say))) === 'over' ? undefined : found
}
