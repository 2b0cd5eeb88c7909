import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Card, cardFields, cardSchema } from '../contract/card.ts'
import { FORMAT } from '../contract/contract.ts'
import type { Draft } from '../contract/draft.ts'
import type { Owner } from '../contract/people.ts'
import { editYaml } from './editing.ts'
import type { Place } from './partnership.ts'
import { readYaml } from './reading.ts'
import { inTurn } from './turn.ts'
import { ensureFolder, writeFileSafely } from './writing.ts'
import { toYaml } from './yaml.ts'

/** What is about to be put into a card. */
export interface CardEdit {
  file: string
  /** Its name as messages print it. */
  shown: string
  said: Draft
  write(): Promise<void>
}

/**
 * What a partner said, on its way into their own card, beside what stands there already. Makes the card where there is
 * none; nothing where nothing was said. A card that cannot be read refuses here, before anything is written.
 */
export async function cardEdit({ folder, shown }: Place, owner: Owner, said: Draft): Promise<CardEdit | undefined> {
  if (!Object.keys(said).length) return undefined
  const file = join(folder, 'partners', `${owner}.yaml`)
  const name = shown('partners', `${owner}.yaml`)
  const old = existsSync(file) ? await readYaml<Card>(file, name, cardSchema, { needsEnd: true }) : undefined
  const text = old
    ? editYaml(old.source.text, { ...(old.source.data as Draft), ...said })
    : toYaml(ordered(said), { schema: '../schema/card.json' })
  const write: CardEdit['write'] = async () => {
    await ensureFolder(join(folder, 'partners'), { shown: shown('partners') })
    // Where nothing changes, its line ends stay as they are.
    if (text !== old?.source.text) await writeFileSafely(file, text, { shown: name, expected: old?.bytes ?? null })
  }
  return { file, shown: name, said, write }
}

/** Puts it there at once. Resolves to the file it wrote. */
export async function writeCard(place: Place, owner: Owner, said: Draft): Promise<string | undefined> {
  const edit = await cardEdit(place, owner, said)
  if (edit) await inTurn(place, edit.write)
  return edit?.file
}

/** The card's keys in the usual order, unknown ones after them. */
const ordered = (card: Draft): Draft => {
  const known = Object.keys(cardFields)
    .filter(key => key in card)
    .map(key => [key, card[key]])
  return { format: FORMAT, ...Object.fromEntries(known), ...card }
}
