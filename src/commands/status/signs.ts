import type { Contract } from '../../contract/contract.ts'
import { SPOKEN } from '../../contract/sections/agreements/index.ts'
import { plain, shorten } from '../../contract/text.ts'
import type { Thresholds } from '../../contract/thresholds.ts'
import { type Found, type Level, proposesReview, signalCounts } from '../../session/signals/index.ts'
import type { Style } from '../../terminal/style.ts'
import { wrap } from '../../terminal/wrap.ts'
import type { Ready } from '../suggestion.ts'

type Agreements = Contract['agreements']

/** How and where it is shown. */
interface Page {
  style: Style
  width: number
  ready: Ready
}

const MARKS: Readonly<Record<Level, string>> = { warn: '!!', watch: '!', ok: 'ok', tooFew: '?' }

/** What is above ok, the strongest first, each with one thing to talk about; then how many others there are. */
export function worthTalking(signs: readonly Found[], timeOut: string | undefined, page: Page) {
  const above = (['warn', 'watch'] as const).flatMap(level => signs.filter(sign => sign.level === level))
  const others = wrap(othersText(signs, above.length > 0, page.ready), page.width, '  ')
  if (!above.length) return others
  return [
    '  Worth talking about',
    ...above.flatMap(sign => marked(sign, `${sign.says} ${sign.signal.talk}`, page)),
    ...others,
    ...(proposesReview(signs) ? ['', ...reviewLines(timeOut, page)] : []),
  ]
}

function othersText(signs: readonly Found[], others: boolean, ready: Ready): string {
  const { ok, tooFew } = signalCounts(signs)
  const fine = `${ok} ${others ? 'other ' : ''}${ok === 1 ? 'sign is' : 'signs are'} fine`
  return `${fine}${tooFew ? `, ${tooFew} cannot be told yet` : ''} (${ready('partner status --all')})`
}

/** Signals.md: two warnings propose a review, and name the sign that the pair agreed on for hard talks. */
function reviewLines(timeOut: string | undefined, { width, ready }: Page): string[] {
  const text = [
    ready(
      'When several things come together, it helps to look at the contract again, the two of you: partner amend --review.',
    ),
    ...(timeOut?.trim() ? [`If it gets hard, you agreed on a sign: ${shorten(timeOut, 120)}`] : []),
  ]
  return text.flatMap(line => wrap(plain(line), width, '  '))
}

/** Every sign with its value, its thresholds and why it is looked at; then what none of them can see. */
export function allSigns(
  signs: readonly Found[],
  { thresholds, agreements }: { thresholds: Thresholds; agreements: Agreements },
  page: Page,
): string[] {
  const { style, width } = page
  const indent = { first: '      ', rest: '      ' }
  return [
    '  All signs, !! before !, and ? where it cannot be told yet',
    ...signs.flatMap(sign => [
      ...marked(sign, `${sign.signal.words}: ${sign.says}`, page),
      ...wrap(plain(`${sentence(sign.signal.limits(thresholds))} ${sign.signal.why}`), width, indent).map(row =>
        style.dim(row),
      ),
      ...(sign.level === 'ok' || sign.level === 'tooFew' ? [] : wrap(plain(sign.signal.talk), width, indent)),
    ]),
    ...(proposesReview(signs) ? ['', ...reviewLines(agreements.timeOut, page)] : []),
    '',
    ...unspoken(agreements, page).flatMap(line => wrap(plain(line), width, '  ')),
    ...CANNOT.flatMap(line => wrap(line, width, '  ')),
  ]
}

/** STA-03: what nobody has agreed on yet. */
function unspoken(agreements: Agreements, { ready }: Page): string[] {
  const empty = SPOKEN.filter(({ key }) => !agreements[key]?.trim()).map(({ label }) => label.toLowerCase())
  const list = empty.join(', ').replace(/, ([^,]*)$/, ' and $1')
  return list ? [ready(`Nothing is agreed yet about: ${list} (partner amend agreements).`)] : []
}

const CANNOT = [
  'Where ! begins is a judgement of ours, without research behind it; settings.yaml may set it otherwise.',
  'Concerns that nobody wrote down do not show. What is counted is what was written, not who talked. And how safe you feel stands in the same folder that your partner reads.',
]

function marked(sign: Found, text: string, { style, width }: Page): string[] {
  const mark = MARKS[sign.level].padEnd(4)
  const rows = wrap(plain(text), width, '      ').map(row => row.slice(6))
  return rows.map((row, index) => (index ? `      ${row}` : `  ${style.accent(mark)}${row}`))
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
