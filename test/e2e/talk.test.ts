import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { QUESTIONS } from '../support/counts.ts'
import { contractIn, dataIn, draftIn, filesIn } from '../support/folder.ts'
import { asksOf, atTerminal, begin, newFolder, type Person } from '../support/person.ts'
import { fullTalk, type Said, shortTalk } from '../support/talks.ts'

/** Holds the whole talk in a new folder and writes the contract. */
async function wholeTalk(depth: 'short' | 'full', said: Said, atEach: (cwd: string, place: number) => void = () => {}) {
  const cwd = newFolder()
  const person = atTerminal(cwd, ['init'])
  await begin(person, depth === 'short' ? 'The short talk' : 'The full talk')
  for (const [place, ask] of (await asksOf(depth, said)).entries()) {
    await person.asked(ask.label)
    atEach(cwd, place)
    await person.answer(ask, said[ask.id]!)
  }
  await person.asked('Everything as you meant it?')
  return { cwd, person }
}

async function written(person: Person): Promise<void> {
  await person.choose('Write the contract')
  expect(await person.exit()).toEqual({ code: 0, signal: 0 })
}

test('the short talk makes a contract, and until then there is only a draft', async () => {
  const { cwd, person } = await wholeTalk('short', shortTalk, (folder, place) => {
    expect(filesIn(folder)).toEqual(place === 0 ? [] : ['.draft', '.draft/.gitignore', '.draft/init.json'])
    if (place > 0) expect(draftIn(folder).trail).toHaveLength(place)
  })
  expect(draftIn(cwd).trail).toHaveLength(QUESTIONS.short)
  await written(person)
  expect(readdirSync(cwd)).toEqual(['partnership'])
  expect(filesIn(cwd).filter(name => name.startsWith('.draft/'))).toEqual(['.draft/.gitignore'])
  expect(filesIn(cwd)).toEqual(expect.arrayContaining(['contract.yaml', 'README.md']))
  expect(contractIn(cwd)).toMatchObject({
    format: 'partner/1',
    template: 'pair',
    version: 1,
    partners: { a: { name: 'Ana Reyes' }, b: { name: 'Ben Okafor' } },
    wins: {
      big: [{ id: 'w1', text: 'Two jobs we chose on purpose, by 31 October 2031' }],
      a: [{ id: 'a1', text: '3 case studies published, by 31 August 2031', due: '2031-08-31' }],
      b: [{ id: 'b1', text: 'The June exam passed with 60 or better, by 10 June 2031', measure: { target: 60 } }],
    },
    roles: {
      a: [{ primary: 'Run the interviews', wins: ['a1'] }],
      b: [{ primary: 'Keep the study plan', wins: ['b1'] }],
    },
    principles: ['We tell each other bad news on the day we learn it.'],
    agreements: {
      timeOut: '"Tea?" Then twenty minutes without phones.',
      meetings: {
        every: 1,
        unit: 'week',
        weekdays: ['MO'],
        first: '2031-01-13',
        time: '18:30',
        timezone: 'Europe/Dublin',
      },
      initiator: 'each',
      reviewEveryDays: 90,
    },
    firstSteps: [
      { owner: 'a', text: 'Write the interview guide', due: '2031-01-10' },
      { owner: 'b', text: 'Put the chapters on a calendar', due: '2031-01-13' },
    ],
  })
  const end = person.screen()
  expect(end).toContain('Written   partnership/contract.yaml, version 1')
  expect(end).toContain('Next      partner sign')
  expect(end).toMatch(/Keep it {3}git .*commit/)
})

