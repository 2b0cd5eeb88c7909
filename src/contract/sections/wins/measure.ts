/** How a goal is measured, as it is in the file. */
interface Measure {
  indicator?: string | undefined
  unit?: string | undefined
  baseline?: number | string | undefined
  target?: number | string | undefined
}

/**
 * A measure in words: `paying members: from 4 to 20`, `Mark 60 or better (target 60)`. Two measures have the same words
 * only if they are the same, so each value is said, also if it is in another one's words. Empty if nothing is measured.
 */
export function measureText({ measure }: { measure?: Measure | undefined }): string {
  if (!measure) return ''
  const { baseline, target } = measure
  const indicator = measure.indicator?.trim() ?? ''
  const unit = measure.unit?.trim() ?? ''
  const amount = range(baseline, target)
  if (!indicator) return counted(amount, unit)
  if (!amount) return unit ? `${indicator} (counted in ${unit})` : indicator
  return needsBrackets(indicator, target)
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

/** An amount right after a sentence, after another number or after its own words would read as a part of them. */
const needsBrackets = (indicator: string, target: Measure['target']): boolean =>
  /[.!?,;:\p{N}]/u.test(indicator) || (target !== undefined && indicator.includes(String(target)))
