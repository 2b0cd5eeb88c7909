import type * as z from 'zod/mini'
import type { Block } from './block.ts'
import type { Draft } from './draft.ts'
import type { Names, Owner } from './people.ts'
import type { Depth, Question } from './question.ts'

/** The five parts of the paper form, in its order and under its headings. */
export const PARTS = [
  'What We Want To Accomplish Together',
  'How We Want to Work Together to Produce these Outcomes',
  'What and How We Will Learn Together to Produce the Best Possible Outcome',
  'How We Will Support Each Other',
  'Agreements for Carrying Out Your Partnership',
] as const

/** The parts as the talk names them: shorter, from where the pair sits. */
export const PARTS_SHORT = [
  'What we want to accomplish',
  'How we want to work together',
  'What and how we learn',
  'How we support each other',
  'What we agree on',
] as const

/** What a question may depend on beside the draft. */
export interface Talk {
  names: Names
  depth: Depth
  /** The day of the talk. */
  today: string
}

/** How a section is printed. */
export interface Page {
  names: Names
  /** Whose chair the page is written from; nobody's when missing. */
  viewpoint?: Owner
  /** The words of the goals and roles that other sections refer to, by their ids. */
  goals: ReadonlyMap<string, string>
  roles: ReadonlyMap<string, string>
  /** An empty form, for pen: the paper's labels and row counts, and nothing the paper does not have. */
  blank: boolean
}

/**
 * One section of the contract: what it is, how it is asked, what it looks like. The contract's type, its checks,
 * the talk, the review, the file's comments, the printed page, help and tests all come from the list of these.
 */
export interface Section<Id extends string = string, Schema extends z.ZodMiniType = z.ZodMiniType> {
  /** Its key in contract.yaml. */
  id: Id
  /** Which of the five parts it belongs to, counted from 1; 0 stands before the first. */
  part: 0 | 1 | 2 | 3 | 4 | 5
  title: string
  why: string
  schema: Schema
  /** A filled section: shown in the docs, and the sample that the tests answer. */
  example: z.input<Schema>
  questions(draft: Draft, talk: Talk): Question[]
  /** The section as printed in the form's order. */
  blocks(data: z.output<Schema>, page: Page): Block[]
  /** What the paper form does not have, printed as "Also agreed" above the signatures. */
  alsoAgreed?(data: z.output<Schema>, page: Page): Block[]
  /** One line for the review. */
  summary(draft: Draft, talk: Talk): string
  /** What the review adds under the summary. */
  remarks?(draft: Draft, talk: Talk): readonly string[]
  /** What must be filled before the contract can be signed, and is not. */
  missing?(draft: Draft): Missing[]
}

/** A gap: the path that scripts fill, and the words that people say. */
export interface Missing {
  path: string
  words: string
}

export const defineSection = <const Id extends string, Schema extends z.ZodMiniType>(
  section: Section<Id, Schema>,
): Section<Id, Schema> => section
