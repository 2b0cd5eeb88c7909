import type { Contract } from '../contract.ts'
import { bothNames, OWNERS } from '../people.ts'
import { WIN_LISTS } from '../sections/wins/index.ts'
import { measureText } from '../sections/wins/measure.ts'
import type { Win } from '../sections/wins/win.ts'
import { shorten } from '../text.ts'
import type { AdviceRule, Advised } from './rule.ts'

/** Every win for which the test holds, as `"text" …`. */
const wins = (contract: Contract, test: (win: Win) => boolean, says: string): Advised[] =>
  WIN_LISTS.flatMap(list =>
    contract.wins[list].flatMap((win, index) =>
      test(win)
        ? [{ path: ['wins', list, index], what: `"${shorten(win.text)}" ${says}`, where: { win: win.id } }]
        : [],
    ),
  )

export const winRules: readonly AdviceRule[] = [
  {
    id: 'unmeasured-win',
    reason: 'What both of you can see needs no judge: how will you both know it is done?',
    remedy: 'Add a measure: partner amend wins',
    find: ({ contract }) => wins(contract, win => !measureText(win), 'has no measure'),
  },
  {
    id: 'undated-win',
    reason: 'A day makes it easy to ask how it goes, and to notice early that help is due.',
    remedy: 'Add a day: partner amend wins',
    find: ({ contract }) => wins(contract, win => !win.due, 'has no day'),
  },
  {
    id: 'win-without-role',
    reason: "A win that hangs on no role is work that each of you may take for the other one's.",
    remedy: 'Say in a role that it serves this win, or add a role for it: partner amend roles',
    find: ({ contract }) => {
      const served = new Set(OWNERS.flatMap(owner => contract.roles[owner].flatMap(role => role.wins)))
      return wins(contract, win => !served.has(win.id), 'is served by no role')
    },
  },
  {
    id: 'unconfirmed-win',
    reason: "If one of you doesn't want a shared goal, it's better to find out now.",
    remedy: 'Ask each other if you both want it. Signing the contract confirms it, too: partner sign',
    // Who signed the contract has confirmed its shared goals.
    find: ({ contract, names, signed = [] }) =>
      contract.wins.big.flatMap((win, index) => {
        const missing = OWNERS.filter(owner => !win.confirmedBy.includes(owner) && !signed.includes(owner))
        const who = missing.length === 2 ? bothNames(names) : names[missing[0] ?? 'a']
        const what = `${who} ${missing.length === 2 ? 'have' : 'has'} not confirmed "${shorten(win.text)}" yet`
        return missing.length ? [{ path: ['wins', 'big', index], what, where: { win: win.id, missing } }] : []
      }),
  },
]
