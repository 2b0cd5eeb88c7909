import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Context } from '../../context.ts'
import type { Day } from '../../contract/day.ts'
import { displayNames, OWNERS } from '../../contract/people.ts'
import { needsFirst } from '../../contract/schedule-rule.ts'
import { plain, quoted } from '../../contract/text.ts'
import { PartnerError } from '../../errors.ts'
import { type CalendarPage, isAddress, toCalendar, uidsIn } from '../../render/calendar.ts'
import { type EarlierCalendar, earlierCalendar, goneFrom, saysTheSame } from '../../render/earlier-calendar.ts'
import { type CalendarDays, calendarDays } from '../../session/calendar-days.ts'
import type { Session } from '../../session/sessions.ts'
import { mustBeReadable, type Partnership, readCards } from '../../store/partnership.ts'
import { readNamed } from '../../store/reading.ts'
import { writeFileSafely } from '../../store/writing.ts'
import type { Options } from '../command.ts'
import { closeAct, remindOfRemotes } from '../keeping.ts'
import { isThere, mustBeBeside } from '../out-file.ts'
import { readSessions } from '../reading.ts'
import { type Line, printLines } from '../report.ts'
import { askAddresses } from './addresses.ts'
import { cannotBe, neverMeets, noFirst } from './refusals.ts'

/** All that is agreed about meeting, for calendars: on standard output, or into a file that is kept up to date. */
export async function writeCalendar(options: Options, context: Context): Promise<number | undefined> {
  const { partnership, sessions, asOf, problems } = await readSessions(options, context)
  // A calendar is opened elsewhere, by people who do not see what was left out.
  mustBeReadable({ found: sessions, problems })
  const days = daysOf(partnership, sessions)
  const cards = mustBeReadable(await readCards(partnership))
  const { contract } = partnership
  const page = { contract, days, cards, now: context.now(), sequence: sequenceOf(partnership, sessions) }
  if (options.out !== undefined) return await intoFile(options, context, partnership, page, asOf)
  context.out.write(toCalendar(page))
  sayWhoIsLeftOut(context, partnership, page)
  return undefined
}

/** The days that are agreed, or why there can be none in a calendar. */
function daysOf(partnership: Partnership, sessions: readonly Session[]): CalendarDays {
  const { contract, source } = partnership
  const { meetings } = contract.agreements
  const { unit, first } = meetings
  if (!contract.id)
    throw new PartnerError(
      'invalid',
      [{ path: 'id', what: 'is missing, and calendars know your sessions by it', where: source.place(['id']) }],
      'Give the contract one in contract.yaml, any that nobody else has, and never change it.',
    )
  if (needsFirst(meetings) && !first) throw noFirst(partnership)
  const days = calendarDays(contract, sessions)
  if (days.series.length || days.singles.length) return days
  if (unit) throw neverMeets(partnership)
  throw cannotBe(partnership, 'no rhythm and no days are agreed from which a calendar could be made')
}

/** Versions and records only ever grow in number, on either machine. */
const sequenceOf = ({ contract }: Partnership, sessions: readonly Session[]): number =>
  contract.version + sessions.reduce((sum, { files }) => sum + files.length, 0)

async function intoFile(
  options: Options,
  context: Context,
  partnership: Partnership,
  page: CalendarPage,
  today: Day,
): Promise<number | undefined> {
  const out = String(options.out)
  const file = resolve(context.cwd, out)
  const { folder, contract, shown } = partnership
  mustBeBeside(folder, file, out, ['.ics'])
  const bytes = existsSync(file) ? await readNamed(file, out) : null
  const earlier = bytes ? earlierCalendar(bytes.toString('utf8'), contract.id) : undefined
  if (bytes && !earlier && !options.yes) throw isThere(out)
  const asked = await askAddresses(context, partnership, page.cards)
  const whole = { ...page, cards: asked.length ? mustBeReadable(await readCards(partnership)) : page.cards }
  const text = earlier ? afterThat(earlier, whole, today) : toCalendar(whole)
  if (text !== earlier?.text) await writeFileSafely(file, text, { shown: out, expected: bytes })
  sayWhoIsLeftOut(context, partnership, whole)
  const lines: Line[] = [
    ...(asked.length ? [['Kept', `in ${shown('partners')}, for the next time`] as const] : []),
    ...(text === earlier?.text
      ? [['As it was', `${out}: nothing has changed`] as const]
      : [
          ['Written', out] as const,
          [
            'Next',
            'open it with your calendar, each of you; when something changes, write it and open it again',
          ] as const,
        ]),
  ]
  const secret = contract.agreements.confidentiality
  if (asked.length)
    await closeAct(context, options, lines, { folder, written: asked, message: 'E-mail addresses', secret })
  else printLines(context, lines)
  await remindOfRemotes(context, { folder, into: dirname(file) }, secret)
  return undefined
}

/** The same file where nothing else is said; else one that every calendar takes for newer. */
function afterThat(earlier: EarlierCalendar, page: CalendarPage, today: Day): string {
  const gone = goneFrom(earlier, uidsIn(page.contract, page.days), today)
  const sequence = Math.max(page.sequence, earlier.sequence + 1)
  const text = toCalendar({ ...page, sequence, gone })
  return saysTheSame(text, earlier.text) ? earlier.text : text
}

/** An address that stands in a card and is none is worth one line. */
function sayWhoIsLeftOut(context: Context, { contract, shown }: Partnership, { cards }: CalendarPage): void {
  const names = displayNames(contract.partners)
  for (const owner of OWNERS) {
    const email = cards[owner]?.email
    if (!email?.trim() || isAddress(email)) continue
    const what = `${quoted(email)} is no e-mail address, so ${names[owner]} is not in the calendar as a guest.`
    context.err.write(`${plain(`${shown('partners', `${owner}.yaml`)}  email: ${what}`)}\n`)
  }
}