describe('the full talk, then', () => {
  test('both sign, meet, and record the session', async () => {
    const { cwd, person } = await wholeTalk('full', fullTalk)
    expect(draftIn(cwd).trail).toHaveLength(QUESTIONS.full)
    await written(person)
    const { wins, learning, ...contract } = contractIn(cwd)
    expect(wins).toMatchObject({
      big: [
        {
          id: 'w1',
          text: 'Both of us work in a job we chose on purpose',
          measure: { indicator: '2 signed offers', target: 2 },
          due: '2031-10-31',
          confirmedBy: ['a', 'b'],
        },
        { id: 'w2', text: 'A flat that is warm in winter', due: '2031-11-30' },
      ],
      a: [{ id: 'a1' }, { id: 'a2', text: 'Speak in front of people', measure: { target: 4 } }],
      b: [{ id: 'b1' }, { id: 'b2', text: 'Run again', measure: { indicator: '10 km in one go' } }],
      success: { a: 'I stop hiding my notebook.', b: 'I sleep before exams.' },
    })
    expect(learning).toEqual({
      mindset: { a: ['I treat a no as information.'], b: ['I see rest as part of the plan.'] },
      behavior: { a: ['I publish at eighty percent.'], b: ['I ask for help while there is still time.'] },
      skill: { a: ['I run an interview with a guide.'], b: ['I build a forecast in an hour.'] },
    })
    expect(contract).toMatchObject({
      purpose: fullTalk.purpose,
      roles: {
        a: [
          { primary: 'Run the interviews', secondary: 'I listen to one recording every two weeks', agreed: true },
          { primary: 'Book the rooms', tertiary: 'I ask my cousin' },
        ],
        b: [{ primary: 'Keep the study plan' }, { tertiary: 'I have spare shoes' }],
      },
      support: {
        a: [fullTalk['support.a.0'], fullTalk['support.a.1']],
        b: [fullTalk['support.b.0'], expect.anything()],
      },
      agreements: {
        coaching: 'Half the time each, questions first.',
        confidentiality: { level: 'ask' },
        overt: ['Whoever is late buys the coffee.'],
      },
    })
    expect(contract).not.toHaveProperty('_talk')

    const signing = atTerminal(cwd, ['sign'])
    await signing.asked("Ana's name")
    signing.say('Ana Reyes')
    await signing.asked("Ben's name")
    signing.say('Ben Okafor')
    expect(await signing.exit()).toMatchObject({ code: 0 })
    expect(signing.screen()).toContain('your first session: Monday 13 January 2031')
    expect(filesIn(cwd).filter(name => name.startsWith('signatures/'))).toHaveLength(2)

    await session(cwd)
  })
})

/** The first session: both steps done, six goals, one next step each. */
async function session(cwd: string): Promise<void> {
  const person = atTerminal(cwd, ['checkin'])
  await person.asked('Who writes this down?')
  await person.choose('Ana and Ben, together')
  const pressed = async (label: string, word: string) => {
    await person.asked(label)
    person.pick(word)
  }
  const said = async (label: string, answer: string) => {
    await person.asked(label)
    person.say(answer)
  }
  await pressed('Is that right', 'yes')
  await pressed('Step 1 of 2', 'done')
  await pressed('Step 2 of 2', 'partly')
  await said('Step 2 of 2: learned', 'Storm; ask the day before.')
  await person.asked('Step 2 of 2: now')
  await person.choose('Go on with it')
  await pressed('Both of us work in a job we…', '')
  await pressed('A flat that is warm in winter', 'u')
  await pressed('Three case studies published', 'moved on')
  await said('Three case studies published: now', '1')
  await pressed('Speak in front of people', '')
  await pressed('Pass the June exam', '')
  await pressed('Run again', 'at risk')
  await said('What went well for Ana', 'I told a stranger "I\'m a researcher".')
  await said('What went well for Ben', '')
  await said('Topics', '1, the move')
  await said('Ben: feedback', 'After lunch, and with an example.')
  await said('Ana to Ben', 'You called on Tuesday, and I slept.')
  await pressed('Ana to Ben: it is', 'a')
  await said('Ana: feedback', '')
  await said('Ben to Ana', '')
  await said("Ana's answer", 'The guide; I wrote it three times.')
  await said("Ben's answer", '')
  await said("Ana's next step 1", 'Two interviews, by 1 February 2031')
  await said("Ana's next step 2", '')
  await said("Ben's next step 1", 'Case 4')
  await said("Ben's next step 2", '')
  await said('To keep on track', '6')
  await person.asked('Next session')
  person.key('enter')
  expect(await person.exit()).toMatchObject({ code: 0 })
  const [name, ...others] = filesIn(cwd).filter(file => file.startsWith('checkins/'))
  expect(others).toEqual([])
  expect(dataIn(cwd, name!)).toMatchObject({
    contractVersion: 1,
    session: { present: ['a', 'b'], recordedBy: 'both' },
    followUp: [
      { step: '0-a1', result: 'done' },
      { step: '0-b1', result: 'partly', then: 'resume', newDue: '2031-01-13', lesson: 'Storm; ask the day before.' },
    ],
    goals: [
      { win: 'w1', state: 'onTrack', progressed: false },
      { win: 'w2', progressed: false },
      { win: 'a1', state: 'onTrack', progressed: true, value: 1 },
      { win: 'a2', progressed: false },
      { win: 'b1', progressed: false },
      { win: 'b2', state: 'atRisk', progressed: false },
    ],
    wins: [{ by: 'a', text: 'I told a stranger "I\'m a researcher".' }],
    topics: ['Goal progress', 'the move'],
    feedback: [
      { from: 'a', to: 'b', kind: 'appreciation', text: 'You called on Tuesday, and I slept.' },
      { from: 'b', to: 'a', skipped: true },
    ],
    nextSteps: [
      { owner: 'a', text: 'Two interviews', due: '2031-02-01' },
      { owner: 'b', text: 'Case 4', due: '2031-01-13' },
    ],
    measures: ['Report by message'],
    nextSession: '2031-01-13',
  })
  const end = person.screen()
  expect(end).toContain('A win     Ana: I told a stranger "I\'m a researcher".')
  expect(end).toContain('Again on  Monday 13 January 2031, 18:30')
  expect(filesIn(cwd).filter(file => file.startsWith('.draft/'))).toEqual(['.draft/.gitignore'])
}

