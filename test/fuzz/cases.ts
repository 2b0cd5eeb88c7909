import { rmSync } from 'node:fs'
import { expect } from 'vitest'
import { contractSchema } from '../../src/contract/contract.ts'
import { PartnerError } from '../../src/errors.ts'
import { decode } from '../../src/store/reading.ts'
import { parseYaml } from '../../src/store/yaml.ts'
import type { Ended, World } from '../support/world.ts'
import { type Chance, chanceOf, damaged } from './files.ts'

void contractSchema

/** A kind of file: which they are, what reads them, and which acts rest on them. */
interface Kind {
  name: string
  /** How often it is taken, against the others. */
  weight: number
  files: RegExp
  /** Of these, what cannot be read must be named by each. */
  readings: readonly (readonly string[])[]
  acts: readonly (readonly string[])[]
  /** Whether the last line must be the end mark; missing where the file is no YAML that is read as such. */
  yaml?: { needsEnd: boolean }
  /** Whether an act may go on beside a file that cannot be read. */
  actsGoOn?: boolean
}

const CHECKS = [['check'], ['check', '--json'], ['check', '--format', 'github', '--strict']] as const
const SIGNED = [['verify'], ['verify', '--json'], ['verify', '--current'], ['status'], ['diff', 'v1', 'now'], ['history']] as const
const CHECKIN = [['checkin', '--from', 'checkin.json'], ['checkin', '--from', 'checkin.yaml', '--as', 'a']] as const
const AMENDED = ['--by', 'a', '--why', 'It is time', '--confirmed-by', 'b'] as const
const AMEND = [['amend', '--from', 'amend.yaml', ...AMENDED]] as const
const SIGN = [['sign', '--as', 'b', '--name', 'Ben'], ['sign', '--as', 'a', '--name', 'Ana', '--decline', '--why', 'x']] as const

const KINDS: readonly Kind[] = [
  {
    name: 'contract',
    weight: 6,
    files: /^partnership\/contract\.yaml$/,
    readings: [
      ...[['status'], ['status', '--json'], ['status', '--all'], ['render'], ['roles'], ['verify'], ['history'], []],
      ...[['history', '--csv'], ['history', '--json'], ['schedule'], ['schedule', '--json'], ['schedule', '--ics'], ['diff']],
    ],
    acts: [...CHECKIN, ...AMEND, ...SIGN, ['amend', '--by', 'b', '--why', 'By hand'], ['timeout', '--by', 'a']],
    yaml: { needsEnd: true },
  },
  {
    name: 'check-in',
    weight: 5,
    files: /^partnership\/checkins\//,
    readings: [['status'], ['status', '--json', '--all'], ['history'], ['history', '--csv'], ['history', '--json'], ['schedule'], ['roles']],
    acts: [...CHECKIN, ['checkin', '--missed', '--date', '2026-03-09', '--why', 'Ill'], ['prepare', '--as', 'a', '--from', 'prepare.yaml']],
    yaml: { needsEnd: true },
  },
  {
    name: 'card',
    weight: 2,
    files: /^partnership\/partners\//,
    readings: [['schedule'], ['schedule', '--json'], ['schedule', '--ics']],
    acts: CHECKIN,
    yaml: { needsEnd: true },
    actsGoOn: true,
  },
  {
    name: 'update',
    weight: 1,
    files: /^partnership\/updates\//,
    readings: [['status']],
    acts: [['prepare', '--as', 'a', '--date', '2026-05-04', '--from', 'prepare.yaml']],
    yaml: { needsEnd: true },
    actsGoOn: true,
  },
  {
    name: 'time-out',
    weight: 1,
    files: /^partnership\/timeouts\//,
    readings: [['status'], ['status', '--json']],
    acts: [['timeout', '--by', 'a'], ['timeout', '--by', 'b', '--resolve']],
    yaml: { needsEnd: true },
    actsGoOn: true,
  },
  {
    name: 'settings',
    weight: 1,
    files: /^partnership\/settings\.yaml$/,
    readings: [['status'], ['history']],
    acts: CHECKIN,
    yaml: { needsEnd: true },
    actsGoOn: true,
  },
  {
    name: 'template',
    weight: 1,
    files: /^partnership\/template\.yaml$/,
    readings: [['check']],
    acts: [['init', 'new', '--from', 'init.yaml', '--template', 'partnership/template.yaml']],
    yaml: { needsEnd: false },
    actsGoOn: true,
  },
  { name: 'version', weight: 2, files: /^partnership\/versions\//, readings: SIGNED, acts: [...SIGN, ...AMEND], actsGoOn: true },
  { name: 'signature', weight: 3, files: /^partnership\/signatures\//, readings: SIGNED, acts: [...SIGN, ...AMEND], actsGoOn: true },
  ...(['init', 'checkin', 'amend', 'prepare'] as const).map(
    (act): Kind => ({
      name: `answers for ${act}`,
      weight: { init: 2, checkin: 4, amend: 3, prepare: 1 }[act],
      files: new RegExp(`^${act}\\.(yaml|json)$`),
      readings: [],
      acts: [],
      yaml: { needsEnd: false },
    }),
  ),
]
