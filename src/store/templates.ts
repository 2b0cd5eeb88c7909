import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { TEMPLATES } from '../contract/built-in-templates.ts'
import { type Template, templateSchema } from '../contract/template.ts'
import { PartnerError } from '../errors.ts'
import { decode, problemsFrom, readNamed } from './reading.ts'
import { parseYaml } from './yaml.ts'

// One level above both src/store (tests) and dist (the built program), or two: whichever is there.
const folder = ['../templates', '../../templates']
  .map(path => join(import.meta.dirname, path))
  .find(path => existsSync(path))

const templateFile = (name: string): string => join(folder ?? '', name)

/** A built-in template by its name, or a pair's own by its file. `own` says which. */
export async function readTemplate(
  cwd: string,
  name: string,
): Promise<{ template: Template; id: string; text: string }> {
  const builtIn = TEMPLATES.some(known => known === name)
  const file = builtIn ? templateFile(`${name}.yaml`) : resolve(cwd, name)
  const text = await readNamed(file, name).then(
    bytes => decode(bytes, name),
    (error: unknown) => {
      if (!(error instanceof PartnerError) || error.kind !== 'missing') throw error
      throw new PartnerError(
        'usage',
        `There is no template "${name}".`,
        `Take one of: ${TEMPLATES.join(', ')}, or the name of a file`,
      )
    },
  )
  const source = parseYaml(name, text)
  const result = templateSchema.safeParse(source.data)
  if (!result.success)
    throw new PartnerError(
      'invalid',
      problemsFrom(source, result.error.issues),
      'Fix the template, or take another one.',
    )
  return { template: result.data, id: builtIn ? name : 'own', text }
}

/** The script that makes Tab work in a shell. */
export const completionScript = (shell: string): Promise<string> =>
  readFile(templateFile(`completion/partner.${shell}`), 'utf8')

/** The files that every partnership's folder begins with: its own name, and what is in it. */
export async function folderFiles(): Promise<readonly { name: string; text: string }[]> {
  const names = [
    ['README.md', 'README.md'],
    ['.gitattributes', 'gitattributes'],
    ['.gitignore', 'gitignore'],
  ] as const
  return await Promise.all(
    names.map(async ([name, from]) => ({ name, text: await readFile(join(templateFile('folder'), from), 'utf8') })),
  )
}