test('from the review into a section, on with the full talk, out, and back to the review', async () => {
  const { cwd, person } = await wholeTalk('short', shortTalk)
  await person.choose('Change or add detail')
  await person.asked('Which part?')
  await person.choose('1  Why we do this together')
  await person.asked('Purpose')
  person.say('Because two see more than one.')
  await person.asked('Everything as you meant it?')
  await person.choose('Go on with the full talk')
  await person.asked('Big win 1: done when')
  person.say('2 signed offers, by 31 October 2031')
  await person.waitFor('Due Friday 31 October 2031.')
  await person.asked('Big win 2')
  person.key('ctrl-c')
  expect(await person.exit()).toMatchObject({ code: 130 })
  expect(person.screen()).toContain('Stopped at "Big win 2". Your 16 answers are saved in partnership/.draft')

  const again = atTerminal(cwd, ['init'])
  await again.asked('Go on?')
  await again.choose('Review what is there')
  await again.asked('Everything as you meant it?')
  await again.choose('Leave for now')
  expect(await again.exit()).toMatchObject({ code: 0 })
  expect(again.screen()).toContain('Kept in partnership/.draft. Go on any time: partner init')
  expect(filesIn(cwd)).not.toContain('contract.yaml')

  const last = atTerminal(cwd, ['init'])
  await last.asked('Go on?')
  await last.choose('Review what is there')
  await last.asked('Everything as you meant it?')
  await written(last)
  expect(contractIn(cwd)).toMatchObject({
    purpose: 'Because two see more than one.',
    wins: { big: [{ measure: { indicator: '2 signed offers', target: 2 }, due: '2031-10-31' }] },
  })

  const second = atTerminal(cwd, ['init'])
  expect(await second.exit()).toMatchObject({ code: 1 })
  expect(second.screen()).toContain('partner amend')
  expect(second.screen()).toContain('partnership/contract.yaml')
})

test('"partner" alone says how to begin, and in a partnership where it is', async () => {
  const nothing = atTerminal(newFolder(), [])
  expect(await nothing.exit()).toMatchObject({ code: 0 })
  expect(nothing.screen()).toContain('partner init')
  const { cwd, person } = await wholeTalk('short', shortTalk)
  await written(person)
  for (const folder of [cwd, join(cwd, 'partnership')]) {
    const here = atTerminal(folder, [])
    expect(await here.exit()).toMatchObject({ code: 0 })
    expect(here.screen()).toContain('Ana and Ben')
    expect(here.screen()).toMatch(/Open +3 goals, 2 steps/)
    expect(here.screen()).toMatch(/Next +partner sign/)
  }
})
