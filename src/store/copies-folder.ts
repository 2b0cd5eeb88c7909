import { isAbsolute, join } from 'node:path'
import type { CopiesFolder } from './copies.ts'

/**
 * Where this system keeps what programs may make again: `XDG_CACHE_HOME`, `~/Library/Caches`, `LOCALAPPDATA`. None
 * where the environment names no home, or says `PARTNER_COPIES=off`.
 */
export function copiesFolder(
  env: Readonly<Record<string, string | undefined>>,
  platform: string,
  build: string,
): CopiesFolder | undefined {
  if (env.PARTNER_COPIES === 'off') return undefined
  // A relative one would be another place in each current folder.
  const home = [env.HOME ?? env.USERPROFILE].find(path => path && isAbsolute(path))
  const usual =
    platform === 'win32' ? env.LOCALAPPDATA : home && join(home, platform === 'darwin' ? 'Library/Caches' : '.cache')
  // The XDG specification has relative paths ignored.
  const folder = env.XDG_CACHE_HOME?.startsWith('/') ? env.XDG_CACHE_HOME : usual
  return folder ? { folder: join(folder, 'partner'), build } : undefined
}
