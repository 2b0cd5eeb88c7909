import type { Contract } from '../../contract/contract.ts'
import { SPOKEN } from '../../contract/sections/agreements/index.ts'
import { plain, shorten } from '../../contract/text.ts'
import type { Thresholds } from '../../contract/thresholds.ts'
import { type Found, type Level, proposesReview, signalCounts, worstFirst } from '../../session/signals/index.ts'
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
export function worthTalking(
  signs: readonly Found[],
  { timeOut, held, isNew }: { timeOut: string | undefined; held: number; isNew: boolean },
  page: Page,
) {
  const above = worstFirst(signs)
    .filter(({ level }) => level === 'warn' || level === 'watch')
    // On the first days the head line says who has signed, and nothing is late.
    .filter(({ key }) => !(isNew && key === 'signatures'))
  const others = wrap(othersText(signs, above.length > 0, page.ready), page.width, '  ')
  if (!above.length) return others
  return [
    '  Worth talking about',
    ...above.flatMap(sign => marked(sign, [said(sign, page), sign.signal.talk].join(' '), page)),
    ...others,
    ...(proposesReview(signs, held) ? ['', ...reviewLines(timeOut, page)] : []),
  ]
}

/** Its sentence, and the way out if there is one; only our own words name commands that need the folder. */
const said = ({ says, wayOut }: Found, { ready }: Page): string => (wayOut ? `${says} ${ready(wayOut)}` : says)

function othersText(signs: readonly Found[], others: boolean, ready: Ready): string {
  const { ok, tooFew } = signalCounts(signs)
  const fine = `${ok} ${others ? 'more ' : ''}${ok === 1 ? 'indicator looks' : 'indicators look'} fine`
  return `${fine}${tooFew ? `; ${tooFew} ${tooFew === 1 ? 'needs' : 'need'} more data` : ''} (${ready('partner status --all')})`
}

/** Two warnings propose a review, and name the pair's own time-out signal. */
function reviewLines(timeOut: string | undefined, { width, ready }: Page): string[] {
  const text = [
    ready(
      'If several things come together, it helps to look at the contract again, both of you: partner amend --review.',
    ),
    ...(timeOut?.trim() ? [`If it gets hard, your time-out signal is: ${shorten(timeOut, 120)}`] : []),
  ]
  return text.flatMap(line => wrap(plain(line), width, '  '))
}

/** Every indicator with its value, its thresholds and why it is looked at; then what none of them can see. */
export function allSigns(
  signs: readonly Found[],
  { thresholds, agreements, held }: { thresholds: Thresholds; agreements: Agreements; held: number },
  page: Page,
): string[] {
  const { style, width } = page
  const indent = { first: '      ', rest: '      ' }
  return [
    '  All indicators, the strongest first: !! and !, then ok, then ? (not enough data)',
    ...worstFirst(signs).flatMap(sign => [
      ...marked(sign, `${sign.signal.words}: ${said(sign, page)}`, page),
      ...wrap(plain(`${sentence(sign.signal.limits(thresholds))} ${sign.signal.why}`), width, indent).map(row =>
        style.dim(row),
      ),
      ...(sign.level === 'ok' || sign.level === 'tooFew' ? [] : wrap(plain(sign.signal.talk), width, indent)),
    ]),
    ...(proposesReview(signs, held) ? ['', ...reviewLines(agreements.timeOut, page)] : []),
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
  'Where ! starts is a judgment without research behind it; settings.yaml may set other thresholds.',
  'Concerns that no one wrote down do not show. What is counted is what was written, not who talked. And how safe you feel is in the same folder that your partner reads.',
]

function marked(sign: Found, text: string, { style, width }: Page): string[] {
  const mark = MARKS[sign.level].padEnd(4)
  const rows = wrap(plain(text), width, '      ').map(row => row.slice(6))
  return rows.map((row, index) => (index ? `      ${row}` : `  ${style.accent(mark)}${row}`))
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
