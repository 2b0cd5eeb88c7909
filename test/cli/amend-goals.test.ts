import { describe, expect, it } from 'vitest'
import { readElsewhere } from '../support/js-yaml.ts'
import { squash } from '../support/visible.ts'
import { answering, must, SMALL, session, signedPartnership, type World } from '../support/world.ts'

const CONTRACT = 'partnership/contract.yaml'
type Data = Record<string, unknown>
const contractOf = (world: World) => readElsewhere(world.read(CONTRACT)) as Data
const amendFrom = (world: World, said: object, ...argv: string[]) =>
  world.runWith({ input: JSON.stringify(said) }, 'amend', '--from', '-', ...argv)

const BY_A = ['--by', 'a', '--why', 'It was time']

describe('goals', () => {
  const wins = (a: object[], b?: object[]) => ({ wins: { ...SMALL.wins, a, ...(b && { b }) } })

  it('keep their ids, by id or by their words', async () => {
    const world = await signedPartnership()
    await must(amendFrom(world, wins([{ text: 'Talks' }, { text: 'Three case studies', due: '2026-09-30' }]), ...BY_A))
    expect(contractOf(world).wins).toMatchObject({
      a: [
        { id: 'a2', text: 'Talks' },
        { id: 'a1', text: 'Three case studies', due: '2026-09-30' },
      ],
    })
  })

  it('that are new take no id that another one had', async () => {
    const world = await signedPartnership(
      wins([
        { id: 'a1', text: 'Three case studies' },
        { id: 'a2', text: 'Talks' },
      ]),
    )
    await must(
      world.runWith(
        { input: session('2026-01-19', { goals: [{ win: 'a2', state: 'onTrack' }] }) },
        'checkin',
        '--from',
        '-',
      ),
    )
    await must(amendFrom(world, wins([{ id: 'a1', text: 'Three case studies' }]), ...BY_A))
    await must(amendFrom(world, wins([{ id: 'a1', text: 'Three case studies' }, { text: 'Essays' }]), '--by', 'a'))
    expect(contractOf(world).wins).toMatchObject({ a: [{ id: 'a1' }, { id: 'a3', text: 'Essays' }] })
    expect(await world.run('status')).toMatchObject({ code: 0, err: '' })
  })

  it('keep them when a line is lost in an edit by hand, and a new one takes none of them', async () => {
    const world = await signedPartnership(wins([{ id: 'x1', text: 'Talks' }, ...SMALL.wins.a]))
    world.edit(CONTRACT, text =>
      text
        .replace('    - id: a1\n      text: Three', '    - text: Essays\n    - text: Three')
        .replace(/ +- id: x1\n +text: Talks\n/, ''),
    )
    await must(world.run('amend', ...BY_A))
    expect(contractOf(world).wins).toMatchObject({
      a: [
        { id: 'a2', text: 'Essays' },
        { id: 'a1', text: 'Three case studies' },
      ],
    })
  })

  it('that are made easier are a change with who and why, never a silent edit', async () => {
    const world = await signedPartnership()
    const easier = wins([{ id: 'a1', text: 'One case study' }])
    expect((await amendFrom(world, easier, '--by', 'a')).err).toContain('Missing: --why')
    await must(amendFrom(world, easier, ...BY_A))
    expect(contractOf(world)).toMatchObject({ changes: [{ by: 'a', sections: ['wins'], why: 'It was time' }] })
  })

  const OTHERS: [what: string, said: object][] = [
    ['changed', wins([{ id: 'a1', text: 'Two case studies' }])],
    ['added', wins([...SMALL.wins.a, { text: 'Essays' }])],
    ['removed', { ...wins([]), firstSteps: [] }],
  ]

  it.each(OTHERS)('of the partner are not %s without the partner, whatever --yes says', async (_, said) => {
    const world = await signedPartnership()
    const before = world.files()
    const argv = ['--by', 'b', '--why', 'Too many', '--yes']
    const { code, err } = await amendFrom(world, said, ...argv)
    expect(squash(err)).toContain('This changes what Ana wants to win, and Ana has not agreed to it')
    expect(err).toContain('When Ana agrees: --confirmed-by a')
    expect(code).toBe(1)
    expect(world.files()).toEqual(before)
    expect((await amendFrom(world, said, ...argv, '--confirmed-by', 'b')).code).toBe(1)
    await must(amendFrom(world, said, ...argv, '--confirmed-by', 'a'))
    expect(contractOf(world)).toMatchObject({ version: 2, changes: [{ by: 'b', confirmedBy: ['a'] }] })
  })

  it('of the partner are asked about by name at a terminal', async () => {
    const world = await signedPartnership()
    world.write('said.json', JSON.stringify(OTHERS[0]![1]))
    const argv = ['amend', '--from', 'said.json', '--by', 'b', '--why', 'Too many']
    const before = world.files()
    const no = answering({ 'amend.goals.a': 'no' })
    expect((await world.runWith(no, ...argv, '--yes')).code).toBe(1)
    expect(no.prompter.asked[0]!.label).toBe('Ana, is this change of your goal what you want?')
    expect(world.files()).toEqual(before)
    await must(world.runWith(answering({ 'amend.goals.a': 'yes' }), ...argv, '--yes'))
    expect(contractOf(world)).toMatchObject({ changes: [{ by: 'b', confirmedBy: ['a'] }] })
  })

  it('that both share, and what success looks like, need no such answer', async () => {
    const world = await signedPartnership()
    const said = { wins: { ...SMALL.wins, big: [{ id: 'w1', text: 'One job' }], success: { a: 'Sleep' } } }
    await must(amendFrom(world, said, '--by', 'b', '--why', 'Said so'))
    expect((contractOf(world).changes as Data[])[0]).not.toHaveProperty('confirmedBy')
  })
})
