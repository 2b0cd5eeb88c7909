import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Machine, twoClones } from '../support/clones.ts'
import { SMALL, session } from '../support/world.ts'

/** What the files of a repository are called, under a folder, with settings that run a program and name Ana. */
const repositoryIn = (folder: string, mark: string): Record<string, string> => ({
  [`${folder}/HEAD`]: 'ref: refs/heads/main\n',
  [`${folder}/objects/.keep`]: '',
  [`${folder}/refs/heads/.keep`]: '',
  [`${folder}/config`]: `[core]
repositoryformatversion = 0
bare = false
worktree = .
fsmonitor = "touch ${mark}; false"
hooksPath = hooks
[partner]
me = a
[user]
email = ana@example.org
signingkey = planted
[gpg]
format = ssh
[alias]
add = "!touch ${mark}"
config = "!touch ${mark}"
[filter "x"]
clean = "touch ${mark}; cat"
`,
  [`${folder}/hooks/pre-commit`]: `#!/bin/sh\ntouch ${mark}\n`,
  [`${folder}/hooks/post-index-change`]: `#!/bin/sh\ntouch ${mark}\n`,
})

const P = 'partnership'

/** What Ana shares, and the file that `check` names. Git carries no `.git`; an archive or a sync service does. */
const PLANTED: [what: string, named: string, plant: (mark: string) => Record<string, string>][] = [
  ['a repository, in the folder itself', 'HEAD', mark => repositoryIn(P, mark)],
  ['a repository, in schema/', 'schema/HEAD', mark => repositoryIn(`${P}/schema`, mark)],
  ['a repository, in a folder of its own', 'notes/2026/HEAD', mark => repositoryIn(`${P}/notes/2026`, mark)],
  [
    'a repository whose objects are elsewhere',
    'HEAD',
    mark => {
      const { [`${P}/HEAD`]: head = '', [`${P}/config`]: config = '' } = repositoryIn(P, mark)
      const rest = { [`${P}/more/objects/.keep`]: '', [`${P}/more/refs/.keep`]: '', [`${P}/more/config`]: config }
      return { [`${P}/HEAD`]: head, [`${P}/commondir`]: 'more\n', ...rest }
    },
  ],
  [
    'a .git file that leads to a repository beside it',
    '.git',
    mark => ({ ...repositoryIn(`${P}/more`, mark), [`${P}/.git`]: 'gitdir: more\n' }),
  ],
  [
    'a .git folder that is not one, beside a repository',
    'HEAD',
    mark => ({ ...repositoryIn(P, mark), [`${P}/.git/x`]: '' }),
  ],
]

const ANSWERS = { ...SMALL, profiles: { a: { email: 'ana@example.org' } } }

/** Ben's clone of a partnership into which Ana has put these files; what they would run leaves a mark. */
function planted(plant: (mark: string) => Record<string, string>): { ben: Machine; mark: string } {
  const { ben } = twoClones(ANSWERS)
  const mark = join(ben.home, 'owned')
  for (const [name, content] of Object.entries(plant(mark))) ben.write(name, content, 0o755)
  ben.git('config', 'partner.me', 'b')
  return { ben, mark }
}

const filesIn = (ben: Machine, folder: string) =>
  existsSync(ben.path(P, folder)) ? readdirSync(ben.path(P, folder)).filter(name => /^[^.]+.*-/.test(name)) : []

