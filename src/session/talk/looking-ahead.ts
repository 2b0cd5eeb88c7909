import { text } from '../../contract/asking.ts'
import { dayText, longDay, nearDay } from '../../contract/day.ts'
import type { Draft } from '../../contract/draft.ts'
import { listAt, set, textAt } from '../../contract/draft.ts'
import type { Owner } from '../../contract/people.ts'
import type { Question } from '../../contract/question.ts'
import type { SessionTalk } from './about.ts'
import { dayAt } from './head.ts'

/** Texts from a list by their numbers, mixed with own words: `1, 3, the move`. */
export function several(
  path: string,
  known: readonly string[],
  words: { label: string; say: string; why?: string },
): Question {
  return {
    ...words,
    id: path,
    about: known.map((name, index) => `${index + 1}  ${name}`),
    depth: 'short',
    read: draft =>
      listAt<string>(draft, path)
        .map(name => (known.includes(name) ? String(known.indexOf(name) + 1) : name))
        .join(', '),
    write: (draft, answer) => {
      const said = answer
        .split(',')
        .map(name => name.trim())
        .filter(Boolean)
      if (said.some(name => /^\d+$/.test(name) && !known[Number(name) - 1]))
        return { refused: `Numbers from 1 to ${known.length}, please.` }
      const names = said.map(name => (/^\d+$/.test(name) ? (known[Number(name) - 1] ?? name) : name))
      return { draft: set(draft, path, names.length ? names : undefined) }
    },
  }
}

/** A step with its day in one sentence; without a day it is due at the next session. */
export function nextStep(talk: SessionTalk, path: string, index: number, owner: Owner): Question {
  const { names, next, readDay } = talk
  const usual = (draft: Draft) => textAt(draft, 'nextSession') || next || ''
  return {
    ...text(`${path}.text`, {
      label: `${names[owner]}'s next step ${index + 1}`,
      say:
        index === 0
          ? `${names[owner]}, what will you do${next ? ` until ${nearDay(next, talk.today)}` : ''}? Say another day with it if you need one.`
          : 'And another one?',
      why: 'One to three small steps are kept more often than five.',
      example: 'Two interviews in the canteen, by Friday',
      depth: 'short',
      who: owner,
      ...(index === 0 && { enter: 'none' }),
      ...(talk.ideas[owner].length && { starters: talk.ideas[owner] }),
    }),
    heard: draft =>
      textAt(draft, `${path}.due`) && textAt(draft, `${path}.due`) !== usual(draft)
        ? `By ${longDay(textAt(draft, `${path}.due`))}.`
        : '',
    read: draft => {
      const due = textAt(draft, `${path}.due`)
      return [textAt(draft, `${path}.text`), due && `by ${dayText(due)}`].filter(Boolean).join(', ')
    },
    write: (draft, answer) => {
      if (!answer) return { draft: set(draft, path, undefined) }
      const said = readDay(answer)
      return { draft: set(draft, path, { text: said?.rest || answer, ...(said && { due: said.day }) }) }
    },
  }
}

export function nextSession(talk: SessionTalk): Question {
  const { next } = talk
  const question = dayAt('nextSession', talk, { label: 'Next session', say: 'When do you meet next?' })
  return {
    ...question,
    write: (draft, answer) => {
      const result = question.write(draft, answer)
      const day = 'refused' in result ? '' : textAt(result.draft, 'nextSession')
      const held = textAt(draft, 'date') || talk.date
      return day && day <= held ? { refused: `${longDay(day)} is not after this session.` } : result
    },
    ...(next && { fallback: next }),
    why: 'The rule in the contract says when; another day moves this one time.',
  }
}
