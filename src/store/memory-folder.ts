import { isAbsolute, join } from 'node:path'

/**
 * Where this computer remembers which signatures it has seen: `XDG_CONFIG_HOME`, else `APPDATA` on Windows,
 * `~/Library/Application Support` on macOS, `~/.config` elsewhere. Undefined if the environment names none.
 */
export function memoryFolder(env: Readonly<Record<string, string | undefined>>, platform: string): string | undefined {
  const home = env.HOME || env.USERPROFILE
  const usual =
    platform === 'win32'
      ? env.APPDATA
      : home && join(home, platform === 'darwin' ? 'Library/Application Support' : '.config')
  const folder = env.XDG_CONFIG_HOME && isAbsolute(env.XDG_CONFIG_HOME) ? env.XDG_CONFIG_HOME : usual
  return folder && isAbsolute(folder) ? join(folder, 'partner', 'seen') : undefined
}
