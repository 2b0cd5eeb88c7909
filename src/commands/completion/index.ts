import type { Context } from '../../context.ts'
import { plain } from '../../contract/text.ts'
import { PartnerError } from '../../errors.ts'
import { completionScript } from '../../store/templates.ts'
import type { Command, Options } from '../command.ts'
import type { Entry } from '../index.ts'
import { candidatesFor } from './candidates.ts'
import { placeIn } from './completing.ts'

const SHELLS = ['bash', 'zsh', 'fish', 'powershell']

export const completion: Command = {
  arguments: `[${SHELLS.join('|')}] [words...]`,
  options: [],
  examples: [
    ['partner completion bash', 'the script that makes Tab work; it says at its top where it goes'],
    ['partner completion bash -- amend ""', 'what may follow there, as the script asks for it'],
  ],
  reads: 'the partnership, for the names of goals and versions',
  writes: 'nothing',
  run,
}

async function run(
  options: Options,
  context: Context,
  [shell, ...words]: readonly string[],
  commands: readonly Entry[],
): Promise<undefined> {
  if (!SHELLS.includes(shell ?? ''))
    throw new PartnerError(
      'usage',
      shell === undefined ? 'For which shell?' : `There is no completion for "${shell}".`,
      `Take one of: ${SHELLS.join(', ')}. For example: partner completion bash`,
    )
  if (!words.length) {
    context.out.write(await completionScript(shell!))
    return
  }
  const place = await placeIn(words, commands)
  const dir = (options.dir as string | undefined) ?? valueAfter(words, '--dir')
  const { candidates, files } = await candidatesFor(place, context.cwd, dir)
  // bash takes what stands after the = for a word of its own.
  const before = shell === 'bash' ? '' : place.before
  const lines = candidates
    .filter(({ value }) => value.startsWith(place.word))
    .map(({ value, says }) => `${before}${value}\t${plain(says)}`)
  context.out.write([...lines, ...(files ? [`:${files}`] : [])].map(line => `${line}\n`).join(''))
}

const valueAfter = (words: readonly string[], option: string): string | undefined => {
  const at = words.indexOf(option)
  return at >= 0 && at < words.length - 2 ? words[at + 1] : undefined
}
