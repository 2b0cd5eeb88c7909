import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../src/contract/day.ts'
import { recordName } from '../../src/session/sessions.ts'
import { type OpenTimeOut, openTimeOuts, type TimeOutFile } from '../../src/session/time-outs.ts'
import { file, read } from './builders.ts'

const day = '2026-02-02'
type Said = TimeOutFile['timeOut']
const own = (timeOut: Said, date = timeOut.resolved ?? timeOut.date ?? day): TimeOutFile => ({
  name: recordName(date, timeOut.by),
  timeOut,
})
const told = (date: string, who: 'a' | 'b', timeOut: Said) => file(date, who, { timeOut })
const days = (open: readonly OpenTimeOut[]) => open.map(({ by, date }) => `${by} ${date}`)

describe('a time-out is open until somebody says on which day the talk took place', () => {
  it.each<[what: string, files: TimeOutFile[], records: ReturnType<typeof file>[], open: string[]]>([
    ['nobody said so', [own({ by: 'a', date: day })], [], ['a 2026-02-02']],
    ['nobody said so in a check-in', [], [told(day, 'b', { by: 'a' })], ['a 2026-02-02']],
    [
      'another file says so',
      [own({ by: 'a', date: day }), own({ by: 'a', date: day, resolved: '2026-02-05' })],
      [],
      [],
    ],
    [
      'a check-in says so of a file',
      [own({ by: 'a', date: day })],
      [told('2026-02-16', 'b', { by: 'a', date: day, resolved: '2026-02-16' })],
      [],
    ],
    [
      'a file says so of a check-in',
      [own({ by: 'a', date: day, resolved: '2026-02-05' })],
      [told(day, 'b', { by: 'a' })],
      [],
    ],
    ['the file itself was completed by hand', [own({ by: 'a', date: day, resolved: '2026-02-05' }, day)], [], []],
    [
      'it is said of the other partner’s',
      [own({ by: 'a', date: day }), own({ by: 'b', date: day, resolved: '2026-02-05' })],
      [],
      ['a 2026-02-02'],
    ],
    [
      'it is said of another day’s',
      [own({ by: 'a', date: '2026-01-30' }), own({ by: 'a', date: day, resolved: '2026-02-05' })],
      [],
      ['a 2026-01-30'],
    ],
    [
      'no day is named: all until then',
      [own({ by: 'a', date: '2026-01-30' }), own({ by: 'a', date: '2026-02-20' })],
      [told('2026-02-16', 'b', { by: 'a', resolved: '2026-02-16' })],
      ['a 2026-02-20'],
    ],
    [
      'both wrote it down',
      [
        own({ by: 'a', date: day, note: 'Loud' }),
        { ...own({ by: 'a', date: day, note: 'Late' }), name: `${day}-b.yaml` },
      ],
      [],
      ['a 2026-02-02'],
    ],
  ])('%s', (_, files, records, open) => {
    expect(days(openTimeOuts(read(...records), files))).toEqual(open)
  })

  it('with what each of them noted, once', () => {
    const files = ['Loud', 'Late', 'Loud'].map(note => own({ by: 'a', date: day, note }))
    expect(openTimeOuts([], files)).toEqual([{ by: 'a', date: day, notes: ['Late', 'Loud'] }])
  })

  it('as it stood on a day', () => {
    const files = [
      own({ by: 'a', date: '2026-01-30' }),
      own({ by: 'a', date: '2026-01-30', note: 'It went well', resolved: day }),
      own({ by: 'b', date: '2026-02-03' }),
    ]
    expect(openTimeOuts([], files, '2026-01-29')).toEqual([])
    expect(openTimeOuts([], files, '2026-02-01')).toEqual([{ by: 'a', date: '2026-01-30', notes: [] }])
    expect(openTimeOuts([], files, day)).toEqual([])
    expect(days(openTimeOuts([], files, '2026-02-03'))).toEqual(['b 2026-02-03'])
  })
})

describe('two records of one session that tell of a time-out', () => {
  const open = (one: Said, two: Said) => days(openTimeOuts(read(told(day, 'a', one), told(day, 'b', two)), []))
  it('are read together where it is the same partner’s', () => {
    expect(open({ by: 'b', note: 'Loud' }, { by: 'b', resolved: day })).toEqual([])
    const [session] = read(told(day, 'a', { by: 'b', note: 'Loud' }), told(day, 'b', { by: 'b', resolved: day }))
    expect(session).toMatchObject({ timeOut: { by: 'b', note: 'Loud', resolved: day } })
  })

  it('are two time-outs where each is another’s', () => {
    expect(open({ by: 'a' }, { by: 'b' })).toEqual(['a 2026-02-02', 'b 2026-02-02'])
    expect(open({ by: 'a' }, { by: 'b', resolved: day })).toEqual(['a 2026-02-02'])
  })
})

it('which are open does not hang on the order of the files', () => {
  const anyDay = fc.integer({ min: 0, max: 4 }).map(days => addDays(day, days))
  const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
  const said = fc.record({
    by: fc.constantFrom('a' as const, 'b' as const),
    date: some(anyDay),
    note: some(fc.constantFrom('Loud', 'Late')),
    resolved: some(anyDay),
  })
  fc.assert(
    fc.property(fc.array(fc.tuple(said, anyDay), { maxLength: 6 }), fc.nat(5), (list, turn) => {
      const files = list.map(([timeOut, date]) => own(timeOut, date))
      const turned = [...files.slice(turn), ...files.slice(0, turn)].reverse()
      expect(openTimeOuts([], turned)).toEqual(openTimeOuts([], files))
    }),
  )
})

it('twenty thousand time-outs and talks are looked through in a moment', () => {
  const files = Array.from({ length: 20_000 }, (_, index) => {
    const date = addDays('2000-01-01', index >> 1)
    return own(index % 2 ? { by: 'b', date: undefined, resolved: date } : { by: 'a', date }, date)
  })
  const start = performance.now()
  expect(openTimeOuts([], files)).toHaveLength(10_000)
  expect(performance.now() - start).toBeLessThan(5_000)
})
