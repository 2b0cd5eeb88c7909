import { createPrompt, isEnterKey, isTabKey, useEffect, useKeypress, useRef, useState } from '@inquirer/core'
import { plain } from '../contract/text.ts'
import { type Ask, offers, type Reply } from '../interview/prompter.ts'
import { footerLines } from './above.ts'
import { type Choosing, moveBy, startChoosing, typeBack, typeTo } from './choosing.ts'
import { holdPaste, release } from './line.ts'
import { type Asked, type Look, useScreen } from './shown.ts'
import type { Key } from './stopping.ts'
import type { Style } from './style.ts'
import { cells, wrap } from './wrap.ts'

/** How choices are made, in the footer. */
const HOW = 'arrows or letters, Enter'
/** The same after a word was refused. */
const REPLACE = 'type to replace it, arrow keys to choose'
const STEPS: Readonly<Record<string, number>> = {
  left: -1,
  up: -1,
  right: 1,
  down: 1,
  home: Number.NEGATIVE_INFINITY,
  end: Number.POSITIVE_INFINITY,
}

/** One of several choices: an arrow, letters or the whole word move to it, and Enter takes it. */
export const askChoice = createPrompt<Reply, Asked>((asked, done) => {
  const { ask, terminal, typing, running } = asked
  const { style, output } = terminal
  const choices = ask.choices ?? []
  const at = choices.findIndex(({ value }) => value === (ask.fallback ?? (ask.row ? undefined : choices[0]?.value)))
  const usual = at < 0 ? undefined : at
  const [state, setState] = useState<Choosing>(startChoosing(choices, ask.prefill, usual))
  const [answer, setAnswer] = useState<string>()
  const [hint, setHint] = useState('')
  // Enter refused what is typed: the next character replaces it, as in a line of text.
  const [isRefused, setRefused] = useState(false)
  const paste = useRef<string[] | undefined>(undefined)
  const command = commandOf(ask, state.typed.trim())

  const move = (next: Choosing) => {
    setState(next)
    setRefused(false)
    running.typed(() => release(next.typed))
    const isWrong = next.typed && next.active === undefined && !commandOf(ask, next.typed.trim())
    setHint(isWrong ? `"${plain(release(next.typed))}" is not one of the choices.` : '')
  }
  const reply = (text: string, shown: string) => {
    typing.close()
    setAnswer(shown)
    done({ text })
  }
  const enter = () => {
    const chosen = choices[state.active ?? -1]
    if (command) reply(command, command)
    else if (chosen) reply(chosen.value, chosen.name)
    else if (state.typed) setRefused(true)
    else setHint('Choose one first, with the arrow keys or its first letters.')
  }
  const type = (more: string) => move(typeTo(choices, isRefused ? { ...state, typed: '' } : state, more))

  useEffect(() => running.typed(() => release(state.typed)), [])
  useKeypress((event, rl) => {
    const key = event as unknown as Key
    rl.clearLine(0)
    if (key.name === 'paste-start') paste.current = []
    else if (key.name === 'paste-end') {
      type(holdPaste(paste.current ?? []))
      paste.current = undefined
    } else if (paste.current) paste.current.push(key.sequence)
    else if (key.name === 'escape') {
      if (offers(ask, '<')) reply('<', '<')
      else move(startChoosing(choices, '', usual))
    } else if (isEnterKey(event)) enter()
    else if (isTabKey(event)) move(moveBy(choices, state, 1))
    else if (key.name && key.name in STEPS && !isText(key.sequence)) move(moveBy(choices, state, STEPS[key.name]!))
    else if (key.name === 'backspace') move(typeBack(choices, state, usual))
    else if (key.ctrl && key.name === 'u') move(startChoosing(choices, '', usual))
    else if (isText(key.sequence)) type(key.sequence)
  })

  return useScreen(width => {
    const head = `? ${plain(ask.label)}`
    if (answer !== undefined) {
      const rows = wrap(`${head}  › ${plain(answer)}`, width - 1)
      return { place: { rows, row: rows.length - 1, column: cells(rows.at(-1)!) }, below: [] }
    }
    const does = command
      ? `Enter: ${ask.footer.find(text => text.startsWith(command))!.slice(2)}`
      : isRefused
        ? REPLACE
        : HOW
    const hints = hint ? wrap(hint, width, '  ').map(row => style.accent(row)) : []
    const under = [...hints, ...footerLines([does, ...ask.footer], style, width)]
    const names = choices.map(({ name }) => plain(name))
    const shown: Shown = { head, names, state: { ...state, typed: plain(state.typed) }, style }
    return ask.row ? rowLook(shown, under, width) : listLook(shown, under, { width, height: output.rows ?? 24 })
  }, asked)
})

