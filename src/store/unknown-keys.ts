import { pathText } from '../contract/issues.ts'
import { nearest } from '../contract/near.ts'
import { emptyIn, isForText, type KnowsKeys, type UnknownKey, unknownKeys } from '../contract/unknown.ts'
import type { Place, Problem } from '../errors.ts'
import { told } from './told.ts'
import type { Source } from './yaml.ts'

type Read = Pick<Source, 'file' | 'data' | 'place' | 'isAfterText'>

const QUOTES = 'If it is the rest of a text with a comma in it, put that text in quotes'

/** What a schema alone does not refuse: unknown keys that say nothing. */
export const keyProblems = ({ file, data, place }: Omit<Read, 'isAfterText'>, schema: KnowsKeys): Problem[] =>
  told(
    unknownKeys(schema, data).flatMap(key => emptyIn(key.value, key.path).map(at => ({ ...key, at }))),
    ({ path, known, at }): Problem => {
      const meant = meantBy(path, known)
      const what = meant
        ? `is not known, and is empty. Did you mean ${meant}? ${QUOTES}`
        : `is not known, and is empty. ${QUOTES}; else take it out`
      return { path: pathText(at), what, where: place(at, 'key'), rule: 'content' }
    },
    what => ({ path: '', what, where: { file }, rule: 'content' }),
    'not known, and empty',
  )

/** Texts that are true or false to some programs: in a file whose bytes are signed, that makes two contracts of one. */
export const yesOrNoProblems = (
  { file, data, place, yesOrNo }: Pick<Source, 'file' | 'data' | 'place' | 'yesOrNo'>,
  schema: KnowsKeys,
): Problem[] =>
  told(
    yesOrNo.filter(path => isForText(schema, data, path)),
    (path): Problem => ({
      path: pathText(path),
      what: 'is a text to some programs, and true or false to others; put it in quotes',
      where: place(path),
      rule: 'content',
    }),
    what => ({ path: '', what, where: { file }, rule: 'content' }),
    'a text to some programs only',
  )

/** A key that is kept without being known, in words that follow the path; with an empty path, all further ones of a file. */
export interface NamedKey {
  path: UnknownKey['path']
  what: string
  where: Place
}

/** The keys that the schema does not know, with the one that may be meant. */
export const namedKeys = ({ file, data, place, isAfterText }: Read, schema: KnowsKeys): NamedKey[] =>
  told(
    unknownKeys(schema, data),
    ({ path, known }): NamedKey => {
      const meant = meantBy(path, known)
      const hints = [meant && `Did you mean ${meant}?`, isAfterText(path) && `${QUOTES}.`].filter(Boolean)
      return {
        path,
        what: ['is not known, and is kept as it is.', ...hints].join(' '),
        where: place(path, 'key'),
      }
    },
    what => ({ path: [], what, where: { file } }),
    'not known, and kept as they are',
  )

const meantBy = (path: UnknownKey['path'], known: readonly string[]) => nearest(String(path.at(-1)), known)
