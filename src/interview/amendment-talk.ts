import { changedSections } from '../contract/difference/index.ts'
import type { Draft } from '../contract/draft.ts'
import { set, textAt } from '../contract/draft.ts'
import { withIds } from '../contract/ids.ts'
import type { Question } from '../contract/question.ts'
import type { Section, Talk } from '../contract/section.ts'
import { type ContractTalk, contractScript, sectionById, talkOf } from './contract-talk.ts'
import type { Script } from './walk.ts'

/** A talk about a contract that stands. */
export interface AmendmentTalk extends Omit<ContractTalk, 'depth' | 'as'> {
  /** The sections it is about. None: only the reason is asked for. */
  sections: readonly string[]
  /** Each section is looked at first, to keep or to change it. */
  review: boolean
  /** What a change is held against. */
  before: Draft
  asksWhy: boolean
  /** Ids that something had that is gone. */
  reserved: readonly string[]
}

/** The sections with everything that can be asked about them, and at the end why, if something is different. */
export function amendmentScript(talk: AmendmentTalk): Script {
  const about: ContractTalk = { template: talk.template, today: talk.today, depth: 'detail' }
  const scripts = talk.sections.map(id => {
    const section = sectionById(id)!
    return { section, script: contractScript(about, [section]) }
  })
  const whole = contractScript(about)
  const scriptOf = new Map<string, Script>()
  return {
    questions: draft => [
      ...scripts.flatMap(({ section, script }) => {
        const look = talk.review ? [keepOrChange(section, draft, talkOf(draft, about))] : []
        if (talk.review && textAt(draft, decisionOn(section)) !== 'change') return look
        const asked = script.questions(draft).map(asItStands)
        for (const { id } of asked) scriptOf.set(id, script)
        return [...look, ...asked]
      }),
      ...(talk.asksWhy && changedSections(talk.before, withoutTalk(draft)).length ? [WHY] : []),
    ],
    progress: question => scriptOf.get(question.id)?.progress(question) ?? '',
    settle: draft => whole.settle!(withIds(draft, talk.reserved)),
    check: (draft, question) => scriptOf.get(question.id)?.check?.(draft, question),
    isNeeded: (draft, question) => scriptOf.get(question.id)?.isNeeded?.(draft, question) ?? false,
  }
}

/** The contract without what the talk keeps beside it. */
export const withoutTalk = ({ _talk, ...contract }: Draft): Draft => contract

export const whySaid = (draft: Draft): string => textAt(draft, WHY_AT)

const WHY_AT = '_talk.why'

const WHY: Question = {
  id: 'amend.why',
  label: 'Why',
  say: 'Why do you change it? It stands beside the new version.',
  why: 'In half a year one of you will ask. One sentence is enough.',
  example: 'The exam is in September now.',
  depth: 'short',
  required: true,
  long: true,
  read: whySaid,
  write: (draft, answer) => ({ draft: set(draft, WHY_AT, answer || undefined) }),
}

const decisionOn = ({ id }: Section): string => `_talk.review.${id}`

function keepOrChange(section: Section, draft: Draft, talk: Talk): Question {
  return {
    id: `review.${section.id}`,
    label: section.title,
    say: 'Does this still hold?',
    why: section.why,
    about: [section.summary(draft, talk) || 'nothing yet', ...(section.remarks?.(draft, talk) ?? [])],
    depth: 'short',
    choices: [
      { value: 'keep', name: 'Keep it' },
      { value: 'change', name: 'Change it' },
    ],
    row: true,
    fallback: 'keep',
    read: data => textAt(data, decisionOn(section)),
    write: (data, answer) => ({ draft: set(data, decisionOn(section), answer || undefined) }),
  }
}

/** What nobody said is not said by pressing Enter: the contract stands, and what is usual was offered when it was made. */
function asItStands({ fallback: _, ...question }: Question): Question {
  return question
}
