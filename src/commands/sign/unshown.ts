import { join } from 'node:path'
import type { Context } from '../../context.ts'
import { plain } from '../../contract/text.ts'
import { PartnerError, problemText } from '../../errors.ts'
import { saysYes, stopIsNo } from '../../interview/yes-or-no.ts'
import { toldUnshown, type Unshown, unshownIn, withoutUnshown } from '../../store/comments.ts'
import { type Partnership, readPartnership } from '../../store/partnership.ts'
import { inTurn } from '../../store/turn.ts'
import { writeFileSafely } from '../../store/writing.ts'
import type { Options } from '../command.ts'

const BY_HAND = 'Nobody signed. Take them out of the file, then: partner sign'
const AGAIN = 'Nobody signed. Take them out of the file, or add --yes: then this command takes them out.'

/**
 * The partnership with nothing in contract.yaml that is not on the page: a person signs the bytes of that file. Comments
 * that the program did not write are listed, and taken out of the file after a yes.
 */
export async function asShown(context: Context, options: Options, partnership: Partnership): Promise<Partnership> {
  const file = partnership.shown('contract.yaml')
  const { text } = partnership.source
  const found = unshownIn(file, text)
  if (!found.length) return partnership
  const bare = withoutUnshown(file, text)
  if (bare === undefined) throw new PartnerError('unanswered', problems(file, found), BY_HAND)
  if (!options.yes && !context.prompter) throw new PartnerError('unanswered', problems(file, found), AGAIN)
  if (!options.yes && !(await wanted(context, file, found)))
    throw new PartnerError('cancelled', 'Nobody signed. Nothing was written.', 'Any time: partner sign')
  await inTurn(partnership, () =>
    writeFileSafely(join(partnership.folder, 'contract.yaml'), bare, { shown: file, expected: partnership.bytes }),
  )
  const count = found.length === 1 ? 'one comment' : `${found.length} comments`
  context.err.write(`${plain(file)}: ${count} that ${found.length === 1 ? 'is' : 'are'} not on the page taken out.\n`)
  return await readPartnership(partnership)
}

const problems = (file: string, found: readonly Unshown[]) =>
  toldUnshown(file, found, ({ said, where }) => ({
    path: '',
    what: `is not on the page that you sign: ${said}`,
    where,
  }))

async function wanted(context: Context, file: string, found: readonly Unshown[]): Promise<boolean> {
  const prompter = await context.prompter!()
  const lines = problems(file, found).map(({ where: { excerpt: _, ...where }, ...problem }) => {
    return `  ${plain(problemText({ ...problem, where }))}`
  })
  prompter.tell(['', ...lines, ''])
  return await saysYes(prompter, {
    id: 'sign.comments',
    label: `Take ${found.length === 1 ? 'it' : 'them'} out of ${file}`,
    above: [
      {
        kind: 'say',
        text: 'You sign what the page shows, so these comments cannot stay in the file. Nothing else changes.',
      },
    ],
  }).catch(stopIsNo)
}
