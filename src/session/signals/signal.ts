import type { SignalId, Thresholds } from '../../contract/thresholds.ts'
import type { Given } from './given.ts'

/** From least to most to talk about; `tooFew` stands apart: there is too little to tell. */
export type Level = 'tooFew' | 'ok' | 'watch' | 'warn'

/** What a signal says on a day. */
export interface Sign {
  /** Of whom it speaks, where it is one for each partner: `keptRate.a`. */
  key: string
  level: Level
  /** The fields that programs read beside the level (expected.json). */
  values: Readonly<Record<string, unknown>>
  /** What was counted, as a sentence without blame. */
  says: string
  /** What to do about it, with the command for it; printed after what it says. */
  wayOut?: string
}

/** One line of the table in signals.md. */
interface Definition<I extends SignalId> {
  id: I
  /** What it looks at. */
  words: string
  why: string
  /** The one thing to talk about. */
  talk: string
  /** The thresholds in words. */
  limits(thresholds: Thresholds[I]): string
  compute(given: Given, thresholds: Thresholds[I]): Omit<Sign, 'key'> | readonly Sign[]
}

export interface Signal extends Pick<Definition<SignalId>, 'id' | 'words' | 'why' | 'talk'> {
  limits(thresholds: Thresholds): string
  compute(given: Given, thresholds: Thresholds): readonly Sign[]
}

/** A signal as the list takes it: it looks up its own line in the table of thresholds. */
export const defineSignal = <I extends SignalId>(definition: Definition<I>): Signal => ({
  ...definition,
  limits: thresholds => definition.limits(thresholds[definition.id]),
  compute: (given, thresholds) => {
    const said = definition.compute(given, thresholds[definition.id])
    return Array.isArray(said) ? said : [{ ...(said as Sign), key: definition.id }]
  },
})

interface Limits {
  watch: number
  warn: number
}

/** The level of a value of which less is worse. */
export const whenBelow = (value: number, { watch, warn }: Limits): Level =>
  value < warn ? 'warn' : value < watch ? 'watch' : 'ok'

/** The level of a value of which that much is too much. */
export const whenFrom = (value: number, { watch, warn }: Limits): Level =>
  value >= warn ? 'warn' : value >= watch ? 'watch' : 'ok'

/** The level of a value of which more than that is too much. */
export const whenAbove = (value: number, { watch, warn }: Limits): Level =>
  value > warn ? 'warn' : value > watch ? 'watch' : 'ok'

/** As programs read shares: three places, and null where there is nothing to share. */
export const share = (part: number, all: number): number | null => (all ? Math.round((part / all) * 1000) / 1000 : null)

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

/** `one check-in`, `5 check-ins`: a small number as a word where it begins to be read. */
export const count = (number: number, one: string, many = `${one}s`): string =>
  `${number < 2 ? (NUMBERS[number] ?? number) : number} ${number === 1 ? one : many}`

/** `4 of the last 7 check-ins`, `1 of 1 check-in` */
export const ofLast = (part: number, all: number, one: string): string =>
  `${part} of ${all > 1 ? 'the last ' : ''}${all} ${all === 1 ? one : `${one}s`}`

export const NO_CHECKIN = 'No check-in has taken place yet.'

/** `Two`, for the beginning of a sentence. */
export const asWord = (number: number): string => {
  const word = NUMBERS[number] ?? String(number)
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`
}

/** The first few, and how many more there are: a line stays a line. */
export const some = (texts: readonly string[], most = 2): string =>
  [...texts.slice(0, most), ...(texts.length > most ? [`and ${texts.length - most} more`] : [])].join(', ')
