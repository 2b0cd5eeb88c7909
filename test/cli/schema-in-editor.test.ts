import { describe, expect, it } from 'vitest'
import { openEditor } from '../support/editor.ts'
import { must, smallPartnership } from '../support/world.ts'

/** A partnership with its schemas, in an editor. */
async function inEditor() {
  const world = await smallPartnership()
  await must(world.run('schema'))
  const contract = world.path('partnership/contract.yaml')
  return { world, contract, text: world.read('partnership/contract.yaml'), editor: await openEditor(world.cwd) }
}

describe('an editor that knows YAML', () => {
  it('finds nothing wrong with a contract as it is written', async () => {
    const { contract, text, editor } = await inEditor()
    expect(await editor.open(contract, text)).toEqual([])
  })

  it('marks the line that is wrong, in our words where the pattern says nothing', async () => {
    const { contract, text, editor } = await inEditor()
    const broken = text.replace('time: "18:30"', 'time: half past six').replace('unit: week', 'unit: fortnight')
    const lineOf = (said: string) => broken.split('\n').findIndex(line => line.includes(said))
    const remarks = await editor.open(contract, broken)
    expect(remarks).toContainEqual({ line: lineOf('half past six'), message: 'is not a time of day, as 18:30' })
    expect(remarks.map(({ line }) => line).sort()).toEqual([lineOf('fortnight'), lineOf('half past six')].sort())
  })

  it('offers the keys that fit there, and the values of a key', async () => {
    const { contract, text, editor } = await inEditor()
    const keys = await editor.complete(contract, text.replace('agreements:\n', 'agreements:\n  |\n'))
    expect(keys).toEqual(expect.arrayContaining(['coaching', 'confidentiality', 'sharing']))
    expect(keys).not.toContain('timeOut')
    const levels = text.replace('agreements:\n', 'agreements:\n  confidentiality:\n    level: |\n')
    expect(await editor.complete(contract, levels)).toEqual(['nobody', 'named', 'ask', 'public'])
  })

  it('says what a key is for, in the words of the talk', async () => {
    const { contract, text, editor } = await inEditor()
    expect(await editor.hover(contract, text.replace('  timeOut', '  time|Out'))).toContain('When a talk gets hard')
  })

  it('knows a check-in from its folder, and one that was missed', async () => {
    const { world, editor } = await inEditor()
    const file = world.path('partnership/checkins/2026-01-19-a.yaml')
    const head = '# yaml-language-server: $schema=../schema/checkin.json\nformat: partner/1\n'
    const held = `${head}session:\n  date: "2026-01-19"\n`
    expect(await editor.open(file, `${held}topics: [x]\n`)).toEqual([])
    expect(await editor.complete(file, `${held}followUp:\n  - step: s1\n    result: |\n`)).toContain('carried')
    const missed = `${held}  held: false\ntopics: [x]\n`
    expect((await editor.open(file, missed)).map(({ line }) => line)).toEqual([5])
  })
})
