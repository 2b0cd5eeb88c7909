import type { Context } from '../../context.ts'
import { nearDay } from '../../contract/day.ts'
import { type Meetings, meetingsText } from '../../contract/meetings.ts'
import { displayNames } from '../../contract/people.ts'
import { oneLine, plain } from '../../contract/text.ts'
import { PartnerError } from '../../errors.ts'
import { comingDays, schedule as meetingsOn } from '../../session/coming.ts'
import { readCards } from '../../store/partnership.ts'
import { table } from '../../terminal/table.ts'
import { wrap } from '../../terminal/wrap.ts'
import { AS_OF, type Command, JSON_OPTION, type Options } from '../command.ts'
import { readSessions, type SessionsRead } from '../reading.ts'
import { printJson, printProblems } from '../report.ts'
import { ownTimes } from './own-times.ts'

export const schedule: Command = {
  options: [{ flags: '--count <number>', says: 'how many sessions (default: 12)' }, JSON_OPTION, AS_OF],
  examples: [
    ['partner schedule', 'the next twelve sessions'],
    ['partner schedule --count 3 --json', 'the next three, for a program'],
  ],
  reads: 'contract.yaml, checkins/, partners/',
  writes: 'nothing',
  run,
}

async function run(options: Options, context: Context): Promise<number | undefined> {
  const count = countOption(options.count)
  const read = await readSessions(options, context)
  const { partnership, sessions, asOf } = read
  const { contract } = partnership
  const { meetings } = contract.agreements
  const days = comingDays(meetings, sessions, { contractDate: contract.date, from: asOf, count })
  const cards = await readCards(partnership)
  const exit = printProblems(context, [...read.problems, ...cards.problems])
  if (!days.length && isRule(meetings, sessions.length > 0)) throw neverMeets(read)
  const coming = meetingsOn(meetings, meetings.timezone, days)
  if (options.json) {
    printJson(context, { schema: 'partner-schedule/1', sessions: coming })
    return exit
  }
  const { width } = context.out
  if (!days.length) {
    context.out.write(`${[...wrap(plain(whyNone(meetings)), width), REMEDY].join('\n')}\n`)
    return exit
  }
  const columns = ownTimes(coming, cards.found, displayNames(contract.partners))
  const rows = days.map((day, index) => [
    nearDay(day, asOf),
    meetings.time ?? '',
    ...columns.map(({ times }) => times[index]!),
  ])
  const titles = columns.length ? ['', meetings.timezone ?? '', ...columns.map(({ title }) => title)] : ['', '']
  const head = wrap(plain(meetingsText(meetings)), width)
  const list = table({ columns: titles.map(title => ({ title })), rows, width })
  context.out.write(`${[...head, '', list].join('\n')}\n`)
  return exit
}

const REMEDY = 'Agree on other days with: partner amend agreements'

function countOption(value: unknown): number {
  if (value === undefined) return 12
  if (typeof value === 'string' && /^[1-9]\d{0,2}$/.test(value)) return Number(value)
  throw new PartnerError('usage', `--count ${value}: that is not a number from 1 to 999.`, 'Write it as --count 12')
}

/** Whether days should follow from what is agreed: months need a day to be counted from. */
const isRule = ({ unit, first }: Meetings, haveMet: boolean): boolean =>
  unit !== undefined && (unit !== 'month' || first !== undefined || haveMet)

function neverMeets({ partnership: { contract, source } }: SessionsRead): PartnerError {
  const path = 'agreements.meetings'
  const what = `by this rule no session ever comes: ${meetingsText(contract.agreements.meetings)}`
  return new PartnerError(
    'invalid',
    [{ path, what, where: source.place(path.split('.')) }],
    'Agree on other days with: partner amend agreements',
  )
}

/** Nothing to show is no error; what is missing is said. */
function whyNone({ unit, dates, text }: Meetings): string {
  if (unit === 'month') return 'No first meeting is agreed, from which the months would be counted.'
  if (dates?.length) return 'All the days that were agreed are over.'
  const words = text ? `It is agreed in words alone: "${oneLine(text)}". ` : ''
  return `${words}No rhythm is agreed from which days would follow.`
}
