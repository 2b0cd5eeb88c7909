import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Ask } from '../../src/interview/prompter.ts'
import { atTerminal, type Person } from './person.ts'
import { pressEnter, scripted } from './script.ts'
import { trace, traced, untrace } from './tracing.ts'
import { must, TODAY, type World } from './world.ts'

/** A run of the program that asks. */
export interface Talk {
  world(): Promise<World>
  argv: readonly string[]
  /** By the ids of the questions; else Enter. */
  answers?: Readonly<Record<string, string>>
  /** At every how many questions the talk is gone on with to its end; at the others, what is kept is compared. */
  endsEach?: number
  /** At every how many questions it is stopped by Ctrl-C. */
  stopsEach?: number
  /** False where nothing is kept of a line that is not finished. */
  keepsHalves?: false
}

/** What stands in a folder, byte for byte: the drafts of talks, and all other files. */
interface State {
  drafts: Record<string, string>
  others: Record<string, string>
}

/** A talk that nobody stopped: each question, what was answered, and what stood in the folder while it was asked. */
interface Undisturbed {
  steps: { ask: Ask; answer: string; state: State; world: World }[]
  end: State
}

const NOW = `${TODAY}T10:00:00.000Z`
const ID = '0b4f6c1e-7d0a-4c55-9f3e-2d8e6a1b9c04'
const HALF = 'half a thou'

export function stateOf(world: World): State {
  // A turn that was not given back ends by itself, when the next act wants one.
  const entries = Object.entries(world.files()).filter(([name]) => !name.includes('/.turn-'))
  const isDraft = ([name]: [string, string]) => name.includes('.draft/')
  return {
    drafts: Object.fromEntries(entries.filter(isDraft)),
    others: Object.fromEntries(entries.filter(entry => !isDraft(entry))),
  }
}

/** The draft of the talk as data; undefined where there is none. */
const draftOf = ({ drafts }: State) => {
  const [, text] = Object.entries(drafts).find(([name]) => /\/[a-z]+(?:-(?:a|b|both))?\.json$/.test(name)) ?? []
  return text === undefined ? undefined : JSON.parse(Buffer.from(text, 'latin1').toString())
}

/** Holds the talk from its beginning to its end, in this process. */
async function undisturbed(talk: Talk): Promise<Undisturbed> {
  const world = await talk.world()
  const answers = scripted(talk.answers ?? {}, pressEnter)
  const steps: Undisturbed['steps'] = []
  const prompter = {
    ...answers,
    async ask(ask: Ask) {
      const at = { state: stateOf(world), world: world.copy() }
      const reply = await answers.ask(ask)
      steps.push({ ask, answer: reply.text, ...at })
      return reply
    },
  }
  await must(world.runWith({ now: NOW, prompter }, ...talk.argv))
  expect(answers.unused()).toEqual([])
  return { steps, end: stateOf(world) }
}

/** Goes on with what stands in the folder, in this process, and answers as the undisturbed talk was answered. */
export async function goneOnWith(talk: Talk, { steps }: Undisturbed, world: World): Promise<State> {
  const said = new Map(steps.map(({ ask, answer }) => [ask.id, answer]))
  const prompter = scripted({}, ask => (ask.id === 'resume' ? 'on' : (said.get(ask.id) ?? pressEnter(ask))))
  await must(world.runWith({ now: NOW, prompter }, ...talk.argv))
  return stateOf(world)
}

const start = (world: World, talk: Talk): Person =>
  atTerminal(world.cwd, talk.argv, {
    env: { ...traced({ roots: [], now: NOW, id: ID }), XDG_CACHE_HOME: join(world.cwd, '..', 'terminal-copies') },
    rows: 40,
  })

async function typeHalf(person: Person, { choices }: Ask): Promise<void> {
  if (choices) return
  person.type('\x15')
  person.type(HALF)
  await person.waitFor(new RegExp(`› ${HALF}$`, 'm'))
}

/**
 * What a kill would leave at each question: one talk at a terminal, in which half an answer is typed at each question
 * and the folder is looked at. Resolves to how many there were.
 */
async function killedAtEach(talk: Talk, calm: Undisturbed): Promise<number> {
  const world = await talk.world()
  const person = start(world, talk)
  for (const { ask, answer, state } of calm.steps) {
    await person.asked(ask.label)
    await typeHalf(person, ask)
    expect(stateOf(world), ask.id).toEqual(state)
    await person.answer(ask, answer)
  }
  expect(await person.exit()).toEqual({ code: 0, signal: 0 })
  expect(stateOf(world)).toEqual(calm.end)
  for (const { ask, world } of calm.steps.filter((_, place) => place % (talk.endsEach ?? 1) === 0))
    expect((await goneOnWith(talk, calm, world.copy())).others, ask.id).toEqual(calm.end.others)
  return calm.steps.length
}

/**
 * Killed when all is written and the draft is still there: whoever goes on with it writes nothing twice. Without a draft
 * there is no such moment.
 */
