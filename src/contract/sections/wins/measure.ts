/** How a goal is measured, as it is in the file. */
interface Measure {
  indicator?: string | undefined
  unit?: string | undefined
  baseline?: number | string | undefined
  target?: number | string | undefined
}

/**
 * A measure in words: `from 4 to 20 paying members`, `exam mark: 60`, `Mark 60 or better`. Everything that is in the
 * measure is in the words; empty if nothing is measured.
 */
export function measureText({ measure }: { measure?: Measure | undefined }): string {
  if (!measure) return ''
  const { baseline, target } = measure
  const indicator = measure.indicator?.trim() ?? ''
  const said = measure.unit?.trim() ?? ''
  // A unit that the indicator names already is not said twice.
  const unit = [said, `${said}s`].some(one => names(indicator, one)) ? '' : said
  const amount = range(baseline, target)
  if (!indicator) return counted(amount, unit)
  if (!amount) return unit ? `${indicator} (counted in ${unit})` : indicator
  if (startsWith(indicator, target) && baseline !== undefined)
    return withUnit(`${amount}${indicator.slice(String(target).length)}`, unit)
  if (names(indicator, target))
    return counted(baseline === undefined ? indicator : `${indicator}, starting at ${baseline}`, unit)
  if (!unit && canBeCounted(indicator, target)) return `${amount} ${indicator}`
  return isSentence(indicator)
    ? `${indicator} (${counted(baseline === undefined ? `target ${amount}` : amount, unit)})`
    : `${indicator}: ${counted(amount, unit)}`
}

/** `20`, `from 4 to 20`, `from 131 down to 120`, `starting at 4`. */
function range(baseline: Measure['baseline'], target: Measure['target']): string {
  if (baseline === undefined) return target === undefined ? '' : String(target)
  if (target === undefined) return `starting at ${baseline}`
  const falls = typeof baseline === 'number' && typeof target === 'number' && target < baseline
  return `from ${baseline} ${falls ? 'down to' : 'to'} ${target}`
}

function counted(amount: string, unit: string): string {
  if (!unit) return amount
  if (!amount) return `counted in ${unit}`
  return NO_UNIT.test(unit) || !/\d$/.test(amount) ? `${amount} (${unit})` : `${amount} ${unit}`
}

/** What people write as a unit if the thing has none. */
const NO_UNIT = /^(?:counts?|numbers?|yes\/no)$/i

const withUnit = (text: string, unit: string): string => (unit ? `${text} (counted in ${unit})` : text)

/** Whether a text has the target in it as a word of its own. */
function names(text: string, target: Measure['target']): boolean {
  const [whole, word] = [text, String(target ?? '')].map(each => each.toLowerCase()) as [string, string]
  if (!word) return false
  for (let at = whole.indexOf(word); at >= 0; at = whole.indexOf(word, at + word.length)) {
    const after = at + word.length
    const isApart = !/[\p{L}\d.,]$/u.test(whole.slice(Math.max(0, at - 2), at))
    if (isApart && !/^(?:[\p{L}\d]|[.,]\d)/u.test(whole.slice(after, after + 2))) return true
  }
  return false
}

const startsWith = (text: string, target: Measure['target']): boolean =>
  typeof target === 'number' && text.startsWith(String(target)) && /^\s/.test(text.slice(String(target).length))

const isSentence = (text: string): boolean => /[.!?,;:]/.test(text)

const ENDS_THE_THINGS = /\s(?:a|an|per|in|on|of|at|by|for|from|with|to|that|who|done|each|every|online)\b.*$/i

/** Whether a number may come right before it: `paying members`, `interviews done`, and not `exam mark`. */
function canBeCounted(indicator: string, target: Measure['target']): boolean {
  if (typeof target !== 'number' || target === 1 || isSentence(indicator) || /^\d|^[\p{Lu}]{2,}/u.test(indicator))
    return false
  const things = indicator.replace(ENDS_THE_THINGS, '')
  return !/^(?:the|a|an|my|our|his|her|number|count|we|i|all|both)\b/i.test(things) && /[^aius]s$/i.test(things)
}
