import { displayNames } from '../../contract/people.ts'
import { inline } from '../../render/escape.ts'
import { NAMESPACE, publicKey } from '../../signature/ssh.ts'
import type { Statement } from '../../signature/statement.ts'
import type { Partnership } from '../../store/partnership.ts'
import type { Signatures } from '../../store/signatures.ts'

/** A statement and its file in the kit. */
export interface Said {
  file: string
  said: Statement
}

/** How to verify a kit with programs that everybody has: each command is to be typed as it stands. */
export function kitReadme(
  partners: Partnership['contract']['partners'],
  all: readonly Said[],
  frozen: Signatures['frozen'],
): string {
  const names = displayNames(partners)
  const versionOf = ({ sha256 }: Statement) => `versions/${frozen.find(each => each.sha256 === sha256)?.name}`
  const code = (lines: readonly string[]) => ['```sh', ...lines, '```'].join('\n')
  const keys = all.flatMap(({ said }) =>
    said.key === undefined
      ? []
      : [`- ${said.partner}, ${inline(said.partnerName)}: \`${publicKey(said.key)?.fingerprint}\``],
  )
  const byKey = all.filter(({ said }) => said.key !== undefined)
  const parts = [
    `# What ${inline(names.a)} and ${inline(names.b)} agreed, for you to verify`,
    'You need `sha256sum` and, for signatures by key, `ssh-keygen` (OpenSSH 8.2 or newer). Open a terminal in this folder and type what stands here; each command ends with an error when something is not as it was.',
    '## 1. Nothing was changed on the way',
    code(['sha256sum --strict -c SHA256SUMS']),
    '## 2. Each statement is about these very words',
    'Every statement in signatures/ names the SHA-256 of the version it is about. Each command prints that line.',
    code(
      all.map(({ file, said }) => `grep "\\"sha256\\": \\"$(sha256sum < ${versionOf(said)} | cut -c 1-64)\\"" ${file}`),
    ),
    '## 3. Each statement was signed with the key it names',
    byKey.length
      ? code(
          byKey.map(
            ({ file, said }) =>
              `ssh-keygen -Y verify -f allowed_signers -I ${said.partner} -n ${NAMESPACE} -s ${file}.sig < ${file}`,
          ),
        )
      : 'Nobody signed with a key: there are typed names alone.',
    '## 4. The keys are theirs',
    keys.length
      ? `No file can tell you whose a key is. Ask each of them to read you the fingerprint of their own:\n\n${[...new Set(keys)].join('\n')}`
      : 'There is none.',
    '## What this proves, and what not',
    'A signature by key could be made only by whoever holds that key. A typed name alone could have been written by anybody who could write to the folder: ask the person. `versions/` has the words themselves, `signatures/` who agreed to them or declined, and when.',
  ]
  return `${parts.join('\n\n')}\n`
}
