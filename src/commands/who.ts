import { bothNames, displayNames, type Names, OWNERS, type Owner } from '../contract/people.ts'
import type { Prompter } from '../interview/prompter.ts'
import { canRemember, rememberMe, whoByGit } from '../store/identity.ts'
import { type Partnership, readCards } from '../store/partnership.ts'
import type { Options } from './command.ts'

/** Who sits at this machine, as far as git and the cards know. */
export const knownWho = async (partnership: Partnership): Promise<Owner | undefined> =>
  await whoByGit(partnership.folder, (await readCards(partnership)).found)

/** `--as`, else what git knows. */
export const whoIsHere = async (options: Options, partnership: Partnership): Promise<Owner | undefined> =>
  (options.as as Owner | undefined) ?? (await knownWho(partnership))

/** The same, else asked once and offered to be remembered. */
export const speaker = async <Together extends 'both' | never = never>(
  prompter: Prompter,
  options: Options,
  partnership: Partnership,
  question: { id: string; label: string; together?: Together },
): Promise<Owner | Together | undefined> =>
  (await whoIsHere(options, partnership)) ??
  (await askWho(prompter, partnership, displayNames(partnership.contract.partners), question))

/** Who writes a record down: one of them, or both together. */
export const writer = async (prompter: Prompter, options: Options, partnership: Partnership): Promise<Owner | 'both'> =>
  (await speaker(prompter, options, partnership, {
    id: 'writer',
    label: 'Who writes this down?',
    together: 'both',
  })) ?? 'both'

/** Asks once who is speaking, and offers to remember it where there is a repository to do so. `both` where they may speak together. */
export async function askWho<Together extends 'both' | never = never>(
  prompter: Prompter,
  { folder }: Pick<Partnership, 'folder'>,
  names: Names,
  question: { id: string; label: string; together?: Together },
): Promise<Owner | Together | undefined> {
  const { id, label, together } = question
  const reply = await prompter.ask({
    id,
    label,
    above: [],
    prefill: '',
    choices: [
      ...(together ? [{ value: together, name: `${bothNames(names)}, together` }] : []),
      ...OWNERS.map(value => ({ value, name: names[value] })),
    ],
    footer: ['arrows and Enter choose', 'Ctrl-C stops'],
  })
  const who = OWNERS.find(owner => owner === reply.text)
  if (!who) return together
  if (!(await canRemember(folder))) return who
  const remember = await prompter.ask({
    id: `${id}.remember`,
    label: `Is this ${names[who]}'s machine, also next time?`,
    above: [],
    prefill: '',
    choices: [
      { value: 'yes', name: 'yes', key: 'y' },
      { value: 'no', name: 'no', key: 'n' },
    ],
    keys: true,
    fallback: 'no',
    footer: [],
  })
  if (remember.text === 'yes' && !(await rememberMe(folder, who))) prompter.tell(['  Git could not remember it here.'])
  return who
}
