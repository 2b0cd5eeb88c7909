import type { Day } from '../../contract/day.ts'
import { shortDay } from '../../contract/day.ts'
import { numberIn } from '../../session/goals.ts'
import type { GoalStory } from '../../session/history.ts'
import { table } from '../../terminal/table.ts'

/**
 * The measured values as marks between the least and the greatest, in plain characters; from nothing on, where no other
 * start was named. Empty where none is a number.
 */
export function plot({ measure, entries }: GoalStory, asOf: Day, width: number): string {
  const measured = entries.map(({ date, value }) => ({ label: shortDay(date, asOf), value: numberIn(value) }))
  if (!measured.some(({ value }) => value !== undefined)) return ''
  const points = [
    { label: 'at the start', value: numberIn(measure?.baseline) },
    ...measured,
    { label: 'target', value: numberIn(measure?.target) },
  ].flatMap(({ label, value }) => (value === undefined ? [] : { label, value }))
  const values = points.map(({ value }) => value)
  const start = numberIn(measure?.baseline) ?? 0
  const [least, greatest] = [Math.min(start, ...values), Math.max(start, ...values)]
  const room = Math.max(10, Math.min(40, width - 30))
  const place = (value: number) =>
    greatest === least ? 0 : Math.round(((value - least) / (greatest - least)) * (room - 1))
  return table({
    columns: [{ title: '' }, { title: '', align: 'right' }, { title: '' }],
    rows: points.map(({ label, value }) => [label, String(value), `|${'.'.repeat(place(value))}*`]),
    width,
  })
}
