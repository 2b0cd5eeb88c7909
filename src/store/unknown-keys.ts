import { pathText } from '../contract/issues.ts'
import { nearest } from '../contract/near.ts'
import { emptyIn, isForText, type KnowsKeys, type UnknownKey, unknownKeys } from '../contract/unknown.ts'
import type { Place, Problem } from '../errors.ts'
import type { Source } from './yaml.ts'

type Read = Pick<Source, 'data' | 'place' | 'isAfterText'>

const QUOTES = 'If it is the rest of a text with a comma in it, put that text in quotes'

/** What a schema alone does not refuse: unknown keys that say nothing. */
export const keyProblems = ({ data, place }: Pick<Read, 'data' | 'place'>, schema: KnowsKeys): Problem[] =>
  unknownKeys(schema, data).flatMap(({ path, value, known }) =>
    emptyIn(value, path).map((at): Problem => {
      const meant = meantBy(path, known)
      const what = meant
        ? `is not known, and is empty. Did you mean ${meant}? ${QUOTES}`
        : `is not known, and is empty. ${QUOTES}; else take it out`
      return { path: pathText(at), what, where: place(at, 'key'), rule: 'content' }
    }),
  )

/** Texts that are true or false to some programs: in a file whose bytes are signed, that makes two contracts of one. */
export const yesOrNoProblems = (
  { data, place, yesOrNo }: Pick<Source, 'data' | 'place' | 'yesOrNo'>,
  schema: KnowsKeys,
): Problem[] =>
  yesOrNo
    .filter(path => isForText(schema, data, path))
    .map(path => ({
      path: pathText(path),
      what: 'is a text to some programs, and true or false to others; put it in quotes',
      where: place(path),
      rule: 'content',
    }))

/** A key that is kept without being known, in words that follow the path. */
export interface NamedKey {
  path: UnknownKey['path']
  what: string
  where: Place
}

/** Every key that the schema does not know, with the one that may be meant. */
export const namedKeys = ({ data, place, isAfterText }: Read, schema: KnowsKeys): NamedKey[] =>
  unknownKeys(schema, data).map(({ path, known }) => {
    const meant = meantBy(path, known)
    const hints = [meant && `Did you mean ${meant}?`, isAfterText(path) && `${QUOTES}.`].filter(Boolean)
    return {
      path,
      what: ['is not known, and is kept as it is.', ...hints].join(' '),
      where: place(path, 'key'),
    }
  })

const meantBy = (path: UnknownKey['path'], known: readonly string[]) => nearest(String(path.at(-1)), known)
