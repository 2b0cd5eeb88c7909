import { profiles } from '../contract/card.ts'
import { allSections } from '../contract/contract.ts'
import type { Draft } from '../contract/draft.ts'
import { get, set } from '../contract/draft.ts'
import { withIds } from '../contract/ids.ts'
import { plainIssues } from '../contract/issues.ts'
import { displayNames, type Owner } from '../contract/people.ts'
import { DEPTHS, type Depth, type Question } from '../contract/question.ts'
import { referenceFaults } from '../contract/references.ts'
import { PARTS, PARTS_SHORT, type Section, type Talk } from '../contract/section.ts'
import { inWordsOf, type Template } from '../contract/template.ts'
import type { Script } from './walk.ts'

export interface ContractTalk {
  template: Template
  depth: Depth
  today: string
  /** Only this partner is at the keyboard; the other one's questions wait. */
  as?: Owner | undefined
}

/** What the talk is about: every section of the contract, and the partners' own cards. */
const talkedAbout: readonly Section[] = [...allSections, profiles as unknown as Section]

export const sectionById = (id: string): Section | undefined => talkedAbout.find(section => section.id === id)

/** The sections in the template's order, without those it leaves out. */
export function sectionsOf(template: Template): readonly Section[] {
  const place = (section: Section) => {
    const at = template.order.indexOf(section.id)
    return at < 0 ? template.order.length : at
  }
  return talkedAbout
    .filter(section => !template.leaveOut.includes(section.id))
    .toSorted((one, another) => place(one) - place(another))
}

/** What the questions depend on beside the draft. */
export const talkOf = (draft: Draft, { depth, today }: ContractTalk): Talk => ({
  names: displayNames(get(draft, 'partners')),
  depth,
  today,
})

/** The whole talk about a contract, or about the sections given. */
export function contractScript(talk: ContractTalk, sections = sectionsOf(talk.template)): Script {
  const reach = DEPTHS.indexOf(talk.depth)
  const sectionOf = new Map<string, Section>()
  return {
    questions: draft => {
      const asked = talkOf(draft, talk)
      return sections.flatMap(section =>
        section
          .questions(draft, asked)
          .filter(({ depth, who }) => DEPTHS.indexOf(depth) <= reach && (!talk.as || !who || who === talk.as))
          .map(question => {
            sectionOf.set(question.id, section)
            return inWordsOf(talk.template, question)
          }),
      )
    },
    progress: question => progressText(sectionOf.get(question.id)),
    settle: withoutLooseEnds,
    check: (draft, question) => against(sectionOf.get(question.id), draft, question),
    isNeeded: (draft, question) => isNeeded(sectionOf.get(question.id), draft, question),
  }
}

/** Ids for what has none, since later questions refer to it, and no mention of what was taken away. */
function withoutLooseEnds(draft: Draft): Draft {
  const complete = withIds(draft)
  const [loose] = referenceFaults(complete)
  return loose ? withoutLooseEnds(set(complete, loose.path.join('.'), undefined)) : complete
}

/** Whether something is missing that this question asks for, or the list that it starts. */
function isNeeded(section: Section | undefined, draft: Draft, { id, list }: Question): boolean {
  const missing = section?.missing?.(draft) ?? []
  return missing.some(({ path }) => path.split(' or ').some(one => one === id || one === list || `${one}.text` === id))
}

function progressText(section: Section | undefined): string {
  if (!section?.part) return section?.title ?? ''
  return `Part ${section.part} of ${PARTS.length} · ${PARTS_SHORT[section.part - 1]} · ${section.title.toLowerCase()}`
}

/** What the section's schema says against an answer: the rule of the file is the rule of the prompt. */
function against(section: Section | undefined, draft: Draft, question: Question): string | undefined {
  const result = section?.schema.safeParse(draft[section.id])
  if (!section || !result || result.success) return undefined
  const issue = plainIssues(draft[section.id], result.error.issues).find(({ path }) =>
    question.id.startsWith([section.id, ...path].join('.')),
  )
  return issue && `That ${issue.what}.`
}
