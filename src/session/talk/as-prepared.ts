import { type Draft, get, listAt, textAt } from '../../contract/draft.ts'
import { OWNERS } from '../../contract/people.ts'
import type { Update } from '../update.ts'
import { keyOf, type SessionTalk } from './about.ts'

/**
 * A record with what the partners prepared as they wrote it. A talk asks for one text where an update may have several
 * entries with more in them: where an answer was kept as it was offered, the entries stand as they are, and what was
 * typed over stands as it was said.
 */
export function asPrepared(record: Draft, draft: Draft, talk: SessionTalk): Draft {
  const isKept = (path: string) =>
    get(talk.prepared, path) !== undefined && get(draft, path) === get(talk.prepared, path)
  const isAsOffered = (...paths: string[]) => paths.every(path => get(draft, path) === get(talk.prepared, path))

  /** The entries that are somebody's own, and were offered as one text at `path`. */
  const own = (key: 'wins' | 'obstacles' | 'ideas', ...parts: string[]): readonly unknown[] =>
    OWNERS.flatMap(by => {
      const at = `${key}.${by}`
      const said = listAt<Draft>(record, key).filter(entry => entry.by === by)
      const [first = at, ...others] = parts.map(part => `${at}.${part}`)
      return isKept(first) && isAsOffered(...others) ? updatesOf(talk, by).flatMap(update => update[key]) : said
    })

  const lists: Readonly<Record<string, () => unknown>> = {
    wins: () => own('wins'),
    ideas: () => own('ideas'),
    obstacles: () => own('obstacles', 'text', 'tag', 'help'),
    followUp: () =>
      listAt<Draft>(record, 'followUp').map(entry => {
        const step = talk.steps.find(({ id }) => id === entry.step)
        if (!step || !isKept(`steps.${keyOf(step.id)}.result`)) return entry
        const told = talk.updates.flatMap(({ followUp }) =>
          followUp.filter(one => [step.id, ...step.otherIds].includes(one.step)),
        )
        // What follows from it is said together, and may be another result.
        return { ...entry, ...beside(told, 'step', 'result', 'lesson') }
      }),
    goals: () =>
      listAt<Draft>(record, 'goals').map(entry => {
        const at = `goals.${keyOf(String(entry.win))}`
        if (!isKept(`${at}.move`) || !isAsOffered(`${at}.value`)) return entry
        return {
          ...entry,
          ...beside(talk.updates.flatMap(({ goals }) => goals.filter(({ win }) => win === entry.win))),
        }
      }),
    concerns: () => concerns(listAt(record, 'concerns'), draft, talk, isKept),
    question: () => ({
      ...(record.question as Draft),
      ...beside(
        talk.updates.flatMap(({ question, session }) => (question && isKept(`question.${session.by}`) ? question : [])),
        'asked',
        ...OWNERS,
      ),
    }),
  }
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, Object.hasOwn(lists, key) ? lists[key]!() : value]),
  )
}

const updatesOf = ({ updates }: SessionTalk, by: string): Update[] => updates.filter(({ session }) => session.by === by)

/** What stands in the entries beside these keys; the first of them counts. */
const beside = (entries: readonly object[], ...keys: readonly string[]): Draft =>
  Object.fromEntries(
    entries
      .toReversed()
      .flatMap(entry => Object.entries(entry))
      .filter(([key, value]) => value !== undefined && !keys.includes(key)),
  )

/** Older ones with what was said of them, and for each that was told as one text the entries it came from. */
function concerns(said: readonly Draft[], draft: Draft, talk: SessionTalk, isKept: (path: string) => boolean) {
  return said.flatMap((entry): unknown[] => {
    if (entry.id !== undefined) {
      if (!isKept(`concerns.${keyOf(String(entry.id))}.status`)) return [entry]
      const told = talk.updates.flatMap(({ concerns }) => concerns.filter(({ id }) => id === entry.id))
      return [{ ...entry, ...beside(told, 'id', 'text', 'status', 'resolution') }]
    }
    const at = `concern.${entry.by}`
    if (!isKept(at) || entry.text !== textAt(draft, at)) return [entry]
    return updatesOf(talk, String(entry.by)).flatMap(update => update.concerns.filter(({ id }) => id === undefined))
  })
}