describe.each(PLANTED)('%s', (_, named, plant) => {
  it('is named by check, with what to do', () => {
    const { ben, mark } = planted(plant)
    const { code, out } = ben.partner(['check'])
    expect(code).toBe(1)
    expect(out).toContain(`${P}/${named}  makes git take the folder it is in for a repository`)
    expect(out).toContain('Delete these files')
    expect(existsSync(mark)).toBe(false)
  })

  it('runs nothing, names nobody, and --commit refuses while the record is kept', () => {
    const { ben, mark } = planted(plant)
    const before = ben.git('rev-parse', 'HEAD')
    for (const cwd of [ben.root, ben.path(P)]) {
      const acts: [argv: string[], input?: string][] = [
        [['checkin', '--from', '-', '--commit'], session('2026-01-19')],
        [['prepare', '--from', '-', '--date', '2027-01-04', '--commit'], '{"topics": ["the move"]}'],
        [['sign', '--ssh-key']],
      ]
      for (const [argv, input = ''] of acts) {
        const { code, err } = ben.partner(argv, { cwd, input })
        if (!argv.includes('--commit')) continue
        expect({ code, err }, argv.join(' ')).toEqual({
          code: 3,
          err: expect.stringContaining(`not committed.\n${named} makes git take`),
        })
      }
    }
    // Who prepared it is the one of this computer's repository, not the one of the planted settings.
    expect(filesIn(ben, 'updates')).toEqual(['2027-01-04-b.yaml'])
    expect(filesIn(ben, 'checkins').length).toBeGreaterThan(0)
    expect(existsSync(mark)).toBe(false)
    expect(ben.git('rev-parse', 'HEAD')).toBe(before)
    expect(ben.git('diff', '--cached', '--name-only')).toBe('')
  })

  it('does not let a decline be recorded in the other partner’s name, and no git line is offered', () => {
    const { ben, mark } = planted(plant)
    const { out, err } = ben.partner(['sign', '--decline', '--why', 'x', '--name', 'Ben'], { cwd: ben.path(P) })
    expect(err.replace(/\s+/g, ' ')).toContain('makes git take the folder')
    expect(out).not.toContain('git ')
    expect(filesIn(ben, 'signatures')).toEqual([expect.stringMatching(/-b\.decline\.json$/)])
    expect(existsSync(mark)).toBe(false)
  })
})

describe('git is started in the root of the repository that the folder is in', () => {
  const variables = (elsewhere: string): [name: string, value: string][] => [
    ['GIT_DIR', elsewhere],
    ['GIT_WORK_TREE', elsewhere],
    ['GIT_INDEX_FILE', join(elsewhere, 'index')],
    ['GIT_COMMON_DIR', elsewhere],
    ['GIT_OBJECT_DIRECTORY', join(elsewhere, 'objects')],
    ['GIT_CEILING_DIRECTORIES', '/'],
  ]

  it.each(variables('').map(([name]) => name))('also when the environment says otherwise: %s', name => {
    const { ben, mark } = planted(() => ({}))
    for (const [file, text] of Object.entries(repositoryIn('elsewhere', mark))) ben.write(file, text, 0o755)
    const env = Object.fromEntries(variables(ben.path('elsewhere')).filter(([each]) => each === name))
    const act = ['prepare', '--from', '-', '--date', '2027-01-04', '--commit']
    expect(ben.partner(act, { env, input: '{"topics": ["x"]}' })).toMatchObject({ code: 0 })
    expect(ben.git('show', '--format=%an', '--name-only')).toBe(`ben\n\n${P}/updates/2027-01-04-b.yaml`)
    expect(existsSync(mark)).toBe(false)
  })

  it('in a worktree, and in a submodule, where .git is a file', () => {
    const { ben, shared } = twoClones(ANSWERS)
    ben.git('config', 'partner.me', 'b')
    const act = (date: string) => ['prepare', '--from', '-', '--date', date, '--commit']
    ben.git('worktree', 'add', '-q', '../other')
    const other = join(ben.home, 'other')
    expect(ben.partner(act('2027-01-04'), { cwd: other, input: '{"topics": ["x"]}' })).toMatchObject({ code: 0 })
    expect(readdirSync(join(other, P, 'updates'))).toEqual(['2027-01-04-b.yaml'])
    ben.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', shared, 'sub')
    const { code, out } = ben.partner([...act('2027-01-18'), '--as', 'b'], {
      cwd: ben.path('sub'),
      input: '{"topics": ["x"]}',
    })
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('Committed') })
  })

  it('and in no repository, git looks only at the user’s own settings', () => {
    const { ben } = planted(() => ({}))
    const away = join(ben.home, 'away')
    writeFileSync(
      join(ben.home, '.gitconfig'),
      `${readFileSync(join(ben.home, '.gitconfig'), 'utf8')}[partner]\nme = b\n`,
    )
    ben.git('clone', '-q', ben.root, away)
    ben.git('-C', away, 'checkout', '-q', 'HEAD')
    const act = ['prepare', '--from', '-', '--date', '2027-01-04']
    expect(ben.partner(act, { cwd: away, input: '{"topics": ["x"]}' }).out).toContain('2027-01-04-b.yaml')
  })
})