export async function killedAtItsEnd(talk: Talk, calm: Undisturbed): Promise<void> {
  const said = () => scripted({}, ask => calm.steps.find(step => step.ask.id === ask.id)!.answer)
  const whole = await talk.world()
  const { calls } = trace({ roots: [whole.cwd] })
  await whole.runWith({ now: NOW, prompter: said() }, ...talk.argv)
  untrace()
  const stop = calls.findLastIndex(call => /^rm .*\.draft\/[a-z-]+\.json$/.test(call)) + 1
  if (!stop) return
  const world = await talk.world()
  const { end } = trace({ roots: [world.cwd], stop })
  await Promise.race([world.runWith({ now: NOW, prompter: said() }, ...talk.argv), end])
  untrace()
  expect(draftOf(stateOf(world))).toBeDefined()
  const prompter = scripted({}, ask => (ask.id === 'resume' ? 'on' : pressEnter(ask)))
  expect((await world.runWith({ now: NOW, prompter }, ...talk.argv)).code).toBeLessThanOrEqual(1)
  expect(stateOf(world).others).toEqual(calm.end.others)
}

/** Stopped at questions in the way that is meant for each, two at a time; with many cases at every question. */
export async function stoppedAtEach(
  talk: Talk,
  calm: Undisturbed,
  { way, each }: { way: (place: number) => Way; each: number },
): Promise<void> {
  const apart = process.env.FUZZ_CASES ? 1 : each
  const lane = async (first: number) => {
    for (let place = first * apart; place < calm.steps.length; place += 2 * apart)
      await stoppedAt(talk, calm, place, way(place))
  }
  await Promise.all([lane(0), lane(1)])
}

/** What holds of every talk, and what else is to be tried with each. */
export function everyTalk(
  talks: Readonly<Record<string, Talk>>,
  more: (talk: Talk, calm: () => Undisturbed) => void = () => {},
) {
  describe.each(Object.entries(talks))('%s', { timeout: 300_000 }, (_, talk) => {
    let calm: Undisturbed
    beforeAll(async () => {
      calm = await undisturbed(talk)
    })

    test('each answer is on the disk before the next question: a kill at any of them loses the half line alone', async () => {
      await killedAtEach(talk, calm)
    })

    test('Ctrl-C at its questions', async () => {
      await stoppedAtEach(talk, calm, { way: () => 'ctrl-c', each: talk.stopsEach ?? 1 })
    })

    more(talk, () => calm)
  })
}

export type Way = 'ctrl-c' | 'SIGTERM' | 'SIGHUP'

/** Where a talk goes on that was stopped at a question: there, or at the first that is asked again with it. */
function placeAfter({ steps }: Undisturbed, stopped: number): number {
  const before = steps[stopped]!.state
  return steps.findIndex(({ state }) => JSON.stringify(state) === JSON.stringify(before))
}

/**
 * Stopped in one of these ways at a question, with half an answer in the line: what was said before is in the draft,
 * the half, too, and whoever goes on ends in the same files.
 */
async function stoppedAt(talk: Talk, calm: Undisturbed, place: number, way: Way): Promise<void> {
  const { ask, world: there, state } = calm.steps[place]!
  const what = `${way} at ${ask.id}`
  const world = there.copy()
  const person = start(world, talk)
  const hasDraft = draftOf(state) !== undefined
  if (hasDraft) {
    await person.asked('Go on?')
    person.key('enter')
  }
  for (const { ask, answer } of calm.steps.slice(placeAfter(calm, place), place)) await person.answer(ask, answer)
  await person.asked(ask.label)
  await typeHalf(person, ask)
  if (way === 'ctrl-c') person.key('ctrl-c')
  else person.kill(way)
  const ended = await person.exit()
  expect({ what, ...ended }).toEqual({ what, code: 130, signal: 0 })
  const left = stateOf(world)
  expect(left.others, what).toEqual(state.others)
  const kept = draftOf(left)
  const before = draftOf(state)
  if (ask.choices || talk.keepsHalves === false) expect(kept, what).toEqual(before)
  else expect(kept, what).toMatchObject({ trail: before?.trail ?? [], typed: { id: ask.id, text: HALF } })
  if (before && kept) expect({ ...kept, typed: undefined }, what).toEqual({ ...before, typed: undefined })
  // That the rest follows from this state is seen for all of them in `killedAtEach`; here for some, with the half.
  if (place % (3 * (talk.endsEach ?? 1)) === 0)
    expect((await goneOnWith(talk, calm, world)).others, what).toEqual(calm.end.others)
  expect(leftIn(world), what).toEqual([])
}

const leftIn = (world: World): string[] =>
  (readdirSync(world.cwd, { recursive: true }) as string[]).filter(name => name.endsWith('.tmp'))

/** What is answered in the usual check-in; the full one has these answers, too. */
export const CHECKIN = {
  'steps.s1.result': 'missed',
  'steps.s1.lesson': 'Storm; ask the day before',
  'goals.a1.move': 'moved',
  'wins.a': 'I asked a stranger',
  'wins.b': 'Two chapters',
  topics: '1, the move',
  'card.b.feedback': 'Straight',
  'feedback.a.text': 'You heard me out',
  'question.a': 'The mornings',
  'next.a.0.text': 'Write it, by 4 May 2026',
  'next.b.0.text': 'Read chapter three',
  measures: 'We write on Friday',
}
