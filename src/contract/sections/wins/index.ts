import * as z from 'zod/mini'
import { counted, filled, list, text } from '../../asking.ts'
import { listAt, set } from '../../draft.ts'
import { open, perPartner, words } from '../../field.ts'
import { bothNames, OWNERS, other } from '../../people.ts'
import type { Question } from '../../question.ts'
import type { Page, Talk } from '../../section.ts'
import { defineSection } from '../../section.ts'
import { smartLines } from '../../smart.ts'
import { shorten } from '../../text.ts'
import { type Win, type WinOwner, win, winItem, winQuestions } from './win.ts'

const winList = z._default(z.array(win), [])

/** The three lists of wins, by whose they are. */
export const WIN_LISTS: readonly WinOwner[] = ['big', ...OWNERS]

export const wins = defineSection({
  id: 'wins',
  part: 1,
  title: 'Wins',
  why: 'A partnership lasts when both of you win something of your own, and something together.',
  schema: z.prefault(open({ big: winList, a: winList, b: winList, success: perPartner(words) }), {}),
  example: {
    big: [
      {
        id: 'w1',
        text: 'Both of us work in a job we chose on purpose',
        why: 'Because choosing feels better than drifting.',
        measure: { indicator: 'signed offers', unit: 'offers', baseline: 0, target: 2 },
        due: '2026-10-31',
        milestones: [{ id: 'w1m1', text: 'Both have described the job', due: '2026-03-31' }],
        confirmedBy: ['a', 'b'],
      },
    ],
    a: [
      {
        id: 'a1',
        text: 'Three case studies published',
        serves: 'w1',
        measure: { indicator: 'published case studies', baseline: 0, target: 3 },
        due: '2026-08-31',
        confidence: 6,
      },
    ],
    b: [
      {
        id: 'b1',
        text: 'Pass the June exam',
        measure: { indicator: 'exam mark', target: 'a pass' },
        due: '2026-06-10',
      },
    ],
    success: { a: 'I stop hiding my notebook.', b: 'I sleep before exams.' },
  },
  questions: (draft, talk) => [
    ...list(draft, talk, 'wins.big', (path, index) => winQuestions(draft, talk, path, index, 'big')),
    ...(talk.depth !== 'short' && filled(draft, 'wins.big') ? [confirmation(talk)] : []),
    ...OWNERS.flatMap(owner => [
      ...list(draft, talk, `wins.${owner}`, (path, index) => winQuestions(draft, talk, path, index, owner)),
    ]),
    ...OWNERS.map(owner =>
      text(`wins.success.${owner}`, {
        label: `Success for ${talk.names[owner]}`,
        say: `${talk.names[owner]}, how will you feel or live when this has worked?`,
        why: 'A picture of the end makes it easier to notice that you are there.',
        example: 'I stop hiding my notebook.',
        depth: 'full',
        who: owner,
      }),
    ),
  ],
  blocks: (data, page) =>
    winOrder(page).flatMap(owner => [
      { kind: 'heading', level: 3, text: winTitle(owner, page) },
      { kind: 'list', items: data[owner].map(entry => winItem(entry, data.big, page.names)), lines: 3 },
    ]),
  alsoAgreed: (data, { names }) =>
    OWNERS.flatMap(owner => {
      const said = data.success[owner]
      return said ? [{ kind: 'item', label: `What success looks like to ${names[owner]}`, text: said } as const] : []
    }),
  summary: (draft, { names }) => {
    const all = WIN_LISTS.flatMap(owner => listAt<Partial<Win>>(draft, `wins.${owner}`))
    const unmeasured = all.filter(entry => !entry.measure).length
    return [
      counted(listAt(draft, 'wins.big').length, 'big win'),
      ...OWNERS.map(owner => `${names[owner]} ${listAt(draft, `wins.${owner}`).length}`),
      unmeasured ? `${unmeasured === 1 ? 'one has' : `${unmeasured} have`} no measure yet` : '',
    ]
      .filter(Boolean)
      .join(' · ')
  },
  remarks: (draft, { depth }) =>
    depth === 'short'
      ? []
      : smartLines(draft, WIN_LISTS).map(({ text, letters }) => `${letters}  "${shorten(text, 24)}"`),
  missing: draft => [
    ...(filled(draft, 'wins.big') ? [] : [{ path: 'wins.big', words: 'a big win' }]),
    ...(OWNERS.some(owner => filled(draft, `wins.${owner}`))
      ? []
      : [{ path: 'wins.a or wins.b', words: "one partner's win" }]),
  ],
})

/** WIN-09: the pair says once, for the whole list, who stands behind the big wins. */
const confirmation = ({ names }: Talk): Question => ({
  id: 'wins.confirmed',
  label: 'Behind the big wins',
  say: `${bothNames(names)}, do both of you stand behind these big wins?`,
  why: 'A shared win that one of you does not want is better found out now.',
  depth: 'full',
  choices: [
    { value: 'a b', name: 'Both of us' },
    ...OWNERS.map(owner => ({ value: owner, name: `Only ${names[owner]}, so far` })),
  ],
  read: draft => (listAt<Partial<Win>>(draft, 'wins.big')[0]?.confirmedBy ?? []).join(' '),
  write: (draft, answer) => ({
    draft: listAt(draft, 'wins.big').reduce(
      (data: typeof draft, _, index) =>
        set(data, `wins.big.${index}.confirmedBy`, answer ? answer.split(' ') : undefined),
      draft,
    ),
  }),
})

/** The paper form is written from one chair: the partner's wins come before one's own. */
const winOrder = ({ viewpoint }: Page): readonly WinOwner[] =>
  viewpoint ? ['big', other(viewpoint), viewpoint] : WIN_LISTS

function winTitle(owner: WinOwner, { viewpoint, blank, names }: Page): string {
  if (owner === 'big') return 'Big Win'
  if (viewpoint) return owner === viewpoint ? 'Your Wins' : "Your Partner's Wins"
  return blank ? `Wins of ${owner === 'a' ? 'the first' : 'the second'} partner` : `${names[owner]}'s Wins`
}
