import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, readFileSync } from 'node:fs'
import { expect, inject, it } from 'vitest'
import { readElsewhere } from '../support/js-yaml.ts'
import { signedPartnership, type World } from '../support/world.ts'

const page = readFileSync(new URL('../../docs/ci.md', import.meta.url), 'utf8')
const block = (language: string) => new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(page)![1]!

/** A repository with a signed partnership, and `partner` in the search path. */
async function repository(): Promise<{ world: World; env: NodeJS.ProcessEnv }> {
  const world = await signedPartnership()
  world.write('.git/bin/partner', `#!/bin/sh\nexec '${process.execPath}' '${inject('program')}' "$@"\n`)
  chmodSync(world.path('.git/bin/partner'), 0o755)
  const env = { ...process.env, PATH: `${world.path('.git/bin')}:${process.env.PATH}`, GIT_CONFIG_GLOBAL: '/dev/null' }
  const git = (...args: string[]) => execFileSync('git', args, { cwd: world.cwd, env, stdio: 'ignore' })
  git('init', '-q')
  git('config', 'user.name', 'Ana')
  git('config', 'user.email', 'ana@example.org')
  return { world, env }
}

it('each line of the job runs the program as it is, and stops at what was altered', async () => {
  const { world, env } = await repository()
  const { jobs } = readElsewhere(block('yaml')) as { jobs: { check: { steps: { run?: string }[] } } }
  const lines = jobs.check.steps.flatMap(({ run }) => (run?.startsWith('partner ') ? [run] : []))
  expect(lines).toHaveLength(2)
  const codes = () => lines.map(line => spawnSync('sh', ['-c', line], { cwd: world.cwd, env }).status)
  expect(codes()).toEqual([0, 0])
  world.edit(`partnership/versions/${world.names('partnership/versions')[0]}`, text => text.replace('Tea', 'Pea'))
  expect(codes()).toEqual([1, 1])
})

it('the hook lets a good folder through, and a broken one not', async () => {
  const { world, env } = await repository()
  world.write('.git/hooks/pre-commit', block('sh'))
  chmodSync(world.path('.git/hooks/pre-commit'), 0o755)
  const commit = () =>
    spawnSync('sh', ['-c', 'git add . && git commit -m "ours"'], { cwd: world.cwd, env, encoding: 'utf8' })
  expect(commit()).toMatchObject({ status: 0 })
  world.edit('partnership/contract.yaml', text => text.replace('version: 1', 'version: one'))
  const { status, stdout, stderr } = commit()
  expect(status).toBe(1)
  expect(stdout + stderr).toContain('partnership/contract.yaml:')
})
