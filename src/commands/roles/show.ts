import type { Context } from '../../context.ts'
import { allRoles, allWins, type Contract } from '../../contract/contract.ts'
import { type Day, shortDay } from '../../contract/day.ts'
import { displayNames, type Names, OWNERS, type Owner } from '../../contract/people.ts'
import { plain } from '../../contract/text.ts'
import { type RoleState, rolesFrom } from '../../session/goals.ts'
import type { Session } from '../../session/sessions.ts'
import { stepsFrom } from '../../session/steps.ts'
import { table, wordsFit } from '../../terminal/table.ts'
import { wrap } from '../../terminal/wrap.ts'
import type { Options } from '../command.ts'
import { readSessions } from '../reading.ts'
import { printJson, printProblems } from '../report.ts'

/** What it prints. */
export async function showRoles(options: Options, context: Context): Promise<number | undefined> {
  const { partnership, sessions, asOf, problems } = await readSessions(options, context)
  const exit = printProblems(context, partnership.folder, problems)
  const { contract } = partnership
  const mine = options.mine as Owner | undefined
  const rows = roleRows(contract, sessions).filter(({ owner }) => !mine || owner === mine)
  if (options.json) {
    printJson(context, { schema: 'partner-roles/1', asOf, roles: rows })
    return exit
  }
  const names = displayNames(contract.partners)
  const tables = OWNERS.filter(owner => !mine || owner === mine).map(owner => {
    const own = rows.filter(row => row.owner === owner)
    return `${plain(names[owner])}\n\n${own.length ? roleTable(own, names, asOf, context.out.width) : 'No roles yet.'}\n`
  })
  context.out.write(tables.join('\n'))
  return exit
}

/** Every role with the wins it serves, its open steps, and when it last came up. */
function roleRows(contract: Contract, sessions: readonly Session[]) {
  const states = new Map(rolesFrom(contract, sessions).map(state => [state.id, state]))
  const wins = new Map(allWins(contract).map(win => [win.id, win.text]))
  const steps = new Map(stepsFrom(contract, sessions).map(step => [step.id, step]))
  /** A step that names no role belongs to those whose win it is for. */
  const forWins = (serves: readonly string[]) =>
    [...steps.values()]
      .filter(({ open, role, win }) => open && !role && win && serves.includes(win))
      .map(({ id }) => id)
  return allRoles(contract).map(({ id, owner, primary, secondary, tertiary, agreed, strength, wins: serves }) => {
    const { openSteps, sessionsSinceMention, lastMentioned } = states.get(id) as RoleState
    return {
      id,
      owner,
      primary,
      secondary,
      tertiary,
      agreed,
      strength,
      wins: serves.map(win => ({ id: win, text: wins.get(win) ?? win })),
      openSteps: [...openSteps, ...forWins(serves)].map(step => ({
        id: step,
        text: steps.get(step)?.text ?? step,
        due: steps.get(step)?.due,
      })),
      lastMentioned,
      sessionsSinceMention,
    }
  })
}

type Row = ReturnType<typeof roleRows>[number]

function roleTable(rows: readonly Row[], names: Names, asOf: Day, width: number): string {
  const partner = names[rows[0]?.owner === 'a' ? 'b' : 'a']
  const cells = rows.map(row => [
    row.primary,
    [row.secondary ?? '', row.agreed === false ? `(not agreed by ${partner} yet)` : ''].filter(Boolean).join('\n'),
    row.tertiary ?? '',
    belongs(row, asOf),
  ])
  const owner = names[rows[0]?.owner ?? 'a']
  const columns = [
    { title: `Primary: ${owner}` },
    { title: `Secondary: ${partner} adds` },
    { title: `Tertiary: ${partner} can bring in` },
    { title: 'Goals, steps, last time' },
  ]
  if (!wordsFit({ columns, rows: cells, width })) return cells.map(row => roleBelow(row, partner, width)).join('\n\n')
  return table({
    columns,
    rows: cells.map((row, index) => (index < cells.length - 1 ? row.with(0, `${row[0]}\n`) : row)),
    width,
  })
}

/** A role where columns would be too narrow to read: each of its parts below the other. */
function roleBelow(
  [primary = '', secondary, tertiary, others = '']: readonly string[],
  partner: string,
  width: number,
) {
  const parts = [
    secondary && `${partner} adds: ${secondary}`,
    tertiary && `${partner} can bring in: ${tertiary}`,
    ...others.split('\n'),
  ]
  const indented = parts.flatMap(part => (part ? wrap(plain(part), width, { first: '  ', rest: '    ' }) : []))
  return [...wrap(plain(primary), width), ...indented].join('\n')
}

/** What hangs on a role: the wins it serves, what is open, when it last came up. */
const belongs = ({ wins, openSteps, lastMentioned }: Row, asOf: Day): string =>
  [
    ...wins.map(({ text }) => `win: ${text}`),
    ...openSteps.map(({ text }) => `open: ${text}`),
    lastMentioned ? `last: ${shortDay(lastMentioned, asOf)}` : '',
  ]
    .filter(Boolean)
    .join('\n')
