import type { Card } from '../contract/card.ts'
import { OWNERS, type Owner } from '../contract/people.ts'
import { type Env, gitConfig, setGitConfig } from './git.ts'
import { rootOf } from './repository.ts'

/**
 * Who is at this computer, as far as git knows: `partner.me`, or else an email address that is in one profile. Asks
 * the repository and the user's own configuration, never the files that the two share.
 */
export async function whoByGit(
  folder: string,
  env: Env,
  cards: Partial<Record<Owner, Card>>,
): Promise<Owner | undefined> {
  const me = await gitConfig(folder, env, 'partner.me')
  const named = OWNERS.find(owner => owner === me)
  if (named) return named
  const email = (await gitConfig(folder, env, 'user.email'))?.toLowerCase()
  const owners = OWNERS.filter(owner => email && cards[owner]?.email?.toLowerCase() === email)
  return owners.length === 1 ? owners[0] : undefined
}

/** Remembers on this computer, for this repository, who is here. Whether git did. */
export const rememberMe = (folder: string, env: Env, who: Owner): Promise<boolean> =>
  setGitConfig(folder, env, 'partner.me', who)

/** Whether there is a repository in which git can remember. */
export const canRemember = (folder: string): boolean => rootOf(folder) !== undefined
