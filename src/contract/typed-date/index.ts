import { addDays, type Day, dayText, longDay } from '../day.ts'
import { quoted } from '../text.ts'
import { type From, type Meaning, meaningOf, namesYear } from './phrases.ts'

export type { From } from './phrases.ts'

/** Why an answer can't be taken as it is. */
interface Refused {
  refused: string
}

/** A sentence and the date it ends with: `text` is the sentence up to the clause, `due` the day of the clause. */
export interface Dated {
  text: string
  due: Day
}

/** Whether a text is a date and nothing else: then it doesn't say what is to be done. */
export const isOnlyDate = (text: string, from: From): boolean => {
  const dated = dueIn(text, from)
  return (dated !== undefined && 'due' in dated && dated.text === '') || meaningOf(text, from) !== undefined
}

/** Reads an answer that must be a date and nothing else: `31 October`, `next Monday`, `2026-10-31`. */
export function readDate(answer: string, from: From): { day: Day } | Refused {
  const phrase = answer.trim().replace(/^(?:(?:due )?(?:on or before|up until|by|before|until|till|on)|due)\s+/i, '')
  const meaning = meaningOf(phrase, from)
  if (meaning) return theDay(phrase, meaning)
  const within = datesWithin(phrase, from)
  const [only, ...others] = within
  if (only === undefined) return { refused: `I can't read ${quoted(answer)} as a date. Try 31 October or 2026-10-31.` }
  if (others.length) return { refused: `I found more than one date: ${eitherOf(within)} Type the one you mean.` }
  return {
    refused: `I can keep only the date here. If you mean ${longDay(only)}, type ${dayText(only)}.`,
  }
}