const isText = (sequence: string): boolean => sequence !== '' && !/[\x00-\x1f\x7f]/.test(sequence)

/** What was typed beside the choices, if that is offered. */
const commandOf = (ask: Ask, typed: string): '<' | '?' | undefined =>
  (typed === '<' || typed === '?') && offers(ask, typed) ? typed : undefined

interface Shown {
  head: string
  names: readonly string[]
  state: Choosing
  style: Style
}

/** The choices next to each other. The cursor is in the word as far as it was typed, so that this shows without color. */
function rowLook({ head, names, state, style }: Shown, under: readonly string[], width: number): Look {
  const rows = wrap(head, width - 1)
  let place = { row: rows.length - 1, column: cells(rows.at(-1)!) }
  const put = (piece: string, shown: string) => {
    const gap = ' '.repeat(2)
    if (cells(rows.at(-1)! + gap + piece) < width) rows[rows.length - 1] += gap + shown
    else rows.push(...wrap(gap + piece, width - 1).map(row => (row === gap + piece ? gap + shown : row)))
  }
  for (const [index, name] of names.entries()) {
    const isActive = index === state.active
    const piece = `${isActive ? '›' : ' '} ${name}`
    put(piece, isActive ? style.accent(piece) : piece)
    if (!isActive) continue
    const typed = name.toLowerCase().startsWith(state.typed.toLowerCase()) ? state.typed : ''
    const back = cells(name) - cells(typed)
    place = { row: rows.length - 1, column: Math.max(0, cells(rows.at(-1)!) - back) }
  }
  if (state.active === undefined && state.typed) {
    put(state.typed, state.typed)
    place = { row: rows.length - 1, column: cells(rows.at(-1)!) }
  }
  return { place: { rows, ...place }, below: under }
}

/** The choices below each other, as many of them as there is room for. */
function listLook(
  { head, names, state, style }: Shown,
  under: readonly string[],
  { width, height }: { width: number; height: number },
): Look {
  const rows = wrap(state.typed ? `${head}  ${state.typed}` : head, width - 1)
  const items = names.map((name, index) => {
    const mark = index === state.active ? '› ' : '  '
    const lines = wrap(name, width - 1, { first: mark, rest: '  ' })
    return index === state.active ? lines.map(line => style.accent(line)) : lines
  })
  const room = Math.max(3, height - rows.length - under.length - 1)
  let [first, last] = [state.active ?? 0, state.active ?? 0]
  const taken = () => items.slice(first, last + 1).flat().length
  // Grows around the active one until there is no more room.
  for (let grows = true; grows; ) {
    grows = false
    if (last + 1 < items.length && taken() + items[last + 1]!.length <= room) {
      last += 1
      grows = true
    }
    if (first > 0 && taken() + items[first - 1]!.length <= room) {
      first -= 1
      grows = true
    }
  }
  const list = items.slice(first, last + 1).flat()
  return {
    place: { rows, row: rows.length - 1, column: cells(rows.at(-1)!) + (state.typed ? 0 : 1) },
    below: [...list, '', ...under],
  }
}
