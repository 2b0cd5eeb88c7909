import { createRequire } from 'node:module'

/** A reader of YAML 1.1 that is not ours; it has no types. */
const jsYaml = createRequire(import.meta.url)('js-yaml') as { safeLoad(text: string): unknown }

/** A file's data as another program reads it. */
export const readElsewhere = (text: string): unknown => jsYaml.safeLoad(text)
