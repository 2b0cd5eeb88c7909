import { entryTexts } from '../contract/asking.ts'
import type { Draft } from '../contract/draft.ts'
import { listAt, set } from '../contract/draft.ts'
import { isNumbers } from '../contract/numbers.ts'
import type { Question } from '../contract/question.ts'
import { shorten } from '../contract/text.ts'
import type { Prompter } from './prompter.ts'

interface Walked {
  draft: Draft
  trail: readonly string[]
}

/**
 * The small menu over a list that is being filled: which entry, then change, move or delete it. "Change" forgets
 * that the entry's questions were passed, so the talk asks them again and goes on from there.
 */
export async function changeList(prompter: Prompter, path: string, walked: Walked): Promise<Walked> {
  const texts = entryTexts(walked.draft, path)
  const which = await choose(prompter, `${path}=`, 'Which one?', [
    ...texts.map((text, index) => ({ value: String(index), name: `${index + 1}  ${shorten(text, 66)}` })),
    { value: '', name: 'None, go on' },
  ])
  if (which === '' || which === '<') return walked
  const index = Number(which)
  const last = texts.length - 1
  const what = await choose(prompter, `${path}.${index}=`, `"${shorten(texts[index] ?? '', 50)}"`, [
    { value: 'change', name: 'Change it' },
    ...(index > 0 ? [{ value: 'up', name: 'Move it up' }] : []),
    ...(index < last ? [{ value: 'down', name: 'Move it down' }] : []),
    { value: 'delete', name: 'Delete it' },
    { value: '', name: 'Leave it as it is' },
  ])
  const order = texts.map((_, place) => place)
  if (what === 'change') return { draft: walked.draft, trail: forget(walked.trail, path, index) }
  if (what === 'delete') return reorder(walked, path, order.toSpliced(index, 1))
  if (what === 'up' || what === 'down') {
    const target = index + (what === 'up' ? -1 : 1)
    return reorder(walked, path, order.with(index, order[target]!).with(target, index))
  }
  return walked
}

async function choose(
  prompter: Prompter,
  id: string,
  label: string,
  choices: readonly { value: string; name: string }[],
) {
  const reply = await prompter.ask({
    id,
    label,
    above: [],
    prefill: '',
    choices,
    footer: ['< back'],
  })
  return choices.some(({ value }) => value === reply.text) ? reply.text : '<'
}

/** The place in the list that a question is about; undefined for questions about something else. */
function placeOf(id: string, path: string): number | undefined {
  if (!id.startsWith(`${path}.`)) return undefined
  const place = Number(id.slice(path.length + 1).split('.')[0])
  return Number.isInteger(place) ? place : undefined
}

/** The path of the entry that a list's question makes or changes. */
export function entryOf({ id, list }: Pick<Question, 'id' | 'list'>): string | undefined {
  const place = list === undefined ? undefined : placeOf(id, list)
  return place === undefined ? undefined : `${list}.${place}`
}

const forget = (trail: readonly string[], path: string, index: number) =>
  trail.filter(id => placeOf(id, path) !== index)

/** The list in a new order of its old places; what was passed about an entry stays passed, wherever it went. */
export function reorder({ draft, trail }: Walked, path: string, order: readonly number[]): Walked {
  const entries = listAt(draft, path)
  const moved = order.map(place => entries[place])
  return {
    draft: set(draft, path, moved.length ? moved : undefined),
    trail: trail.flatMap(id => {
      const place = placeOf(id, path)
      if (place === undefined) return [id]
      const now = order.indexOf(place)
      return now < 0 ? [] : [`${path}.${now}${id.slice(`${path}.${place}`.length)}`]
    }),
  }
}

/**
 * Why a number alone is not a new entry of a list, with what was probably meant: an idea, which has no number on the
 * screen, or an entry that is there already.
 */
export function onlyNumbers({ list, starters }: Question, draft: Draft, said: string): string | undefined {
  if (list === undefined || !isNumbers(said)) return undefined
  const entries = listAt(draft, list).length ? 'To change an entry that is there, type = instead.' : ''
  const ideas = starters?.length ? 'The ideas have no numbers: clear the line and press Tab to see them.' : ''
  return [`"${said}" is only a number.`, ideas || entries || 'Write it in words.'].join(' ')
}
