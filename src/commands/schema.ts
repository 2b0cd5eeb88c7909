import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Context } from '../context.ts'
import { cardForEditors, contractForEditors, settingsForEditors } from '../contract/editor-schemas.ts'
import type { JsonSchema } from '../contract/json-schema.ts'
import { bothNames, displayNames } from '../contract/people.ts'
import { PartnerError } from '../errors.ts'
import { checkInForEditors, timeOutForEditors, updateForEditors } from '../session/editor-schema.ts'
import { shownPath } from '../store/folder.ts'
import { openPartnership } from '../store/partnership.ts'
import { readText } from '../store/reading.ts'
import { ensureFolder, writeFileSafely } from '../store/writing.ts'
import { COMMIT, type Command, type Options } from './command.ts'
import { closeAct } from './keeping.ts'
import { printJson, printLines } from './report.ts'

/** The files that editors know: each is schema/NAME.json, where the first line of such a file points. */
const SCHEMAS: Readonly<Record<string, () => JsonSchema>> = {
  contract: contractForEditors,
  card: cardForEditors,
  checkin: checkInForEditors,
  settings: settingsForEditors,
  timeout: timeOutForEditors,
  update: updateForEditors,
}
const NAMES = Object.keys(SCHEMAS)

export const schema: Command = {
  arguments: `[${NAMES.join('|')}]`,
  options: [{ flags: '--out <folder>', says: 'into that folder (default: schema/ of the partnership)' }, COMMIT],
  examples: [
    ['partner schema', 'so that an editor completes and checks the files of this folder'],
    ['partner schema contract', 'one of them, to the terminal'],
    ['partner schema --out schemas', 'all of them, anywhere'],
  ],
  reads: 'contract.yaml, to know whose folder it is',
  writes: 'schema/*.json, or the folder of --out; with a name, nothing',
  run,
}

async function run(options: Options, context: Context, [name]: readonly string[]): Promise<number | undefined> {
  if (name !== undefined && !Object.hasOwn(SCHEMAS, name))
    throw new PartnerError('usage', `There is no schema "${name}".`, `Take one of: ${NAMES.join(', ')}`)
  if (options.commit && (name ?? options.out) !== undefined)
    throw new PartnerError(
      'usage',
      '--commit is for the schemas in the partnership.',
      'Those come with: partner schema',
    )
  const out = options.out as string | undefined
  if (out !== undefined) {
    const folder = resolve(context.cwd, out)
    await writeInto(folder, shownPath(context.cwd, folder), name ? [name] : NAMES)
    printLines(context, [['Written', (name ? [name] : NAMES).map(one => join(out, `${one}.json`)).join(', ')]])
    return undefined
  }
  if (name !== undefined) {
    printJson(context, SCHEMAS[name]!())
    return undefined
  }
  const { folder, shown, contract } = await openPartnership(context.cwd, options.dir as string | undefined)
  const written = await writeInto(join(folder, 'schema'), shown('schema'), NAMES)
  const lines = [
    ['Written', NAMES.map(one => shown('schema', `${one}.json`)).join(', ')],
    ['Next', 'open contract.yaml in an editor that knows YAML schemas, as VS Code with its YAML extension'],
  ] as const
  const message = `Schemas for editors, for ${bothNames(displayNames(contract.partners))}`
  return await closeAct(context, options, lines, {
    folder,
    written,
    message,
    secret: contract.agreements.confidentiality,
  })
}

/** Made again by each new version of the program, so what stands there is written over. */
async function writeInto(folder: string, shown: string, names: readonly string[]): Promise<string[]> {
  await ensureFolder(folder, { shown })
  const files: string[] = []
  for (const name of names) {
    const file = join(folder, `${name}.json`)
    await mustBeOurs(file, join(shown, `${name}.json`), SCHEMAS[name]!())
    await writeFileSafely(file, `${JSON.stringify(SCHEMAS[name]!(), null, 2)}\n`, {
      shown: join(shown, `${name}.json`),
    })
    files.push(file)
  }
  return files
}

/** Other programs have a settings.json, too. */
async function mustBeOurs(file: string, shown: string, { title }: JsonSchema): Promise<void> {
  if (!existsSync(file)) return
  const text = await readText(file, shown)
  if (text.includes(`"title": ${JSON.stringify(title)}`)) return
  throw new PartnerError(
    'exists',
    `${shown} is another file of that name. Nothing more was written.`,
    'Move it away, or name another folder: --out',
  )
}
