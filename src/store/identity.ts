import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Card } from '../contract/card.ts'
import { OWNERS, type Owner } from '../contract/people.ts'

const run = promisify(execFile)

/** What git's configuration says in a folder; nothing without git, or where it says nothing. */
export async function gitConfig(folder: string, key: string): Promise<string | undefined> {
  try {
    const { stdout } = await run('git', ['config', '--get', key], { cwd: folder })
    return stdout.trim() || undefined
  } catch {
    // No git, or no such key: both mean that git does not say.
    return undefined
  }
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
  return await run('git', ['config', 'partner.me', who], { cwd: folder }).then(
    () => true,
    () => false,
  )
}
