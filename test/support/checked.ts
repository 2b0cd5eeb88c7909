import { expect } from 'vitest'
import type { World } from './world.ts'

/** The folder of a world's partnership, as its files are named from outside. */
export const FOLDER = 'partnership/'

export interface Told {
  rule: string
  file: string
  line: number
  column: number
  path: string
  what: string
  remedy: string
}
export interface Checked {
  schema: string
  errors: Told[]
  advice: (Told & { reason: string; where: Record<string, unknown> })[]
}

/** What `check` tells programs. */
export async function checked(
  world: World,
  env?: Readonly<Record<string, string | undefined>>,
): Promise<Checked & { code: number }> {
  const { code, out, err } = await world.runWith(env ? { env } : {}, 'check', '--json')
  expect(err).toBe('')
  return { code, ...JSON.parse(out) }
}

/** Changes a file of the partnership's folder. */
export const edit = (world: World, file: string, change: (text: string) => string) => world.edit(FOLDER + file, change)
/** A settings.yaml in which these rules are off. */
export const SETTINGS = (off: string) => `format: partner/1\nadvice:\n  off: ${off}\n...\n`
