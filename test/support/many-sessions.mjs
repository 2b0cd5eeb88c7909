// A folder with as many sessions as somebody may have in ten years, or in a hundred: for the bench, and by hand.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const DAY = 24 * 60 * 60 * 1000
const dayAt = (start, index, every) => new Date(Date.parse(start) + index * every * DAY).toISOString().slice(0, 10)

/** Writes `count` check-ins of about a kilobyte each, `every` so many days from `start` on. Each closes the steps of the one before. */
export function writeSessions(partnership, { count, start, every }) {
  const folder = join(partnership, 'checkins')
  mkdirSync(folder, { recursive: true })
  for (let index = 0; index < count; index++) {
    const date = dayAt(start, index, every)
    writeFileSync(join(folder, `${date}-both.yaml`), recordOf(date, index, dayAt(start, index + 1, every)))
  }
}

const recordOf = (date, index, next) => `# yaml-language-server: $schema=../schema/checkin.json
format: partner/1
session:
  date: "${date}"
  minutes: 45
  present: [a, b]
  initiatedBy: ${index % 2 ? 'a' : 'b'}
  recordedBy: both
contractVersion: 1
${
  index
    ? `followUp:
  - step: s${index - 1}a
    result: done
    note: "Two people at the till, one in the lift"
  - step: s${index - 1}b
    result: ${index % 5 ? 'done' : 'missed'}
    lesson: "Storm; ask the day before"
`
    : ''
}goals:
  - win: a1
    state: onTrack
    progressed: ${index % 3 === 0}
    value: ${index}
  - win: b1
    state: atRisk
    progressed: ${index % 4 === 0}
wins:
  - by: a
    text: "Told stranger ${index} that I am a researcher"
topics: [Goal progress, Challenges]
feedback:
  - from: a
    to: b
    kind: appreciation
    text: "You called on Tuesday, and I slept"
  - from: b
    to: a
    skipped: true
pulse:
  a: {safety: 5, energy: 4}
  b: {safety: 4, energy: 3}
nextSteps:
  - id: s${index}a
    owner: a
    text: "Two interviews in the canteen"
    due: "${next}"
  - id: s${index}b
    owner: b
    text: "Chapter ${index} and its questions"
    due: "${next}"
measures: [Show evidence]
nextSession: "${next}"
...
`
