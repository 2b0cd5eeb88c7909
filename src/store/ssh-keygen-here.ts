import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The ssh-keygen that runs here; undefined if there is none on the search path. */
export const sshKeygenIn = ({ PATH, Path }: Readonly<Record<string, string | undefined>>): string | undefined =>
  (PATH ?? Path ?? '')
    .split(delimiter)
    .filter(Boolean)
    .flatMap(folder => ['ssh-keygen', 'ssh-keygen.exe'].map(name => join(folder, name)))
    .find(file => existsSync(file))
