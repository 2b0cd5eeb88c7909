import { TEMPLATES } from '../../contract/built-in-templates.ts'
import { allSections, allWins } from '../../contract/contract.ts'
import { displayNames, OWNERS } from '../../contract/people.ts'
import { shorten } from '../../contract/text.ts'
import { PartnerError } from '../../errors.ts'
import { openPartnership, type Partnership } from '../../store/partnership.ts'
import { readSignatures } from '../../store/signatures.ts'
import type { Candidate, Place } from './completing.ts'

interface Candidates {
  candidates: readonly Candidate[]
  /** Names on the disk fit, too. */
  files?: 'files' | 'folders'
}

/** What may stand at a place: as the command's own words say, or as it is named in the folder. */
export async function candidatesFor(place: Place, cwd: string, dir: string | undefined): Promise<Candidates> {
  if (place.candidates.length) return { candidates: place.candidates }
  return (await KINDS[place.kind ?? '']?.(() => readable(cwd, dir), place.word)) ?? { candidates: place.candidates }
}

type Kind = (read: () => Promise<Partnership | undefined>, word: string) => Promise<Candidates>

/** By the word that help puts in an option or argument. */
const KINDS: Readonly<Record<string, Kind>> = {
  file: async () => ({ candidates: [], files: 'files' }),
  folder: async () => ({ candidates: [], files: 'folders' }),
  dir: async () => ({ candidates: [], files: 'folders' }),
  template: async () => ({ candidates: TEMPLATES.map(value => ({ value, says: '' })), files: 'files' }),
  section: async () => ({ candidates: allSections.map(({ id, title }) => ({ value: id, says: title })) }),
  partner: async (read, word) => {
    const names = displayNames((await read())?.contract.partners)
    // The letters are shorter; a name is offered to those who have begun it, if every shell takes it as one word.
    const begun = OWNERS.map(owner => names[owner]).filter(name => word.length > 1 && /^[\p{L}\p{N}]+$/u.test(name))
    return {
      candidates: [
        ...OWNERS.map(owner => ({ value: owner, says: names[owner] })),
        ...begun.map(value => ({ value, says: '' })),
      ],
    }
  },
  goal: async read => {
    const partnership = await read()
    const wins = partnership ? allWins(partnership.contract) : []
    return { candidates: wins.map(({ id, text }) => ({ value: id, says: shorten(text, 60) })) }
  },
  v1: versions,
  v2: versions,
}

async function versions(read: () => Promise<Partnership | undefined>): Promise<Candidates> {
  const partnership = await read()
  if (!partnership) return { candidates: [] }
  const { frozen } = (await readSignatures(partnership)).found
  const numbers = new Set(frozen.map(({ name }) => Number(/^v(\d+)/.exec(name)?.[1])))
  const signed = [...numbers]
    .sort((one, two) => one - two)
    .map(number => ({ value: `${number}`, says: `version ${number}` }))
  return { candidates: [...signed, { value: 'now', says: partnership.shown('contract.yaml') }] }
}

/** While a line is typed, a folder that is not there or cannot be read only means that there is nothing to offer. */
async function readable(cwd: string, dir: string | undefined): Promise<Partnership | undefined> {
  try {
    return await openPartnership(cwd, dir)
  } catch (error) {
    if (error instanceof PartnerError) return undefined
    throw error
  }
}
