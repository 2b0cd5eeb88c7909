import type { Context } from '../../context.ts'
import { saysYes, stopIsNo } from '../../interview/yes-or-no.ts'
import { hasGit, makeRepository } from '../../store/git.ts'
import { repositoryOf } from '../../store/repository.ts'
import type { Options } from '../command.ts'

/** A folder that two people share wants a history: if it is in no repository, `init` offers to make it one. */
export async function offerRepository(
  context: Context,
  options: Options,
  folder: string,
  written: string,
): Promise<void> {
  if (!context.prompter || repositoryOf(folder) || !hasGit(context.env)) return
  if (options.yes || (await wanted(context, written))) await makeRepository(folder, context.env)
}

async function wanted(context: Context, written: string): Promise<boolean> {
  const prompter = await context.prompter!()
  const asked = saysYes(prompter, {
    id: 'repository',
    label: 'Keep its history with git?',
    above: [
      { kind: 'say', text: `${written} is written.` },
      {
        kind: 'note',
        text: 'With git, the two of you can share the folder, and nothing in it gets lost. This makes the folder a repository (git init), and sends nothing anywhere.',
      },
    ],
    usual: 'yes',
  })
  // The contract is written: to stop here only leaves this out.
  return await asked.catch(stopIsNo)
}
