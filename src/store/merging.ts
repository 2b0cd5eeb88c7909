import { dayText } from '../contract/day.ts'
import { type Draft, get, listAt, textAt } from '../contract/draft.ts'
import { displayNames, OWNERS } from '../contract/people.ts'
import { shorten } from '../contract/text.ts'
import { PartnerError, type Problem } from '../errors.ts'
import { shellWord } from './shell.ts'
import { parseYaml } from './yaml.ts'

/** Both sides of a text in which git left a merge to be resolved; what stood there before both is on neither. */
export function sidesOf(text: string): readonly [here: string, there: string] {
  const sides: [string[], string[]] = [[], []]
  let within: 'both' | 'here' | 'before' | 'there' = 'both'
  for (const line of text.split('\n')) {
    const [mark] = /^(?:<{7}|\|{7}|={7}|>{7})(?= |$)/.exec(line) ?? []
    if (mark) within = NEXT[mark[0] as keyof typeof NEXT]
    else {
      if (within === 'both' || within === 'here') sides[0].push(line)
      if (within === 'both' || within === 'there') sides[1].push(line)
    }
  }
  return [sides[0].join('\n'), sides[1].join('\n')]
}

const NEXT = { '<': 'here', '|': 'before', '=': 'there', '>': 'both' } as const

/**
 * What happened to a contract that holds an unresolved merge, and what to do: most often both partners amended it,
 * each in their own copy.
 */
export function explainMerge(problem: Problem, text: string, file: string): Problem {
  const [here, there] = sidesOf(text).map(side => dataOf(side, file))
  const told = [here, there].map(data => data && changeIn(data))
  if (!told[0] || !told[1] || told[0] === told[1])
    return { ...problem, hint: `${problem.hint}\nOr take one side whole: ${take(file)}` }
  return {
    ...problem,
    what: `${problem.what}: both of you changed the contract, each in your own copy. Here: ${told[0]}. There: ${told[1]}`,
    hint: `Talk it over, and take one side whole: ${take(file)} Then bring in the other change: partner amend. Nobody's signature is lost.`,
  }
}

function take(file: string): string {
  const word = shellWord(file, 'FILE')
  return `git checkout --ours ${word} keeps what stands here, --theirs what came in; then git add ${word}, and: partner check.`
}

function dataOf(side: string, file: string): Draft | undefined {
  try {
    return parseYaml(file, side).data as Draft
  } catch (error) {
    // The merge is to blame, or the side was damaged before: either way there is nothing to tell of it.
    if (error instanceof PartnerError) return undefined
    throw error
  }
}

/** `version 2 of 23 March 2026, by Ana (wins: "too small to count")` */
function changeIn(data: Draft): string | undefined {
  const change = listAt<Draft>(data, 'changes').at(-1)
  const day = change && textAt(change, 'date')
  if (!change || !day || !/^\d{4}-\d\d-\d\d$/.test(day)) return undefined
  const by = OWNERS.find(owner => owner === get(change, 'by'))
  const names = displayNames(get(data, 'partners'))
  const about = [listAt(change, 'sections').join(', '), textAt(change, 'why') && `"${shorten(textAt(change, 'why'))}"`]
  const said = about.filter(Boolean).join(': ')
  return `version ${textAt(change, 'version')} of ${dayText(day)}${by ? `, by ${names[by]}` : ''}${said ? ` (${said})` : ''}`
}
