import { join } from 'node:path'
import { type Settings, settingsSchema } from '../contract/settings.ts'
import { PartnerError } from '../errors.ts'
import type { Place } from './partnership.ts'
import { readYaml } from './reading.ts'

export const SETTINGS = 'settings.yaml'

/** The pair's settings; the usual ones where there is no such file. */
export async function readSettings({ folder, shown }: Place): Promise<Settings> {
  try {
    return (await readYaml<Settings>(join(folder, SETTINGS), shown(SETTINGS), settingsSchema, { needsEnd: true })).value
  } catch (error) {
    if (error instanceof PartnerError && error.kind === 'missing') return USUAL
    throw error
  }
}

const USUAL: Settings = settingsSchema.parse({ format: 'partner/1' })
