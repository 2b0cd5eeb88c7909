import type { Card } from '../contract/card.ts'
import { OWNERS, type Owner } from '../contract/people.ts'
import { git } from './git.ts'

/** What git's configuration says in a folder; nothing without git, or where it says nothing. */
export async function gitConfig(folder: string, key: string): Promise<string | undefined> {
  const said = await git(folder, 'config', '--get', key)
  return (said?.code === 0 && said.out.trim()) || undefined
}

/** Who sits at this machine, as far as git knows: `partner.me`, else an e-mail address that is on one card. */
export async function whoByGit(folder: string, cards: Partial<Record<Owner, Card>>): Promise<Owner | undefined> {
  const me = await gitConfig(folder, 'partner.me')
  const named = OWNERS.find(owner => owner === me)
  if (named) return named
  const email = (await gitConfig(folder, 'user.email'))?.toLowerCase()
  const owners = OWNERS.filter(owner => email && cards[owner]?.email?.toLowerCase() === email)
  return owners.length === 1 ? owners[0] : undefined
}

/** Remembers on this machine, for this repository. Whether git took it. */
export async function rememberMe(folder: string, who: Owner): Promise<boolean> {
  return (await git(folder, 'config', 'partner.me', who))?.code === 0
}

/** Whether there is a repository here in which git can remember. */
export async function canRemember(folder: string): Promise<boolean> {
  return (await git(folder, 'rev-parse', '--git-dir'))?.code === 0
}
