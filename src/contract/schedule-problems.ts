import { type Day, dayText, longDay } from './day.ts'
import type { Meetings } from './meetings.ts'
import { occurrences } from './occurrences.ts'
import { ruleWords } from './schedule-words.ts'

interface ScheduleProblem {
  path: readonly (string | number)[]
  what: string
}

/** Keys of a schedule that do not go together. The earlier key `weekday` is taken as it always was. */
export function scheduleProblems(agreed: Meetings): ScheduleProblem[] {
  const { unit, every, weekdays, weekday, nth, day, days, first } = agreed
  const found: ScheduleProblem[] = []
  const problem = (key: keyof Meetings, what: string) => found.push({ path: [key], what })
  const only = (key: keyof Meetings, value: unknown, wanted: string) => {
    if (value !== undefined && unit !== wanted)
      problem(key, `goes with \`unit: ${wanted}\`, ${unit ? `not with \`unit: ${unit}\`` : 'and there is no unit'}`)
  }
  only('nth', nth, 'month')
  only('day', day, 'month')
  if (days?.length) only('days', days, 'days')
  if (unit === 'days' && every !== undefined && every > 1)
    problem('every', `does not go with \`unit: days\`, which is on the same days of each month`)
  if (weekdays) {
    if (!weekdays.length) problem('weekdays', 'names no weekday')
    if (weekday !== undefined) problem('weekday', 'is the earlier key for `weekdays`; keep one of them')
    if (unit === undefined || unit === 'days')
      problem('weekdays', 'goes with `unit: week`, or with `unit: month` and `nth`')
    if (unit === 'month' && nth === undefined)
      problem('weekdays', 'needs `nth` (1, 2, 3, 4 or last) if the unit is month')
    if (unit === 'month' && weekdays.length > 1)
      problem('weekdays', `must be one weekday if the unit is month, not ${weekdays.length}`)
  }
  if (nth !== undefined && unit === 'month' && !weekdays?.length && !weekday)
    problem('nth', 'needs a weekday in `weekdays`')
  if (day !== undefined && nth !== undefined) problem('day', 'does not go with `nth`; keep one of them')
  else if (day !== undefined && (weekdays?.length || weekday))
    problem('day', 'does not go with a weekday; keep one of them')
  return found.length || first === undefined ? found : misfit(agreed, first)
}

/** A first date that is none of the schedule's own. */
function misfit(agreed: Meetings, first: Day): ScheduleProblem[] {
  const { weekdays, nth, day } = agreed
  if (!weekdays && nth === undefined && day === undefined) return []
  const next = occurrences({ ...agreed, dates: undefined }, first, 1)[0]
  if (next === first) return []
  const instead = next ? `; the next date that fits is ${dayText(next)} (${next})` : ''
  return [{ path: ['first'], what: `${longDay(first)} is not a date of "${ruleWords(agreed)}"${instead}` }]
}
