import { DEFAULTS_OUT } from '../contract/contract.ts'
import type { Draft } from '../contract/draft.ts'
import { get, set } from '../contract/draft.ts'
import type { Depth } from '../contract/question.ts'
import { type ContractTalk, contractScript, sectionById } from './contract-talk.ts'
import { patiently } from './patience.ts'
import type { Prompter } from './prompter.ts'
import { review } from './review.ts'
import { answersIn, backFrom, nextQuestion, type Talked, walk } from './walk.ts'

/** The talk that leads to a contract, as it is kept between two evenings. */
export interface InitTalk extends Talked {
  template: string
  depth: Depth
  /** A section that is being looked at again from the review, and what was passed there. */
  visit?: { section: string; trail: readonly string[] } | undefined
}

export interface InitSurroundings extends Omit<ContractTalk, 'depth'> {
  prompter: Prompter
  timezone: string
  save(talk: InitTalk): Promise<void>
}

/** Where a talk would go on: the question's name, and how many answers there are. */
export function whereIn(talk: InitTalk, about: Omit<ContractTalk, 'depth'>): { at: string; answers: number } {
  const script = contractScript({ ...about, depth: talk.depth })
  const visited = talk.visit && visitScript(talk.visit.section, about)
  const next = visited
    ? nextQuestion(visited, { draft: talk.draft, trail: talk.visit!.trail })
    : nextQuestion(script, talk)
  return { at: next?.label ?? 'the review', answers: answersIn(script, talk) }
}

/** One section with everything that can be asked about it. */
const visitScript = (section: string, about: Omit<ContractTalk, 'depth'>) =>
  contractScript({ ...about, depth: 'detail' }, [sectionById(section)!])

/**
 * Asks, shows the review, and goes where the pair wants to: on, into a section, back, or out. Resolves to the draft
 * to be written, or to nothing when the pair leaves it for now.
 */
export async function holdInitTalk(
  start: InitTalk,
  surroundings: InitSurroundings,
  reviewFirst = false,
): Promise<Draft | undefined> {
  const { prompter: asking, save: saving, timezone, ...about } = surroundings
  const { prompter, save, settle } = patiently(asking, saving)
  let talk = reviewFirst ? { ...start, visit: undefined } : start
  let asked = reviewFirst
  const keep = async (next: InitTalk) => {
    talk = next
    await save(talk)
  }
  for (;;) {
    const script = contractScript({ ...about, depth: talk.depth })
    if (talk.visit) {
      const { section, trail } = talk.visit
      const visited = await walk(
        visitScript(section, about),
        { draft: talk.draft, trail, typed: talk.typed },
        {
          prompter,
          save: ({ draft, trail, typed }) => keep({ ...talk, draft, typed, visit: { section, trail } }),
        },
      )
      // What was passed there need not be asked again when the talk goes on.
      const passed = visited.trail.filter(id => !talk.trail.includes(id))
      await keep({
        ...talk,
        draft: visited.draft,
        trail: [...passed, ...talk.trail],
        visit: undefined,
        typed: undefined,
      })
      asked = true
    } else if (!asked) {
      const result = await walk(script, talk, { prompter, save: next => keep({ ...talk, ...next }) })
      talk = { ...talk, draft: result.draft, trail: result.trail, typed: undefined }
      if (result.left) prompter.tell(['This is the first question.'])
      else asked = true
    } else {
      const next = nextQuestion(script, talk)?.label
      const decision = await review(prompter, talk.draft, { ...about, depth: talk.depth }, timezone, next)
      if (decision.kind === 'write' || decision.kind === 'leave') await settle()
      if (decision.kind === 'write') return talk.draft
      if (decision.kind === 'leave') return undefined
      if (decision.kind === 'visit') await keep({ ...talk, visit: { section: decision.section, trail: [] } })
      if (decision.kind === 'defaults')
        await keep({ ...talk, draft: set(talk.draft, DEFAULTS_OUT, get(talk.draft, DEFAULTS_OUT) ? undefined : true) })
      if (decision.kind === 'more') await keep({ ...talk, depth: 'full' })
      if (decision.kind === 'back') await keep({ ...talk, trail: backFrom(script, talk) ?? [] })
      asked = decision.kind === 'visit' || decision.kind === 'defaults'
    }
  }
}
