import { cardSchema, profiles } from './card.ts'
import { allSections, contractSchema, TITLE } from './contract.ts'
import { type JsonSchema, jsonSchema, sectionWords, type WordsByPath } from './json-schema.ts'
import type { Section } from './section.ts'
import { settingsSchema } from './settings.ts'

/** JSON Schema of contract.yaml, in the words of the talk. */
export const contractForEditors = (): JsonSchema => ({
  title: TITLE,
  ...jsonSchema(contractSchema, new Map(allSections.flatMap(section => [...sectionWords(section)]))),
})

/** JSON Schema of a partner's own card. */
export const cardForEditors = (): JsonSchema => ({
  title: profiles.title,
  description: profiles.why,
  ...jsonSchema(cardSchema, cardWords()),
})

/** The talk asks for a card by its owner's name; a file is one card, and its reader its owner. */
function cardWords(): WordsByPath {
  const own = 'profiles.a.'
  const name = 'Partner A'
  const asked = [...sectionWords(profiles as unknown as Section, { a: name, b: 'your partner' })]
  const unnamed = (text = '') => sentence(text.replace(new RegExp(`^${name}[,:] `), ''))
  return new Map(
    asked.flatMap(([path, { title, description, ...rest }]) =>
      path.startsWith(own)
        ? [[path.slice(own.length), { ...rest, title: unnamed(title), description: unnamed(description) }] as const]
        : [],
    ),
  )
}

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

/** JSON Schema of settings.yaml. */
export const settingsForEditors = (): JsonSchema => ({
  title: 'Settings',
  description: 'What the two of you set for yourselves. It is not signed.',
  ...jsonSchema(settingsSchema),
})
