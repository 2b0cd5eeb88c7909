import * as z from 'zod/mini'
import { counted, filled, list, pick, text } from '../asking.ts'
import type { Draft } from '../draft.ts'
import { get, listAt, set, textAt } from '../draft.ts'
import { id, ids, listPerPartner, open, words } from '../field.ts'
import { FORM_ROWS } from '../form-rows.ts'
import type { Owner } from '../people.ts'
import { OWNERS, other } from '../people.ts'
import type { Question } from '../question.ts'
import type { Page, Talk } from '../section.ts'
import { defineSection } from '../section.ts'
import { shorten } from '../text.ts'
import { WIN_LISTS } from './wins/index.ts'

const role = open({
  id,
  primary: words,
  secondary: z.optional(words),
  tertiary: z.optional(words),
  agreed: z.optional(z.boolean()),
  wins: ids,
  strength: z.optional(words),
})
export type Role = z.output<typeof role>

/** What the three columns of the form mean. */
export const ROLE_MODEL =
  'Primary: what its owner is responsible for. Secondary: what the partner adds to it. Tertiary: what else the partner can bring in.'

/** The three headings, with the names of those who act, so that a supporter's "I" is not read as the owner's. */
const columnsOf = (owner: Owner, { names, blank }: Page): string[] =>
  blank
    ? ['Primary Accountability', 'Secondary Accountability', 'Tertiary Accountability']
    : [
        `Primary: ${names[owner]}`,
        `Secondary: ${names[other(owner)]} adds`,
        `Tertiary: ${names[other(owner)]} can bring in`,
      ]

export const roles = defineSection({
  id: 'roles',
  part: 2,
  title: 'Roles',
  why: 'When each piece has one owner and known help, nobody waits for the other.',
  schema: listPerPartner(role),
  example: {
    a: [
      {
        id: 'a.1',
        primary: 'Run the interviews',
        secondary: 'Ben listens to one recording a fortnight',
        tertiary: 'Ben lends the quiet kitchen',
        agreed: true,
        wins: ['a1'],
        strength: 'Ana makes strangers talk.',
      },
    ],
    b: [
      {
        id: 'b.1',
        primary: 'Keep the study plan',
        secondary: 'Ana asks questions once a fortnight',
        agreed: true,
        wins: ['b1'],
      },
    ],
  },
  questions: (draft, talk) =>
    OWNERS.flatMap(owner =>
      list(draft, talk, `roles.${owner}`, (path, index) => roleQuestions(draft, talk, path, index, owner)),
    ),
  blocks: (data, page) => [
    { kind: 'paragraph', text: ROLE_MODEL, note: true },
    ...ownersFrom(page).flatMap(owner => [
      { kind: 'heading', level: 3, text: ownTitle('Roles', owner, page) } as const,
      {
        kind: 'table',
        columns: columnsOf(owner, page),
        rows: data[owner].map(row => [row.primary, row.secondary ?? '', row.tertiary ?? '']),
        formRows: FORM_ROWS.roles,
      } as const,
      ...notes(data[owner], page, owner),
    ]),
  ],
  summary: (draft, { names }) => {
    const open = OWNERS.flatMap(owner => listAt<Partial<Role>>(draft, `roles.${owner}`)).filter(
      row => !row.secondary && !row.tertiary,
    )
    return [
      OWNERS.map(owner => `${names[owner]} ${listAt(draft, `roles.${owner}`).length}`).join(', '),
      open.length ? `${counted(open.length, 'role')} without support yet` : '',
    ]
      .filter(Boolean)
      .join(' · ')
  },
  missing: draft =>
    OWNERS.some(owner => filled(draft, `roles.${owner}`))
      ? []
      : [{ path: 'roles.a or roles.b', words: "one partner's role" }],
})

/** Whose part is printed first: the paper form puts the partner before oneself. */
export const ownersFrom = ({ viewpoint }: Page): readonly Owner[] =>
  viewpoint ? [other(viewpoint), viewpoint] : OWNERS

