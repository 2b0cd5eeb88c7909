import type { Scalar } from './yaml.ts'

/** A number as every reader of YAML and JSON reads it: digits, and perhaps a point and more digits. */
const DECIMAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/
const MINUS_ZERO = /^-0(?:\.0+)?$/

/**
 * All that some reader of YAML 1.1 or 1.2 takes for a number: decimal with a sign, underscores or an exponent, octal,
 * hexadecimal, binary, to the base of sixty, infinite, or not a number.
 */
const NUMBER_TO_SOME = new RegExp(
  [
    /[-+]?0b[01_]+/,
    /[-+]?0o[0-7_]+/,
    /[-+]?0x[\da-f_]+/,
    /[-+]?\d[\d_]*(?:\.[\d_]*)?(?:e[-+]?\d+)?/,
    /[-+]?\.[\d_]+(?:e[-+]?\d+)?/,
    /[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?/,
    /[-+]?\.(?:inf|nan)/,
  ]
    .map(({ source }) => `^${source}$`)
    .join('|'),
  'i',
)

/** Texts in YAML 1.2 that mean true or false in YAML 1.1. */
const YES_OR_NO = /^(?:yes|no|on|off)$/i

/** What a value that is written without quotes may mean to different programs; nothing if all of them agree. */
export function numberTrouble({ type, source = '', value }: Scalar): string | undefined {
  if (type !== 'PLAIN') return undefined
  if (typeof value === 'number' && /^[-+]?\d+$/.test(source) && !Number.isSafeInteger(value))
    return 'is too long for a number; put it in quotes'
  if (NUMBER_TO_SOME.test(source) && (!DECIMAL.test(source) || MINUS_ZERO.test(source)))
    return `${source} is not the same number for every program: ${remedyFor(source)}`
  // Written out again, it would get an exponent.
  if (typeof value === 'number' && !DECIMAL.test(String(value))) return 'is too long for a number; put it in quotes'
  if (typeof value === 'number' && !keepsDigits(source, value))
    return `${source} has more digits than a number keeps: write ${value}, or put it in quotes`
  // PyYAML refuses it.
  return source === '=' ? 'must be in quotes' : undefined
}

/** Whether a number, written out again, has all digits of its source; zeros at the end of a fraction do not count. */
const keepsDigits = (source: string, value: number): boolean =>
  !DECIMAL.test(source) || withoutZeros(source) === String(value)

const withoutZeros = (source: string): string =>
  source.includes('.') ? source.replace(/(?<!0)0+$/, '').replace(/\.$/, '') : source

function remedyFor(source: string): string {
  if (source.includes(':')) return 'if it is a time or a text, put it in quotes'
  const asDecimal = /^\+?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(source) ? source.replace('+', '') : undefined
  return asDecimal ? `write ${asDecimal}` : 'write its digits only, or put it in quotes if it is a text'
}

/** Whether a value without quotes is a text to some programs, and true or false to others. */
export const isYesOrNo = ({ type, source = '' }: Scalar): boolean => type === 'PLAIN' && YES_OR_NO.test(source)
