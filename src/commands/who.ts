import { bothNames, displayNames, type Names, OWNERS, type Owner } from '../contract/people.ts'
import type { Prompter } from '../interview/prompter.ts'
import { saysYes } from '../interview/yes-or-no.ts'
import { draftsIn } from '../store/drafts.ts'
import type { Env } from '../store/git.ts'
import { canRemember, rememberMe, whoByGit } from '../store/identity.ts'
import type { Partnership } from '../store/partnership.ts'
import type { Options } from './command.ts'

/** Who is at this computer, as far as git knows. */
export const knownWho = async ({ folder }: Pick<Partnership, 'folder'>, env: Env): Promise<Owner | undefined> =>
  await whoByGit(folder, env)

/** `--as`, else what git knows. */
export const whoIsHere = async (options: Options, partnership: Partnership, env: Env): Promise<Owner | undefined> =>
  (options.as as Owner | undefined) ?? (await knownWho(partnership, env))

interface WhoQuestion<Together> {
  id: string
  label: string
  /** Where they may speak together. */
  together?: Together
  /** Who has begun to say this, and was stopped. */
  began?: readonly string[]
}

/** The same, else asked once and offered to be remembered. */
export const speaker = async <Together extends 'both' | never = never>(
  prompter: Prompter,
  options: Options,
  partnership: Partnership,
  env: Env,
  question: WhoQuestion<Together>,
): Promise<Owner | Together | undefined> =>
  (await whoIsHere(options, partnership, env)) ??
  (await askWho(prompter, partnership, env, displayNames(partnership.contract.partners), question))

/** Who writes a record down: one of them, or both together. Whoever began a talk of that act can go on with it. */
export const writer = async (
  prompter: Prompter,
  options: Options,
  partnership: Partnership,
  env: Env,
  act: string,
): Promise<Owner | 'both'> =>
  (await speaker(prompter, options, partnership, env, {
    id: 'writer',
    label: 'Who writes this down?',
    together: 'both',
    began: (await draftsIn(partnership.folder, env)).own.flatMap(kept => (kept.act === act && kept.by) || []),
  })) ?? 'both'

/** Asks once who is speaking, and offers to remember it where there is a repository to do so. */
export async function askWho<Together extends 'both' | never = never>(
  prompter: Prompter,
  { folder }: Pick<Partnership, 'folder'>,
  env: Env,
  names: Names,
  question: WhoQuestion<Together>,
): Promise<Owner | Together | undefined> {
  const { id, label, together, began = [] } = question
  const choice = (value: string, name: string) => ({
    value,
    name: began.includes(value) ? `${name} (goes on with what is kept)` : name,
  })
  const reply = await prompter.ask({
    id,
    label,
    above: [],
    prefill: '',
    choices: [
      ...(together ? [choice(together, `${bothNames(names)}, together`)] : []),
      ...OWNERS.map(owner => choice(owner, names[owner])),
    ],
    ...(began[0] && { fallback: began[0] }),
    footer: ['Ctrl-C stops'],
  })
  const who = OWNERS.find(owner => owner === reply.text)
  if (!who) return together
  if (!canRemember(folder)) return who
  const isTheirs = `Is this ${names[who]}'s machine, also next time?`
  if (
    (await saysYes(prompter, { id: `${id}.remember`, label: isTheirs, footer: [] })) &&
    !(await rememberMe(folder, env, who))
  )
    prompter.tell(['  Git could not remember it here.'])
  return who
}
