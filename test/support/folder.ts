import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Draft } from '../../src/contract/draft.ts'
import { parseYaml } from '../../src/store/yaml.ts'

/** What a partnership's folder holds under a working folder, sorted; nothing where there is none. */
export const filesIn = (cwd: string): string[] => {
  const folder = join(cwd, 'partnership')
  return existsSync(folder) ? (readdirSync(folder, { recursive: true }) as string[]).sort() : []
}

/** A YAML file of a partnership as data. */
export const dataIn = (cwd: string, name: string): Draft =>
  parseYaml(name, readFileSync(join(cwd, 'partnership', name), 'utf8')).data as Draft

/** The contract as data, without what no two of them share. */
export function contractIn(cwd: string): Draft {
  const { id, ...rest } = dataIn(cwd, 'contract.yaml')
  if (typeof id !== 'string' || !id) throw new Error('the contract has no id')
  return rest
}

/** A talk that was not finished, as it was kept. */
export const draftIn = (cwd: string, name = 'init') =>
  JSON.parse(readFileSync(join(cwd, 'partnership/.draft', `${name}.json`), 'utf8'))
