import * as chrono from 'chrono-node/en'

// What may stand between a sentence and its day.
const LEAD = /[\s,;:(–—-]*\b(?:(?:due|done)\s+)?(?:by|until|till|before|due|on)(?:\s+the)?[\s:]*$/i
// 12/10 and 12-10-2026 are two different days to two people.
const AMBIGUOUS = /\/|^\d{1,2}-\d{1,2}-/
// Where year, month and day are numbers, no other order is meant: 2026-13-01 is no 13 January.
const NUMBERS = /^(\d{4})-(\d{1,2})-\d{1,2}$/
const TAIL = /^[\s.!)]*$/

/**
 * The day that a sentence ends with, and the sentence without it: `two offers, by 31 October`. A day is taken only
 * at the end, and a mere weekday only after `by` or alone, so that `buy a sat nav` is no Saturday.
 */
export function readDay(said: string, today: string): { day: string; rest: string } | undefined {
  // British first, for the order of days and months in numbers; only the American one knows `August 31`.
  return readIn(chrono.GB, said, today) ?? readIn(chrono.casual, said, today)
}

function readIn(english: chrono.Chrono, said: string, today: string): { day: string; rest: string } | undefined {
  const reference = { instant: new Date(`${today}T12:00:00Z`), timezone: 0 }
  const parse = (forwardDate: boolean) => english.parse(said, reference, { forwardDate }).at(-1)
  const coming = parse(true)
  // "Last Monday" is over.
  const found = coming && /\blast\b/i.test(coming.text) ? parse(false) : coming
  if (!found || Number(NUMBERS.exec(found.text)?.[2]) > 12) return undefined
  if (AMBIGUOUS.test(found.text) || !TAIL.test(said.slice(found.index + found.text.length))) return undefined
  const before = said.slice(0, found.index)
  const { start } = found
  const exact = start.isCertain('day')
  const counted = start.tags().has('result/relativeDate')
  const introduced =
    LEAD.test(before) || /^(by|until|before|on|in|within|next|this)\b/i.test(found.text) || before.trim() === ''
  // "Three times a week" counts, too, and means no day.
  if (counted && !introduced) return undefined
  if (!(exact && (introduced || start.isCertain('month'))) && !((counted || start.isCertain('weekday')) && introduced))
    return undefined
  const part = (name: 'month' | 'day') => String(start.get(name)).padStart(2, '0')
  return {
    day: `${start.get('year')}-${part('month')}-${part('day')}`,
    rest: before.replace(LEAD, '').replace(/[\s,;(]+$/, ''),
  }
}
