import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { THRESHOLDS } from '../../src/contract/thresholds.ts'
import { SIGNALS } from '../../src/session/signals/index.ts'

const page = readFileSync(new URL('../../docs/signs.md', import.meta.url), 'utf8')

it('the page about signs has each of them, by its name in settings.yaml and with its thresholds', () => {
  const rows = SIGNALS.map(signal => `| \`${signal.id}\` | ${signal.words} | ${signal.limits(THRESHOLDS)} |`)
  expect(page.match(/^\| `.*$/gm)).toEqual(rows)
})

it('it gives the numbers of the table, key by key', () => {
  const [, keys = ''] = /```yaml\n([\s\S]*?)```/.exec(page) ?? []
  for (const [id, of] of Object.entries(THRESHOLDS).filter(([, of]) => Object.keys(of).length))
    expect(keys).toContain(`  ${id}: ${JSON.stringify(of).replaceAll('"', '').replace(/[:,]/g, '$& ')}\n`)
})
