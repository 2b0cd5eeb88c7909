import type { AdviceRule, Advised } from '../../contract/advice/rule.ts'
import { pathText } from '../../contract/issues.ts'
import type { Settings } from '../../contract/settings.ts'
import { plain } from '../../contract/text.ts'
import { type Place as At, type Lay, problemText } from '../../errors.ts'
import type { Fault } from '../../store/fault.ts'
import { wrap } from '../../terminal/wrap.ts'
import type { Ready } from '../suggestion.ts'

export interface Advice {
  rule: AdviceRule
  found: Advised
  at: At
}

/** What `check` found, in the order of printing. */
export interface Checked {
  errors: readonly Fault[]
  advice: readonly Advice[]
  off: Settings['advice']['off']
  /** How many files it looked at. */
  files: number
  /** The name of the file that switches rules off. */
  settings: string
  /** The version of the contract, if someone signed it. */
  signedVersion?: number | undefined
}

const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`

/** For people: errors with the lines they are about, then advice by rule, then how much of each. */
export function asText(checked: Checked, width: number, ready: Ready = text => text): string {
  const { errors, advice, off, files, settings, signedVersion } = checked
  const left = off.length ? `${counted(off.length, 'rule')} of advice off (${settings})` : ''
  if (!errors.length && !advice.length)
    return `${counted(files, 'file')}: nothing wrong, and nothing to advise${left && `; ${left}`}.\n`
  const lay: Lay = (text, of) => (of === 'hint' ? ready(text) : text)
  const wrong = errors.map(fault => plain(problemText({ ...fault, what: `${fault.what} (${fault.rule})` }, lay), LINES))
  const rules = [...new Set(advice.map(({ rule }) => rule))].map(rule => {
    const lines = advice.filter(each => each.rule === rule).map(each => `  ${plain(adviceLine(each))}`)
    const indent = { first: '  ', rest: '    ' }
    return [
      `Advice: ${rule.id}`,
      ...lines,
      ...wrap(rule.reason, width, indent),
      ...wrap(ready(rule.remedy), width, indent),
    ]
  })
  const sum = [
    errors.length ? counted(errors.length, 'error') : 'Nothing wrong',
    counted(advice.length, 'piece of advice', 'pieces of advice'),
    left,
  ]
  // A remedy must not look as if it changed what was signed.
  const amends = signedVersion !== undefined && advice.some(({ rule }) => rule.remedy.includes('partner amend'))
  const next = amends ? wrap(nextVersionText(signedVersion), width, '').join('\n') : undefined
  return `${[...wrong, ...rules.map(lines => lines.join('\n')), ...(next ? [next] : []), `${sum.filter(Boolean).join(', ')}.`].join('\n\n')}\n`
}

const nextVersionText = (version: number): string =>
  `Version ${version} is signed and stays as it is: what you amend becomes version ${version + 1}, for both of you to sign.`

const LINES = { multiline: true }

const placeText = ({ file, line = 1, column = 1 }: At) => `${file}:${line}:${column}`

const adviceLine = ({ found: { path, what }, at }: Advice) =>
  `${placeText(at)}  ${path.length ? `${pathText(path)}: ` : ''}${what}`

/** For programs. Places count from 1; what is wrong with a file as a whole stands at its start. */
export const asJson = ({ errors, advice, off }: Checked) => ({
  schema: 'partner-check/1',
  errors: errors.map(({ rule, where: { file, line = 1, column = 1 }, path, what, hint }) => ({
    rule,
    file: slashed(file),
    line,
    column,
    path,
    what,
    remedy: hint,
  })),
  advice: advice.map(({ rule, found, at: { file, line = 1, column = 1 } }) => ({
    rule: rule.id,
    file: slashed(file),
    line,
    column,
    path: pathText(found.path),
    what: found.what,
    reason: rule.reason,
    remedy: rule.remedy,
    where: found.where,
  })),
  off,
})

const slashed = (file: string): string => file.replaceAll('\\', '/')

/** For GitHub Actions: a line for each, which it shows at the line of the file. */
export function asGithub(checked: Checked): string {
  const { errors, advice } = asJson(checked)
  const lines = [
    ...errors.map(error => command('error', error, [error.what, error.remedy])),
    ...advice.map(given => command('warning', given, [given.what, given.reason, given.remedy])),
  ]
  return lines.length ? lines.join('') : asText(checked, 80)
}

type Told = { rule: string; file: string; line: number; column: number; path: string }

function command(kind: 'error' | 'warning', { rule, file, line, column, path }: Told, said: readonly string[]): string {
  const text = `${path && `${path}: `}${said.join('\n')}`
  const properties = Object.entries({ file, line, col: column, title: rule }).map(
    ([key, value]) =>
      `${key}=${escaped(plain(String(value)))
        .replaceAll(':', '%3A')
        .replaceAll(',', '%2C')}`,
  )
  return `::${kind} ${properties.join(',')}::${escaped(plain(text, LINES))}\n`
}

const escaped = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