/** `Your Roles`, `Your Partner's Roles`, or `Ana's Roles` where the page is written from nobody's chair. */
export function ownTitle(what: string, owner: Owner, { viewpoint, names, blank }: Page): string {
  if (viewpoint) return owner === viewpoint ? `Your ${what}` : `Your Partner's ${what}`
  return blank ? `${what} of ${owner === 'a' ? 'the first' : 'the second'} partner` : `${names[owner]}'s ${what}`
}

function notes(rows: readonly Role[], { names, goals }: Page, owner: Owner) {
  const partner = names[other(owner)]
  const items = rows.flatMap(row => {
    const details = [
      ...row.wins.map(goal => ({ label: 'Serves', text: goals.get(goal) ?? goal })),
      ...(row.agreed === true ? [{ label: 'Support', text: `${partner} has agreed to it` }] : []),
      ...(row.agreed === false ? [{ label: 'Open', text: `${partner} has not agreed to this support yet` }] : []),
      ...(row.strength ? [{ label: 'Strength', text: row.strength }] : []),
    ]
    return details.length ? [{ text: row.primary, details }] : []
  })
  return items.length ? [{ kind: 'list', items } as const] : []
}

function roleQuestions(draft: Draft, talk: Talk, path: string, index: number, owner: Owner): Question[] {
  const me = talk.names[owner]
  const partner = talk.names[other(owner)]
  const primary = textAt(draft, `${path}.primary`)
  const label = `${me}'s role ${index + 1}`
  const about = [`About "${shorten(primary)}"`]
  const crowded =
    index >= FORM_ROWS.roles
      ? { about: [`The form has ${FORM_ROWS.roles} rows for ${me}. More is fine; fewer are easier to keep.`] }
      : {}
  const allWins = WIN_LISTS.flatMap(list => listAt<{ id: string; text: string }>(draft, `wins.${list}`))
  return [
    primaryQuestion(path, owner, {
      label,
      say:
        index === 0 ? `${me}, what will you own and get done, so that your wins happen?` : `Another role of ${me}'s?`,
      why: ROLE_MODEL,
      example: 'Recruit and run the interviews',
      ...crowded,
      depth: 'short',
      who: owner,
    }),
    support(`${path}.secondary`, path, {
      label: `${label}: secondary`,
      say: `${partner}, what do you agree to add to it?`,
      why: 'Support that is asked for and promised is the kind that comes. Leaving it out is fine.',
      example: 'I listen to one recording every two weeks',
      about,
      depth: 'full',
      who: other(owner),
    }),
    support(`${path}.tertiary`, path, {
      label: `${label}: tertiary`,
      say: `${partner}, is there some help from further away?`,
      why: 'A contact, a tool, a reminder: small things that you could bring in.',
      example: 'I ask my cousin for an introduction',
      about,
      depth: 'full',
      who: other(owner),
    }),
    pick(`${path}.wins`, allWins, {
      label: `${label}: wins`,
      say: 'Which wins does it serve? Their numbers.',
      about,
      depth: 'detail',
      who: owner,
    }),
    text(`${path}.strength`, {
      label: `${label}: strength`,
      say: `What makes ${me} right for it?`,
      about,
      depth: 'detail',
      who: owner,
    }),
  ]
}

/** A first role of somebody with one win serves that win, so nobody has to say so. */
function primaryQuestion(path: string, owner: Owner, words: Omit<Question, 'id' | 'read' | 'write'>): Question {
  const question = text(`${path}.primary`, words)
  return {
    ...question,
    write: (draft, answer) => {
      const result = question.write(draft, answer)
      const own = listAt<{ id?: string }>(draft, `wins.${owner}`)
      if ('refused' in result || !answer || own.length !== 1 || get(draft, `${path}.wins`)) return result
      return { draft: set(result.draft, `${path}.wins`, own[0]?.id && [own[0].id]) }
    },
  }
}

/** Support is agreed when the supporter says it (ROL-03): they are the one asked. */
function support(id: string, row: string, words: Omit<Question, 'id' | 'read' | 'write'>): Question {
  const question = text(id, words)
  return {
    ...question,
    write: (draft, answer) => {
      const result = question.write(draft, answer)
      return 'refused' in result || !answer ? result : { draft: set(result.draft, `${row}.agreed`, true) }
    },
  }
}