const CLAUSE = /(?<![^\s,;:(–—])(?<preposition>on or before|up until|by|before|until|till|on)\s+/gi
/** After a comma or another stop, "due" is part of the clause. */
const DUE = /(?<=[,;:(–—]\s?)(?<preposition>due)\s+/gi
const DUE_AHEAD = /(?<=[,;:(–—]\s?)due\s$/i
const LATEST = /,?\s+(?:at the )?latest$/i
/** Words after which a date says something else than when a thing is due. */
const OTHERWISE = /\b(?:of|from|after|since|for|than|not|never|and|or|to|between|except|nor|but|as)$/i
const RECURRING = /\b(?:every|each|daily|weekly|monthly|always|usually|(?:twice|times|once)? an? (?:day|week|month))\b/i
/** How far from the end a clause can begin; the rest of a long text is never looked at. */
const REACH = 90

/**
 * The date that a sentence ends with, if it ends with `by`, `before`, `until` or `on` and one whole day; undefined
 * if it has none. A clause that could be two days, or is a day that no calendar has, is refused.
 */
export function dueIn(sentence: string, from: From): Dated | Refused | undefined {
  const dated = lastDateIn(sentence, from)
  if (!dated || 'refused' in dated) return dated
  const { ahead, due } = dated
  const other = lastDateIn(ahead, from)
  if (other && 'due' in other && other.due !== due)
    return { refused: `I found more than one date: ${eitherOf([other.due, due])} Type the one you mean.` }
  // "Report due by Friday" needs all its words.
  return { text: /\bdue$/i.test(ahead) ? sentence : ahead, due }
}

/** The last date of a sentence, and what is ahead of its clause. */
function lastDateIn(sentence: string, from: From): { ahead: string; due: Day } | Refused | undefined {
  const start = Math.max(0, sentence.length - REACH)
  const tail = sentence.slice(start).trimEnd()
  for (const match of [...tail.matchAll(CLAUSE), ...tail.matchAll(DUE)]) {
    // The tail may begin in the middle of a word.
    if (start > 0 && match.index === 0) continue
    const typed = tail.slice(match.index + match[0].length)
    const phrase = typed.replace(/[.!\s]+$/, closed => (/\d\.\d+\.$/.test(typed) ? closed : '')).replace(LATEST, '')
    const before = sentence.slice(0, start + match.index)
    const date = phrase.replace(/\)$/, '')
    const meaning = isWhole(phrase, before) ? meaningOf(date, from) : undefined
    if (!meaning) continue
    const ahead = withoutLeadIn(before)
    const preposition = match.groups!.preposition!.toLowerCase()
    if (saysOtherwise(ahead, preposition, date, from)) return undefined
    const read = theDay(date, meaning)
    if ('refused' in read) return read
    return isOver(read.day, preposition, date, from) ? undefined : { ahead, due: read.day }
  }
  return undefined
}

/** What is ahead of a clause, without the comma, dash or bracket that leads to it. */
function withoutLeadIn(before: string): string {
  let end = before.length - (DUE_AHEAD.exec(before.slice(-9))?.[0].length ?? 0)
  while (end > 0 && (/[\s,;:(–—]/.test(before[end - 1]!) || /^\s?-$/.test(before.slice(Math.max(0, end - 2), end))))
    end--
  return before.slice(0, end)
}

/**
 * What is over can't be due, unless someone names a year on purpose: "what broke on Monday last week". A day of the
 * last weeks after "on" is over too, rather than due in a year: "what we agreed on 2 January".
 */
function isOver(day: Day, preposition: string, date: string, { today }: From): boolean {
  const isOn = preposition === 'on'
  return namesYear(date) ? isOn && day < today : day < today || (isOn && day > addDays(today, 334))
}

/** A bracket that closes after the date must have opened before it; "sun" and "sat" are words of their own. */
function isWhole(phrase: string, before: string): boolean {
  if (/^(?:sun|sat|wed)$/.test(phrase)) return false
  const opens = (phrase.match(/\(/g) ?? []).length + (/\(\s*$/.test(before) ? 1 : 0)
  return opens >= (phrase.match(/\)/g) ?? []).length
}

/** Whether the date is one end of a range, one of several days, or what something comes after. */
function saysOtherwise(text: string, preposition: string, phrase: string, from: From): boolean {
  if (OTHERWISE.test(text)) return true
  if (preposition === 'on' && /^[a-z]+\.?$/i.test(phrase) && RECURRING.test(text)) return true
  if (/un|till/.test(preposition) && endsWithDate(text, from)) return true
  const range = /\b(?:from|between|since|after|starting)\s+(?<first>(?:\S+\s+){0,5}\S+)$/i.exec(text.slice(-REACH))
  const first = range?.groups?.first
  return first !== undefined && (/^(?:the )?\d{1,2}\w{0,2}$/.test(first) || meaningOf(first, from) !== undefined)
}

/** Whether the last words of a text are a date: `1 May` in "1 May until 3 May". */
function endsWithDate(text: string, from: From): boolean {
  const words = text.slice(-REACH).split(/\s+/)
  return [1, 2, 3, 4].some(count => meaningOf(words.slice(-count).join(' '), from) !== undefined)
}

function theDay(phrase: string, meaning: Meaning): { day: Day } | Refused {
  if ('wrong' in meaning) return { refused: `${meaning.wrong} Try 31 October or 2026-10-31.` }
  const [day, ...others] = meaning.days
  if (day !== undefined && !others.length) return { day }
  const because = meaning.because ?? `${quoted(phrase)} could be two dates.`
  return { refused: `${because} Do you mean ${eitherOf(meaning.days).replace(/\.$/, '?')} Type the one you mean.` }
}

const eitherOf = (days: readonly Day[]): string => `${days.map(longDay).join(' or ')}.`

/** The dates among the words of an answer, each once; only the first words are looked at. */
function datesWithin(answer: string, from: From): Day[] {
  const words = answer.slice(0, 300).split(/\s+/).slice(0, 40)
  const found: Day[] = []
  for (let at = 0; at < words.length; at++) {
    for (let count = Math.min(6, words.length - at); count > 0; count--) {
      const phrase = words.slice(at, at + count).join(' ')
      const meaning = meaningOf(phrase, from)
      if (!meaning || !('days' in meaning)) continue
      found.push(...meaning.days)
      at += count - 1
      break
    }
  }
  return [...new Set(found)]
}
