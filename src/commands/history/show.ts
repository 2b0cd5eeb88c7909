import type { Context } from '../../context.ts'
import { allWins, type Contract } from '../../contract/contract.ts'
import { dayText } from '../../contract/day.ts'
import type { Owner } from '../../contract/people.ts'
import { displayNames } from '../../contract/people.ts'
import { plain, quoted, shorten } from '../../contract/text.ts'
import { PartnerError } from '../../errors.ts'
import { toCsv } from '../../render/csv.ts'
import { awaitingIn } from '../../session/awaiting.ts'
import { goalsFrom } from '../../session/goals.ts'
import {
  type GoalStory,
  goalStories,
  lessonsOf,
  missedRow,
  ofPartner,
  sessionRow,
  successesOf,
} from '../../session/history.ts'
import { heldOf, type Session } from '../../session/sessions.ts'
import type { Options } from '../command.ts'
import { readSessions } from '../reading.ts'
import { dayOption, printJson, printProblems } from '../report.ts'
import { readyIn } from '../suggestion.ts'
import { tableOf, type View } from './table.ts'
import { goalView, lessonsView, sessionsView, winsView } from './views.ts'

/** What it prints. */
export async function showHistory(options: Options, context: Context): Promise<number | undefined> {
  onlyOne(options, ['goal', 'wins', 'lessons'])
  onlyOne(options, ['json', 'csv'])
  onlyOne(options, ['goal', 'partner'])
  const since = dayOption('--since', options.since, '')
  const { partnership, sessions, asOf, problems } = await readSessions(options, context)
  const { json, view: whole } = chosen(options, partnership.contract, sessions, since)
  const view = since ? { ...whole, empty: `Nothing of this is written down from ${dayText(since)} on.` } : whole
  const exit = printProblems(context, partnership.folder, problems)
  if (options.json) printJson(context, { schema: 'partner-history/1', ...json })
  else if (options.csv) context.out.write(csvOf(view))
  else {
    const empty = readyIn(context, partnership.folder)(view.empty)
    const page = { asOf, width: context.out.width, whole: Boolean(options.full) }
    context.out.write(tableOf({ ...view, empty }, page))
  }
  return exit
}

/** What was asked for, as data and as columns. */
function chosen(
  options: Options,
  contract: Contract,
  all: readonly Session[],
  since: string,
): { json: object; view: View } {
  const names = displayNames(contract.partners)
  const isRecent = ({ date }: { date: string }) => date >= since
  const who = options.partner as Owner | undefined
  const isTheirs = (owner: Owner | 'both' | undefined) => who === undefined || owner === who || owner === 'both'
  if (options.goal !== undefined) {
    const story = theGoal(contract, all, String(options.goal))
    const goal = { ...story, entries: story.entries.filter(isRecent) }
    const isSettled = goalsFrom(contract, all).find(({ id }) => id === goal.id)?.awaiting?.what !== 'finished'
    return { json: { goal }, view: goalView(goal, isSettled) }
  }
  if (options.wins) {
    const wins = successesOf(contract, all).filter(win => isRecent(win) && isTheirs(win.by))
    return { json: { wins }, view: winsView(wins, names) }
  }
  if (options.lessons) {
    const lessons = lessonsOf(contract, all).filter(lesson => isRecent(lesson) && isTheirs(lesson.owner))
    return { json: { lessons }, view: lessonsView(lessons, names) }
  }
  const sessions = all.filter(isRecent).map(session => (who ? ofPartner(session, who) : session))
  const missed = sessions.filter(session => !session.held)
  return {
    json: { sessions: heldOf(sessions).map(sessionRow), missed: missed.map(missedRow) },
    view: sessionsView(sessions, names, {
      agreedMinutes: contract.agreements.meetings.minutes,
      awaiting: awaitingIn(contract, all),
    }),
  }
}

function theGoal(contract: Contract, sessions: readonly Session[], named: string): GoalStory {
  const stories = goalStories(contract, sessions, named)
  const [story] = stories
  if (story && stories.length === 1) return story
  const goals = (story ? stories : allWins(contract)).map(({ id, text }) => `  ${id}  ${shorten(plain(text))}`)
  const which = goals.length ? `Name one of these:\n${goals.join('\n')}` : 'The contract has no goals yet.'
  if (story) throw new PartnerError('usage', `Several goals have the words ${quoted(named)}.`, which)
  throw new PartnerError('missing', `There is no goal ${quoted(named)}.`, which)
}

/** Every text whole, with its tabs, and inert for a terminal too: the table may be printed on one. */
const csvOf = ({ titles, rows }: View): string =>
  toCsv([titles, ...rows.map(row => row.map(cell => inert([cell].flat().join('\n'))))])

const inert = (text: string): string =>
  text
    .split('\t')
    .map(part => plain(part, { multiline: true }))
    .join('\t')

function onlyOne(options: Options, names: readonly string[]): void {
  const [one, two] = names.filter(name => options[name] !== undefined)
  if (two) throw new PartnerError('usage', `--${one} and --${two} do not go together.`, 'Take one of them.')
}
