import { expect, test } from 'vitest'
import { PartnerError } from '../../src/errors.ts'
import { patiently } from '../../src/interview/patience.ts'
import type { Ask } from '../../src/interview/prompter.ts'
import { SAVED } from '../../src/interview/screen.ts'
import { CTRL_C, scripted } from '../support/script.ts'

const ask = (id: string): Ask => ({ id, label: `The ${id}`, above: [], prefill: '', footer: [] })
const talk = (...trail: string[]) => ({ draft: {}, trail })
const full = new PartnerError('system', 'cannot write it: the disk is full')

/** A disk that answers each save with the next of these, and then takes everything. */
function disk(...answers: (Error | undefined)[]) {
  const saved: unknown[] = []
  const save = async (what: unknown) => {
    const error = answers.shift()
    if (error) throw error
    saved.push(what)
  }
  return { saved, save }
}

test('what was not saved is saved with the next answer, and that is said once', async () => {
  const { saved, save } = disk(full, full)
  const prompter = scripted({ save: 'on' })
  const patient = patiently(prompter, save)
  await patient.save(talk('one'))
  await patient.save(talk('one', 'two'))
  await patient.save(talk('one', 'two', 'three'))
  await patient.save(talk('one', 'two', 'three', 'four'))
  await patient.settle()
  expect(saved).toHaveLength(2)
  expect(prompter.asked.map(({ id }) => id)).toEqual(['save'])
  expect(prompter.told.map(line => line.trim().split(/[:.]/)[0])).toEqual([
    'Still not saved',
    'All your answers are saved',
  ])
})

test('a question promises only what the disk keeps', async () => {
  const prompter = scripted({ save: 'on', one: 'x', two: 'x' })
  const patient = patiently(prompter, disk(full).save)
  const asking = (id: string) => patient.prompter.ask({ ...ask(id), footer: ['< back', SAVED] })
  await patient.save(talk('one'))
  await asking('one')
  await patient.save(talk('one', 'two'))
  await asking('two')
  expect(prompter.asked.slice(1).map(({ footer }) => footer.at(-1))).toEqual(['Ctrl-C stops, not all is saved', SAVED])
})

test('what stands in the line at a stop is told where it cannot be saved', async () => {
  const { prompter, save } = patiently(scripted({ one: `${CTRL_C}half` }), disk(full).save)
  await expect(prompter.ask(ask('one'))).rejects.toThrow('stopped')
  await expect(save(talk())).rejects.toMatchObject({
    kind: 'cancelled',
    message: expect.stringContaining('The one: half'),
  })
})

test('a talk that another one wrote over is ended, with what it could not save', async () => {
  const conflict = new PartnerError('conflict', 'it changed while you were at work', 'Look at it.')
  const { prompter, save } = patiently(scripted({ one: 'Tea', two: '?' }), disk(conflict).save)
  await prompter.ask(ask('one'))
  await prompter.ask(ask('two'))
  await expect(save(talk('one'))).rejects.toMatchObject({
    kind: 'conflict',
    message: 'it changed while you were at work\nNot saved:\n  The one: Tea',
    hint: 'Look at it.',
  })
})

test('any other fault is what it is', async () => {
  const patient = patiently(scripted({}), disk(new TypeError('a bug')).save)
  await expect(patient.save(talk())).rejects.toThrow(TypeError)
})
