import { expect, it } from 'vitest'
import { readElsewhere } from '../support/js-yaml.ts'
import { pressEnter, scripted } from '../support/script.ts'
import { type Ended, must, signedPartnership, type World } from '../support/world.ts'

const CARD = 'partnership/partners/a.yaml'
const RECORD = '2026-04-27-both.yaml'

/** A check-in in which Ana says how she likes feedback; meanwhile something happens. */
function talk(world: World, meanwhile = () => {}, more = {}): Promise<Ended> {
  const prompter = scripted({ writer: 'both', 'card.a.feedback': 'Straight.', ...more }, ask => {
    if (ask.id === 'measures') meanwhile()
    return pressEnter(ask) || (ask.id.endsWith('.result') ? 'done' : '')
  })
  return world.runWith({ prompter }, 'checkin')
}

it('a card that breaks while a session is talked through refuses before the record is written', async () => {
  const world = await signedPartnership()
  const broken = await talk(world, () => world.write(CARD, '<<<<<<< ours\n'))
  expect(broken.code).toBe(1)
  expect(broken.err).toContain(CARD)
  expect(world.names('partnership/checkins')).toEqual([])
  world.remove(CARD)
  // What was said is kept, and becomes one record.
  const { code, out } = await talk(world, undefined, { resume: 'on' })
  expect({ code, names: world.names('partnership/checkins') }).toEqual({ code: 0, names: [RECORD] })
  expect(out).toContain(`Written   partnership/checkins/${RECORD}`)
  expect(readElsewhere(world.read(CARD))).toMatchObject({ feedback: 'Straight.' })
})

it('a card that cannot be written beside the record is said, and the record is written all the same', async () => {
  const world = await signedPartnership()
  const { code, out, err } = await talk(world, () => world.write('partnership/partners', 'a file'))
  expect(err).toContain('Not in partnership/partners/a.yaml yet: feedback: Straight.')
  expect(out).toContain(`Written   partnership/checkins/${RECORD}`)
  expect(code).toBe(0)
  expect(world.names('partnership/.draft')).toEqual(['.gitignore'])
})

it('a record that was written before the program was stopped is not written a second time', async () => {
  const world = await signedPartnership()
  const said = { 'steps.s1.result': 'done', 'next.a.0.text': 'Call the dean', 'next.a.1.text': '' }
  const draft = 'partnership/.draft/checkin-both.json'
  let last = ''
  const asItStood = () => {
    last = world.read(draft)
  }
  await must(talk(world, asItStood, said))
  const record = world.read(`partnership/checkins/${RECORD}`)
  // The draft goes last: this is what stands there where the program ends right before that.
  world.write(draft, JSON.stringify({ ...JSON.parse(last), becomes: record }))
  world.remove(CARD)

  const prompter = scripted({ writer: 'both' })
  const { code, out, err } = await world.runWith({ prompter }, 'checkin')
  expect(err).toBe('')
  expect(code).toBe(0)
  expect(out).toContain(`Written   partnership/checkins/${RECORD}`)
  expect(world.names('partnership/checkins')).toEqual([RECORD])
  expect(world.read(`partnership/checkins/${RECORD}`)).toBe(record)
  expect(readElsewhere(world.read(CARD))).toMatchObject({ feedback: 'Straight.' })
  expect(world.names('partnership/.draft')).toEqual(['.gitignore'])
})
