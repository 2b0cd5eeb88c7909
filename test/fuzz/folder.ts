import { newKey } from '../support/keys.ts'
import { must, newWorld, SMALL, session, signedPartnership, TODAY, type World } from '../support/world.ts'

/** An agreement with something in every section, each as short as it can be. */
export const WHOLE = {
  ...SMALL,
  title: 'Ours',
  language: 'en',
  formality: 'informal',
  purpose: 'To be brave.\nAnd kind.',
  partners: {
    a: { name: 'Ana Reyes', display: 'Ana', role: 'Designer' },
    b: { name: 'Ben Okafor', organization: 'Okafor & Sons', representative: 'Bisi' },
  },
  wins: {
    big: [
      {
        id: 'w1',
        text: 'Both in a job we chose',
        why: 'It is time.',
        measure: { indicator: 'jobs', unit: 'jobs', baseline: 0, target: 2 },
        due: '2026-10-31',
        milestones: [{ id: 'w1m1', text: 'Ten talks', due: '2026-06-30' }],
        confirmedBy: ['a', 'b'],
      },
    ],
    a: [{ id: 'a1', text: 'Three case studies', serves: 'w1', confidence: 6 }],
    b: [{ id: 'b1', text: 'A book of recipes', serves: 'w1', due: '2026-09-30' }],
    success: { a: 'I sleep', b: 'I cook' },
  },
  roles: {
    a: [{ id: 'a.1', primary: 'Run the interviews', secondary: 'Listen', agreed: true, wins: ['a1'] }],
    b: [{ id: 'b.1', primary: 'Cook on Fridays' }],
  },
  principles: ['We say it as it is.', 'No: never "later".'],
  learning: { mindset: { a: ['Calm'], b: [] }, behavior: { a: [], b: ['Ask'] }, skill: { a: ['SQL'], b: [] } },
  support: { a: ['I call.', { text: 'I ask twice.', kind: 'challenge' }], b: ['I bake.'] },
  agreements: {
    ...SMALL.agreements,
    meetings: { ...SMALL.agreements.meetings, minutes: 45, place: 'The kitchen' },
    coaching: 'Questions first',
    confidentiality: { level: 'named', who: ['Bisi'], text: 'Only her.' },
    initiator: 'alternate',
    sessionFlow: ['Tea', 'Steps'],
    updates: { a: { mode: 'written', leadHours: 24 }, b: { mode: 'verbal' } },
    reviewEveryDays: 90,
    overt: ['Money'],
  },
}

const PROFILES = {
  a: { email: 'ana@example.org', timezone: 'Europe/Lisbon', languages: ['English'], about: 'I draw.' },
  b: { timezone: 'Africa/Lagos', communication: { directness: 3 }, distractions: [{ kind: 'family', text: 'Twins' }] },
}

const FIRST = {
  followUp: [
    { step: 's1', result: 'done', note: 'In one go', confirmedBy: ['a'] },
    { step: 's2', result: 'missed', lesson: 'Too late in the day', then: 'shrink', newDue: '2026-02-16' },
  ],
  goals: [{ win: 'a1', state: 'onTrack', progressed: true, value: 1 }],
  wins: [{ by: 'a', text: 'Five interviews', win: 'a1' }],
  obstacles: [{ by: 'b', text: 'A fever', tag: 'health' }],
  topics: ['The move'],
  feedback: [{ from: 'a', to: 'b', kind: 'appreciation', text: 'You called.' }],
  question: { asked: 'What helped?', a: 'Tea', b: 'Sleep' },
  concerns: [{ id: 'c1', by: 'b', text: 'Money', status: 'open' }],
  pulse: { a: { safety: 5, energy: 4 }, b: { safety: 4 } },
  practice: [{ by: 'a', kind: 'skill', text: 'SQL', practised: 'some' }],
  rolesDiscussed: ['a.1'],
  nextSteps: [
    { id: 'n1', owner: 'both', text: 'Call the baker', due: '2026-02-16', win: 'b1', ifThen: 'If rain, then tea' },
  ],
  notes: 'It was good.\n\n- and short\n',
  nextSession: '2026-02-16',
}

const SETTINGS = `format: partner/1
advice:
  off:
    - {rule: undated-win, why: we like it so}
...
`

