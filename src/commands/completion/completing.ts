import { type Command, type CommandOption, GLOBAL } from '../command.ts'
import type { Entry } from '../index.ts'

/** One thing that may stand there, and what it is. */
export interface Candidate {
  value: string
  says: string
}

/** What the word under the cursor may become. */
export interface Place {
  /** What is typed of it. */
  word: string
  /** Stands before each candidate: `--as=`. */
  before: string
  candidates: readonly Candidate[]
  /** What it is, as help names it: `file`, `section`, `goal`. */
  kind?: string
}

const OTHERS: readonly CommandOption[] = [{ flags: '--help', says: 'this help' }]

/** Reads a line that is not finished: the words after `partner`, the last one being typed. */
export async function placeIn(words: readonly string[], commands: readonly Entry[]): Promise<Place> {
  const { before, word } = lineOf(words)
  const { name, positional, open, given } = await readWords(before, commands)
  const known = await optionsOf(name, commands)
  const [, option, typed] = /^(--[^=]+)=(.*)$/s.exec(word) ?? []
  const valued = option ? named(known, option) : open && takes(open, word) ? open : undefined
  if (valued) return { word: typed ?? word, before: option ? `${option}=` : '', ...valuesOf(valued) }
  if (word.startsWith('-')) {
    const left = known.filter(({ flags }) => !given.includes(nameOf(flags)))
    return { word, before: '', candidates: left.map(({ flags, says }) => ({ value: nameOf(flags), says })) }
  }
  if (name === undefined || (name === 'help' && positional === 0))
    return { word, before: '', candidates: all(commands) }
  const place = (await commandOf(name, commands))?.arguments?.split(' ')[positional]
  return { word, before: '', ...(place ? wordsFor(place.slice(1, -1)) : { candidates: [] }) }
}

/** bash parts `--as=a` into three words, and shells that cannot hand over an empty word give `=`. */
function lineOf(words: readonly string[]): { before: readonly string[]; word: string } {
  const parts = words.filter((part, index) => part !== '=' || index === words.length - 1)
  const word = parts.at(-1) ?? ''
  return { before: parts.slice(0, -1), word: word === '=' ? '' : word }
}

/** Which command it is about, how many words of its own it has, and the option that still wants a value. */
async function readWords(before: readonly string[], commands: readonly Entry[]) {
  let name: string | undefined
  let positional = 0
  let open: CommandOption | undefined
  const given: string[] = []
  for (const part of before) {
    if (open && takes(open, part)) open = undefined
    else if (part.startsWith('-')) {
      given.push(part.split('=')[0]!)
      open = named(await optionsOf(name, commands), part)
    } else if (name === undefined) name = part
    else positional += 1
  }
  return { name, positional, open, given }
}

const nameOf = (flags: string): string => flags.split(' ')[0]!
const named = (options: readonly CommandOption[], name: string) =>
  options.find(({ flags }) => nameOf(flags) === name && /[<[]/.test(flags))

/** `--ssh-key [file]` may stand without its value. */
const takes = ({ flags }: CommandOption, word: string): boolean => flags.includes('<') || !word.startsWith('-')

const commandOf = async (name: string | undefined, commands: readonly Entry[]): Promise<Command | undefined> =>
  await commands.find(entry => entry.name === name)?.load()

async function optionsOf(name: string | undefined, commands: readonly Entry[]): Promise<readonly CommandOption[]> {
  return [...((await commandOf(name, commands))?.options ?? []), ...GLOBAL, ...OTHERS]
}

const all = (commands: readonly Entry[]): Candidate[] => [
  ...commands.map(({ name, summary }) => ({ value: name, says: summary })),
  { value: 'help', says: 'help for a command' },
]

function valuesOf({ flags, choices }: CommandOption): Pick<Place, 'candidates' | 'kind'> {
  const kind = /[<[](.+)[>\]]/.exec(flags)?.[1] ?? ''
  return choices ? { candidates: choices.map(value => ({ value, says: '' })), kind } : wordsFor(kind)
}

/** `a|b` are the words themselves; anything else names what stands there. */
const wordsFor = (kind: string): Pick<Place, 'candidates' | 'kind'> =>
  kind.includes('|') ? { candidates: kind.split('|').map(value => ({ value, says: '' })) } : { candidates: [], kind }
