import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { canonical, type Statement, signatureName } from '../../src/signature/statement.ts'
import { memoryFolder } from '../../src/store/memory-folder.ts'
import { fingerprintOf, lineOf, newKey, signedElsewhere } from '../support/keys.ts'
import { has } from '../support/programs.ts'
import { newWorld, SMALL } from '../support/world.ts'

/** Two computers with a clone each, the real program, git and ssh-keygen. Ana attacks; Ben pulls and looks. */
const root = mkdtempSync(join(tmpdir(), 'partner-attacks-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const KEYS = { a: newKey('ana', '-t', 'ed25519'), b: newKey('ben', '-t', 'ed25519') }
const MALLORY = newKey('mallory', '-t', 'ed25519')
const NAMES = { a: 'Ana Reyes', b: 'Ben Okafor' }
type Who = 'a' | 'b'

interface Computer {
  cwd: string
  home: string
}

const at = (base: string): Computer => ({ cwd: join(base, 'clone'), home: join(base, 'home') })

function partner({ cwd, home }: Computer, ...argv: string[]) {
  const env = { PATH: process.env.PATH, HOME: home, GIT_CONFIG_NOSYSTEM: '1' }
  const { status, stdout, stderr } = spawnSync(process.execPath, [inject('program'), ...argv], {
    cwd,
    env,
    encoding: 'utf8',
  })
  return { code: status, out: stdout, err: stderr, all: `${stdout}${stderr}`.replace(/\s+/g, ' ') }
}

/** The same in this process, on the clock of this computer. */
async function looked({ cwd, home }: Computer, ...argv: string[]) {
  const { code, out, err } = await newWorld().runWith(
    {
      cwd,
      now: () => new Date().toISOString(),
      memory: memoryFolder({ HOME: home }, 'linux')!,
      copies: { folder: join(home, 'copies'), build: 'tests' },
      env: { PATH: process.env.PATH, HOME: home, GIT_CONFIG_NOSYSTEM: '1' },
    },
    ...argv,
  )
  return { code, out, all: `${out}${err}`.replace(/\s+/g, ' ') }
}

function must(computer: Computer, ...argv: string[]): void {
  const { code, all } = partner(computer, ...argv)
  if (code !== 0) throw new Error(`partner ${argv.join(' ')} ended with ${code}: ${all}`)
}

// Nothing here has to outlive a power failure, or to be tidied.
const SETTINGS = ['user.name=x', 'user.email=x@example.org', 'init.defaultBranch=main', 'core.fsync=none', 'gc.auto=0']
  .concat('maintenance.auto=false', 'init.templateDir=')
  .flatMap(setting => ['-c', setting])
const git = ({ cwd, home }: Computer, ...argv: string[]) =>
  execFileSync('git', [...SETTINGS, ...argv], {
    cwd,
    env: { PATH: process.env.PATH, HOME: home, GIT_CONFIG_NOSYSTEM: '1' },
    encoding: 'utf8',
    stdio: 'pipe',
  })

const commit = (computer: Computer) => {
  git(computer, 'add', '--all')
  git(computer, 'commit', '-q', '-m', 'x')
}
const pull = (to: Computer, from: Computer) => git(to, 'pull', '-q', '--no-rebase', '--no-edit', from.cwd, 'main')

function sign(computer: Computer, who: Who, ...more: string[]): void {
  must(computer, 'sign', '--as', who, '--name', NAMES[who], '--ssh-key', KEYS[who], ...more)
  commit(computer)
}

/** Ana changes the contract as the program does it. */
function amend(computer: Computer): void {
  writeFileSync(join(computer.cwd, 'change.json'), JSON.stringify({ principles: ['We say it.'] }))
  must(computer, 'amend', '--from', 'change.json', '--by', 'a', '--why', 'shorter', '--yes')
  rmSync(join(computer.cwd, 'change.json'))
  commit(computer)
}

/** Both signed version 1 by key; in the others, Ana signed version 2, and Ben declined or signed it. */
type Start = 'v1' | 'v2 by Ana' | 'v2 declined' | 'v2 signed'
const pairs = {} as Record<Start, string>

function pairOf(name: string, from?: string): [string, Computer, Computer] {
  const base = join(root, name)
  if (from) cpSync(from, base, { recursive: true })
  else
    for (const who of ['ana', 'ben'])
      for (const part of ['clone', 'home']) mkdirSync(join(base, who, part), { recursive: true })
  return [base, at(join(base, 'ana')), at(join(base, 'ben'))]
}

beforeAll(() => {
  if (!has('ssh-keygen')) return
  const [base, ana, ben] = pairOf('v1')
  pairs.v1 = base
  git(ana, 'init', '-q')
  writeFileSync(join(ana.cwd, 'answers.json'), JSON.stringify(SMALL))
  must(ana, 'init', '--from', 'answers.json')
  rmSync(join(ana.cwd, 'answers.json'))
  commit(ana)
  git(ben, 'clone', '-q', ana.cwd, '.')
  sign(ana, 'a')
  pull(ben, ana)
  sign(ben, 'b')
  pull(ana, ben)
  for (const computer of [ana, ben]) must(computer, 'status')
  const [half, one, two] = pairOf('v2 by Ana', base)
  pairs['v2 by Ana'] = half
  amend(one)
  sign(one, 'a')
  pull(two, one)
  for (const [start, how] of [
    ['v2 declined', ['--decline', '--why', 'Not so fast']],
    ['v2 signed', []],
  ] as const) {
    const [copy, one, two] = pairOf(start, half)
    pairs[start] = copy
    sign(two, 'b', ...how)
    pull(one, two)
    for (const computer of [one, two]) must(computer, 'status')
  }
}, 300_000)

const folderOf = ({ cwd }: Computer, name: string) => join(cwd, 'partnership', name)
const signatures = (computer: Computer) => readdirSync(folderOf(computer, 'signatures'))

/** The statement of a partner about a version, as it is there. */
function saidBy(computer: Computer, who: Who, version: number): Statement {
  const name = signatures(computer).find(each => new RegExp(`^v${version}-.*-${who}\\.\\w+\\.json$`).test(each))
  return JSON.parse(readFileSync(folderOf(computer, `signatures/${name}`), 'utf8'))
}

/** Writes a statement that is right in itself, and signs it with a key if there is one. */
function forge(computer: Computer, said: Statement, changes: Partial<Statement>, key?: string): void {
  const { key: _, vouches, why, ...rest } = said
  const forged = { ...rest, ...changes, ...(key && { key: lineOf(key) }) }
  const file = folderOf(computer, `signatures/${signatureName(forged)}`)
  const text = canonical(forged)
  rmSync(`${file}.sig`, { force: true })
  writeFileSync(file, text)
  if (key) writeFileSync(`${file}.sig`, signedElsewhere(key, text))
}

/** Takes away all that bears this name. */
function remove(computer: Computer, names: RegExp): void {
  for (const folder of ['signatures', 'versions'])
    for (const name of readdirSync(folderOf(computer, folder)).filter(each => names.test(each)))
      rmSync(folderOf(computer, `${folder}/${name}`))
}

/** What "Ben" says of version 2, which Ana has signed. */
function versionTwo(ana: Computer, changes: Partial<Statement>, key?: string): void {
  forge(ana, { ...saidBy(ana, 'a', 2), ...by('b') }, changes, key)
}
const by = (who: Who) => ({ partner: who, partnerName: NAMES[who], name: NAMES[who] })
const backToVersionOne = (computer: Computer) =>
  writeFileSync(
    folderOf(computer, 'contract.yaml'),
    readFileSync(
      folderOf(
        computer,
        `versions/${readdirSync(folderOf(computer, 'versions')).find(name => name.startsWith('v1-'))}`,
      ),
    ),
  )

/** Begins the contract anew in a folder of the clone, with other words, and signs for both on a computer that saw nothing. */
function beginAnew(ana: Computer, folder: string, ...asBen: string[]): void {
  const stranger = { ...ana, home: `${ana.home}-empty` }
  mkdirSync(stranger.home)
  const old = folderOf(ana, 'contract.yaml')
  const text = readFileSync(old, 'utf8')
    .replace(/^id: .*$/m, 'id: 11111111-7d0a-4c55-9f3e-2d8e6a1b9c04')
    .replace('Three case studies', 'Nine case studies')
  for (const name of ['versions', 'signatures']) rmSync(join(ana.cwd, folder, name), { recursive: true, force: true })
  mkdirSync(join(ana.cwd, folder), { recursive: true })
  writeFileSync(join(ana.cwd, folder, 'contract.yaml'), text)
  must(stranger, 'sign', '--dir', folder, '--as', 'a', '--name', NAMES.a, '--ssh-key', KEYS.a)
  must(stranger, 'sign', '--dir', folder, '--as', 'b', '--name', NAMES.b, ...asBen)
}

const TYPED = 'a typed name no longer speaks for them'
const OTHER_KEY = 'is by a different key than before'
const SEEN = 'You have seen something else before'

interface Attack {
  from: Start
  does(ana: Computer): void
  /** What Ben reads. */
  says: string
  /** Found in any clone, also one that never saw anything before. */
  anywhere: boolean
}

/** The rows of the table in docs/signatures.md, and others of their kind. */
const ATTACKS: Record<string, Attack> = {
  'adds version 2 with a typed "Ben Okafor"': {
    from: 'v2 by Ana',
    does: ana => versionTwo(ana, {}),
    says: TYPED,
    anywhere: true,
  },
  'adds version 2 "signed by Ben on paper"': {
    from: 'v2 by Ana',
    does: ana => versionTwo(ana, { medium: 'paper' }),
    says: TYPED,
    anywhere: true,
  },
  'lets "Ben" decline version 2 by a typed name': {
    from: 'v2 by Ana',
    does: ana => versionTwo(ana, { action: 'decline', why: 'No.' }),
    says: TYPED,
    anywhere: true,
  },
  "replaces Ben's signature of version 1 by a typed one": {
    from: 'v1',
    does: ana => forge(ana, saidBy(ana, 'b', 1), {}),
    says: TYPED,
    anywhere: false,
  },
  "replaces Ben's signature of version 2 by a typed one": {
    from: 'v2 signed',
    does: ana => forge(ana, saidBy(ana, 'b', 2), {}),
    says: TYPED,
    anywhere: true,
  },
  'takes the key out of both signatures of Ben': {
    from: 'v2 signed',
    does: ana => {
      for (const version of [1, 2]) forge(ana, saidBy(ana, 'b', version), {})
    },
    says: TYPED,
    anywhere: false,
  },
  'rewrites version 1 with another key "of Ben" and vouches for it': {
    from: 'v1',
    does: ana => {
      forge(ana, saidBy(ana, 'b', 1), {}, MALLORY)
      forge(ana, saidBy(ana, 'a', 1), { vouches: { b: fingerprintOf(MALLORY) } }, KEYS.a)
    },
    says: OTHER_KEY,
    anywhere: false,
  },
  'signs version 2 with another key "of Ben"': {
    from: 'v2 by Ana',
    does: ana => versionTwo(ana, {}, MALLORY),
    says: OTHER_KEY,
    anywhere: true,
  },
  'declines version 2 with another key "of Ben"': {
    from: 'v2 by Ana',
    does: ana => versionTwo(ana, { action: 'decline', why: 'No.' }, MALLORY),
    says: OTHER_KEY,
    anywhere: true,
  },
  'signs version 2 "as Ben" with her own key': {
    from: 'v2 by Ana',
    does: ana => versionTwo(ana, {}, KEYS.a),
    says: 'is by the key of partner a',
    anywhere: true,
  },
  "overrules Ben's decline by key with a typed signature": {
    from: 'v2 declined',
    does: ana => forge(ana, saidBy(ana, 'b', 2), { action: 'sign' }),
    says: TYPED,
    anywhere: true,
  },
  "overrules Ben's decline by key with a signature by another key": {
    from: 'v2 declined',
    does: ana => forge(ana, saidBy(ana, 'b', 2), { action: 'sign' }, MALLORY),
    says: OTHER_KEY,
    anywhere: true,
  },
  "takes Ben's decline away": {
    from: 'v2 declined',
    does: ana => remove(ana, /^v2-.*-b\.decline/),
    says: SEEN,
    anywhere: false,
  },
  'deletes version 2 and goes back to version 1': {
    from: 'v2 signed',
    does: ana => {
      remove(ana, /^v2-/)
      backToVersionOne(ana)
    },
    says: SEEN,
    anywhere: false,
  },
  "deletes Ben's signature of version 2": {
    from: 'v2 signed',
    does: ana => remove(ana, /^v2-.*-b\.sign/),
    says: SEEN,
    anywhere: false,
  },
  'puts the words of version 1 back into contract.yaml': {
    from: 'v2 signed',
    does: backToVersionOne,
    says: 'is version 1, and version 2 was signed already',
    anywhere: true,
  },
  "undoes her signature with an older statement of Ben's under her key": {
    from: 'v1',
    does: ana =>
      forge(
        ana,
        saidBy(ana, 'b', 1),
        { action: 'decline', why: 'No.', date: '2020-01-01', recordedAt: '2020-01-01T10:00:00Z' },
        KEYS.a,
      ),
    says: 'is by the key of partner a',
    anywhere: true,
  },
  'begins another contract with another id, signed by another key "of Ben"': {
    from: 'v1',
    does: ana => beginAnew(ana, 'partnership', '--ssh-key', MALLORY),
    says: SEEN,
    anywhere: false,
  },
  'begins another contract with another id and a typed "Ben Okafor"': {
    from: 'v1',
    does: ana => beginAnew(ana, 'partnership'),
    says: SEEN,
    anywhere: false,
  },
  'begins another contract in the folder above, where it is found first': {
    from: 'v2 signed',
    does: ana => beginAnew(ana, '.', '--ssh-key', MALLORY),
    says: SEEN,
    anywhere: false,
  },
  'records her signature in the year 2099': {
    from: 'v1',
    does: ana => forge(ana, saidBy(ana, 'a', 1), { recordedAt: '2099-01-01T10:00:00Z' }, KEYS.a),
    says: 'says it was recorded at 2099-01-01T10:00:00Z',
    anywhere: true,
  },
  'dates her signature long after it was recorded': {
    from: 'v1',
    does: ana => forge(ana, saidBy(ana, 'a', 1), { date: '2099-01-01' }, KEYS.a),
    says: 'is dated 2099-01-01, and was recorded before that day',
    anywhere: true,
  },
}

it('each row of the table in docs/signatures.md is one of these, and says what verify says', () => {
  const page = readFileSync(fileURLToPath(new URL('../../docs/signatures.md', import.meta.url)), 'utf8')
  const [, table = ''] = page.split('| Ana alone |')
  const rows = [...table.matchAll(/^\| (.+?) \| (.+?) \| (.+?) \|$/gm)].filter(([, name]) => !/^-+$/.test(name!))
  expect(rows.length).toBeGreaterThan(10)
  for (const [, name, words, found] of rows) {
    const { says, anywhere } = ATTACKS[name!]!
    expect([name, says]).toEqual([name, expect.stringContaining(words!)])
    expect([name, anywhere]).toEqual([name, found === 'everywhere'])
  }
})

describe('Ana alone', () => {
  it.each(Object.entries(ATTACKS))(
    '%s: Ben finds it',
    async (name, { from, does, says, anywhere }) => {
      const [base, ana, ben] = pairOf(name.replace(/\W+/g, '-'), pairs[from])
      // Ben has looked at his clone where it is now.
      await looked(ben, 'status')
      does(ana)
      commit(ana)
      pull(ben, ana)
      for (const argv of [['verify'], ['verify', '--current'], ['status'], ['check']]) {
        const { code, all } = await looked(ben, ...argv)
        expect([argv, all]).toEqual([argv, expect.stringContaining(says)])
        expect(all).not.toContain('every signed word is as it was')
        expect(all).not.toMatch(/\n\s+at /)
        expect([argv, code]).toEqual([argv, 1])
      }
      if (!anywhere) return
      const fresh = at(join(base, 'fresh'))
      for (const folder of [fresh.cwd, fresh.home]) mkdirSync(folder, { recursive: true })
      git(fresh, 'clone', '-q', ana.cwd, '.')
      for (const argv of [['verify', '--current'], ['check']]) {
        const { code, all } = await looked(fresh, ...argv)
        expect([argv, all]).toEqual([argv, expect.stringContaining(says)])
        expect([argv, code]).toEqual([argv, 1])
      }
    },
    60_000,
  )

  it("can't undo what Ben signed: his signature of version 1 still counts", () => {
    const [, ana, ben] = pairOf('undo', pairs.v1)
    forge(
      ana,
      saidBy(ana, 'b', 1),
      { action: 'decline', why: 'No.', recordedAt: '2020-01-01T10:00:00Z', date: '2020-01-01' },
      KEYS.a,
    )
    commit(ana)
    pull(ben, ana)
    const report = JSON.parse(partner(ben, 'verify', '--json').out)
    expect(report).toMatchObject({ state: 'signed', inForce: 1, findings: [{ rule: 'other-key' }] })
  })
})

describe('a clone that saw nothing before', () => {
  const fresh = (from: Computer, base: string): Computer => {
    const computer = at(join(base, 'ci'))
    for (const folder of [computer.cwd, computer.home]) mkdirSync(folder, { recursive: true })
    git(computer, 'clone', '-q', from.cwd, '.')
    return computer
  }

  it('finds a rewritten version 1 if it is told the keys', () => {
    const [base, ana] = pairOf('told', pairs.v1)
    const keys = [`a=${fingerprintOf(KEYS.a)}`, `b=${fingerprintOf(KEYS.b)}`]
    must(fresh(ana, base), 'verify', '--current', '--trust', ...keys)
    forge(ana, saidBy(ana, 'b', 1), {}, MALLORY)
    commit(ana)
    const ci = fresh(ana, join(base, 'again'))
    expect(partner(ci, 'verify', '--trust', ...keys)).toMatchObject({
      code: 1,
      all: expect.stringContaining(OTHER_KEY),
    })
  })

  it('prints the same JSON as one that saw everything', () => {
    const [base, ana, ben] = pairOf('same', pairs['v2 signed'])
    const ci = fresh(ana, base)
    for (const argv of [
      ['status', '--json'],
      ['verify', '--json'],
    ])
      expect(partner(ci, ...argv).out).toBe(partner(ben, ...argv).out)
  })
})

describe('a new key', () => {
  it('counts once it is accepted, on this computer alone, and the change stays in the JSON', () => {
    const [, ana, ben] = pairOf('new-key', pairs['v2 by Ana'])
    const asBen = ['sign', '--as', 'b', '--name', NAMES.b, '--ssh-key', MALLORY]
    expect(partner(ben, ...asBen)).toMatchObject({
      code: 1,
      all: expect.stringContaining('is a different key than before'),
    })
    const accept = ['verify', '--trust', `b=${fingerprintOf(MALLORY)}`]
    partner(ben, ...accept)
    must(ben, ...asBen)
    must(ben, 'verify', '--current')
    commit(ben)
    pull(ana, ben)
    const found = partner(ana, 'verify', '--current')
    expect(found).toMatchObject({ code: 1, all: expect.stringContaining(OTHER_KEY) })
    expect(found.all).toContain(`partner verify --trust b=${fingerprintOf(MALLORY)}`)
    expect(partner(ana, 'status')).toMatchObject({ code: 1, all: expect.stringContaining('signed by one of you') })
    must(ana, ...accept)
    for (const argv of [['verify', '--current'], ['status'], ['check']]) must(ana, ...argv)
    const [change] = JSON.parse(partner(ana, 'status', '--json').out).keysChanged
    expect(change).toEqual({ partner: 'b', version: 2, from: fingerprintOf(KEYS.b), to: fingerprintOf(MALLORY) })
  }, 60_000)

  it('does not bring the old one back', () => {
    const [, ana, ben] = pairOf('old-key', pairs['v2 by Ana'])
    versionTwo(ana, {}, MALLORY)
    commit(ana)
    pull(ben, ana)
    must(ben, 'verify', '--trust', `b=${fingerprintOf(MALLORY)}`)
    writeFileSync(join(ana.cwd, 'change.json'), JSON.stringify({ principles: ['We do.'] }))
    must(ana, 'verify', '--trust', `b=${fingerprintOf(MALLORY)}`)
    must(ana, 'amend', '--from', 'change.json', '--by', 'a', '--why', 'again', '--yes')
    rmSync(join(ana.cwd, 'change.json'))
    sign(ana, 'a')
    forge(ana, { ...saidBy(ana, 'a', 3), ...by('b') }, {}, KEYS.b)
    commit(ana)
    pull(ben, ana)
    expect(partner(ben, 'verify')).toMatchObject({ code: 1, all: expect.stringContaining(OTHER_KEY) })
  }, 60_000)
})