/** What is given to `--from`, by the act that takes it, in YAML and in JSON. */
export const ANSWERS = {
  'init.json': JSON.stringify({ ...WHOLE, profiles: PROFILES }, null, 2),
  'init.yaml': `title: Ours
partners: {a: {name: Ana}, b: {name: Ben}}
wins:
  big:
    - text: Both in a job
      due: 2026-10-31
  a: [{id: a1, text: Cases, serves: w1}]
roles:
  a:
    - {primary: Run, wins: [a1]}
principles:
  - We say it.
agreements:
  timeOut: Tea?
  meetings: {every: 2, unit: week, weekday: MO, first: 2026-01-19, time: "18:30", timezone: Europe/Dublin}
firstSteps:
  - owner: a
    text: Write
    win: a1
profiles:
  b: {timezone: Europe/Rome}
`,
  'checkin.json': session('2026-03-16', {
    followUp: [{ step: 'n1', result: 'carried', newDue: '2026-05-01' }],
    goals: [{ win: 'b1', state: 'atRisk', progressed: false }],
    nextSteps: [{ owner: 'a', text: 'Write', win: 'a1', role: 'a.1' }],
  }).replaceAll(',"', ',\n"'),
  'checkin.yaml': `session:
  date: 2026-03-16
  start: "18:30"
  minutes: 50
  present: [a, b]
followUp:
  - step: n1
    result: done
  - {step: s2, result: dropped, confirmedBy: [b]}
wins:
  - by: b
    text: Slept
nextSteps:
  - owner: both
    text: Rest
    due: 2026-03-30
notes: |
  One.

  Two.
nextSession: 2026-03-30
`,
  'amend.json': JSON.stringify(
    { wins: { ...WHOLE.wins, b: [{ id: 'b1', text: 'A small book' }] }, principles: ['Yes.'] },
    null,
    1,
  ),
  'amend.yaml': `principles:
  - We say it as it is.
support:
  a:
    - I call.
  b: []
agreements:
  timeOut: Coffee?
  meetings:
    every: 1
    unit: month
    first: 2026-05-04
    timezone: Europe/Dublin
`,
  'prepare.yaml': 'topics: [the move]\nfollowUp:\n  - step: n1\n    result: done\n',
} as const

/** What stands beside the folder. */
const BESIDE = {
  ...ANSWERS,
  'ours.yaml': `format: partner-template/1
name: Ours
summary: As we like it
order: [partners, wins]
leaveOut: [learning]
questions:
  "wins.big.*.text": {say: What do you both win?, starters: [We, They]}
`,
}

let keys = 0

/** A partnership with a file of every kind in it, signed by both; `byKey`: Ana signed with a key. */
export async function everyKind(byKey: boolean): Promise<World> {
  const world = newWorld(BESIDE)
  await must(world.run('init', '--from', 'init.json', '--template', 'ours.yaml'))
  const env = { PATH: process.env.PATH }
  keys += 1
  const key = byKey ? ['--ssh-key', newKey(`ana-${keys}`, '-t', 'rsa', '-b', '2048')] : []
  await must(world.runWith({ env }, 'sign', '--as', 'a', '--name', 'Ana Reyes', '--date', '2026-01-05', ...key))
  await must(world.run('sign', '--as', 'b', '--name', 'Ben', '--date', '2026-01-06'))
  await must(world.runWith({ input: session('2026-02-02', FIRST, { recordedBy: 'a' }) }, 'checkin', '--from', '-'))
  await must(world.run('checkin', '--missed', '--date', '2026-02-16', '--why', 'Ill', '--moved-to', '2026-02-23'))
  const second = session('2026-02-23', { followUp: [{ step: 'n1', result: 'carried' }] }, { recordedBy: 'b' })
  await must(world.runWith({ input: second }, 'checkin', '--from', '-'))
  const update = 'topics: [the move]\nfollowUp:\n  - step: n1\n    result: done\n'
  await must(world.runWith({ input: update }, 'prepare', '--as', 'a', '--date', '2026-05-04', '--from', '-'))
  await must(world.run('timeout', '--by', 'b', '--note', 'Too fast', '--date', TODAY))
  world.write('partnership/settings.yaml', SETTINGS)
  return world
}

/** As little as there can be, signed by both, with one check-in. */
export async function smallest(): Promise<World> {
  const world = await signedPartnership()
  for (const [name, text] of Object.entries(BESIDE)) world.write(name, text)
  const first = session('2026-01-19', { followUp: [{ step: 's1', result: 'done' }] }, { recordedBy: 'a' })
  await must(world.runWith({ input: first }, 'checkin', '--from', '-'))
  return world
}
