import { OWNERS, type Owner } from '../contract/people.ts'
import { type Env, gitConfig, setGitConfig } from './git.ts'
import { rootOf } from './repository.ts'

/**
 * Who is at this computer: `partner.me` in the settings of the repository or the user's own. Nothing that the two share
 * is asked: who can write the e-mail address in a card would decide who acts here.
 */
export async function whoByGit(folder: string, env: Env): Promise<Owner | undefined> {
  const me = await gitConfig(folder, env, 'partner.me')
  return OWNERS.find(owner => owner === me)
}

/** Remembers on this computer, for this repository, who is here. Whether git did. */
export const rememberMe = (folder: string, env: Env, who: Owner): Promise<boolean> =>
  setGitConfig(folder, env, 'partner.me', who)

/** Whether there is a repository in which git can remember. */
export const canRemember = (folder: string): boolean => rootOf(folder) !== undefined
