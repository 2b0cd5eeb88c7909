import type { Draft } from '../contract/draft.ts'
import { set } from '../contract/draft.ts'
import type { Question } from '../contract/question.ts'
import { clean, isTooLong, shorten, TOO_LONG } from '../contract/text.ts'
import { PartnerError } from '../errors.ts'
import { changeList, entryOf, onlyNumbers } from './lists.ts'
import { patiently } from './patience.ts'
import type { Prompter } from './prompter.ts'
import { Stopped } from './prompter.ts'
import { askFor, commandIn } from './screen.ts'

/** What is asked: questions computed from what was said so far, and where in the whole each one stands. */
export interface Script {
  questions(draft: Draft): Question[]
  /** `Part 2 of 5 · How we want to work together · principles` */
  progress(question: Question): string
  /** What changes by itself when something was said: ids, mentions of what is gone. */
  settle?(draft: Draft): Draft
  /** What the rules of the data say against a draft, at one question. */
  check?(draft: Draft, question: Question): string | undefined
  /** Whether the contract cannot be signed while this question has no answer. */
  isNeeded?(draft: Draft, question: Question): boolean
}

/**
 * A talk as it stands: what was said, and the questions that were passed, in the order in which they were. Plain
 * data, so that it can be saved after each answer and gone on with another day. `typed` is what stood in the line
 * when the talk was stopped, or when somebody went back from it.
 */
export interface Talked {
  draft: Draft
  trail: readonly string[]
  typed?: { id: string; text: string } | undefined
}

export interface Listener {
  prompter: Prompter
  /** Called after each answer and before the next question. */
  save(talked: Talked): Promise<void>
}

/** The question that comes next; none when all are passed. */
export const nextQuestion = (script: Script, { draft, trail }: Talked): Question | undefined => {
  const passed = new Set(trail)
  return script.questions(draft).find(question => !passed.has(question.id))
}

/** How many questions of a talk have an answer. */
export const answersIn = (script: Script, { draft, trail }: Talked): number => {
  const passed = new Set(trail)
  return script.questions(draft).filter(question => passed.has(question.id) && question.read(draft) !== '').length
}

/** The trail without its last question that still is one. */
export function backFrom(script: Script, talked: Talked): readonly string[] | undefined {
  const asked = new Set(script.questions(talked.draft).map(question => question.id))
  const last = talked.trail.findLastIndex(id => asked.has(id))
  return last < 0 ? undefined : talked.trail.slice(0, last)
}

/** A talk of which all was said, at its last question once more: there is something to change, and a way back. */
export const reopened = <T extends Talked>(script: Script, talked: T): T =>
  nextQuestion(script, talked) ? talked : { ...talked, trail: backFrom(script, talked) ?? [] }

/**
 * Asks until every question is passed, or until somebody goes back from the first one (`left`). Each answer is
 * saved before the next question. Stopping (`Stopped`) saves what stood in the line, too, and goes on to the caller.
 */
export async function walk(
  script: Script,
  start: Talked,
  { prompter, save }: Listener,
): Promise<Talked & { left: boolean }> {
  let talked = start
  let note: { text: string; kind: 'note' | 'problem' } | undefined
  /** What was just refused, as it still is in the line. */
  let refused: string | undefined
  const goOn = async (next: Talked) => {
    talked = next
    note = undefined
    await save(talked)
  }
  for (;;) {
    const question = nextQuestion(script, talked)
    if (!question) return { ...talked, typed: undefined, left: false }
    const { draft, trail } = talked
    const typed = talked.typed?.id === question.id ? talked.typed.text : undefined
    const undated = question.choices ? undefined : withoutDate(script, question, talked)
    const ask = askFor(question, draft, {
      progress: script.progress(question),
      note,
      typed,
      refused: typed !== undefined && typed === refused,
      canEdit: Boolean(prompter.edit),
      dated: undated !== undefined,
      isNeeded: script.isNeeded?.(draft, question) ?? false,
    })
    const saveHalf = async (text: string) => {
      if (text) await save({ ...talked, typed: { id: question.id, text } })
    }
    const { text: reply, left } = await prompter.ask(ask, saveHalf).catch(async error => {
      if (error instanceof Stopped) await saveHalf(error.typed)
      throw error
    })
    const meant = commandIn(reply, ask.prefill)
    const does = meant?.where(question, draft, { edit: prompter.edit, dated: undated !== undefined })
    const command = does || meant?.nothing ? meant : undefined
    if (command && !does) {
      note = { text: command.nothing?.(prompter) ?? '', kind: 'note' }
    } else if (command?.name === 'words' && undated) {
      prompter.tell([`  Kept as words, without a date: ${shorten(undated.words, 200)}`])
      await goOn({
        draft: settled(script, undated.draft),
        trail: undated.here ? [...trail, question.id] : trail,
        typed: undated.here ? undefined : talked.typed,
      })
    } else if (command?.name === 'back') {
      const earlier = backFrom(script, talked)
      if (!earlier) return { ...talked, typed: undefined, left: true }
      await goOn({ draft, trail: earlier, typed: left ? { id: question.id, text: left } : talked.typed })
    } else if (command?.name === 'why') {
      note = { text: question.why ?? 'There is no more to say about this one.', kind: 'note' }
    } else if (command?.name === 'list' && question.list) {
      const changed = await changeList(prompter, question.list, talked)
      await goOn({ ...changed, draft: settled(script, changed.draft), typed: undefined })
    } else {
      const said =
        command?.name === 'editor'
          ? await inEditor(prompter, typed ?? question.read(draft), text =>
              save({ ...talked, typed: { id: question.id, text } }),
            )
          : { text: reply }
      const next = 'refused' in said ? said : take(script, question, draft, clean(said.text))
      if ('refused' in next) {
        note = { text: next.refused, kind: 'problem' }
        if (said.text !== undefined) {
          refused = 'refused' in said ? undefined : said.text
          talked = { ...talked, typed: question.choices ? undefined : { id: question.id, text: said.text } }
        }
        // The window may be closed by now.
        if ('refused' in said) await save(talked)
      } else {
        // What was written elsewhere shows nowhere else.
        if (command?.name === 'editor') prompter.tell([`  ${shorten(said.text ?? '', 300)}`])
        const heard = question.heard?.(next.draft)
        const elsewhere = talked.typed?.id === question.id ? undefined : talked.typed
        const answered = { draft: next.draft, trail: [...trail, question.id], typed: elsewhere }
        if (heard) prompter.tell([`  ${heard}${howToUndo(script, question, answered)}`])
        await goOn(answered)
      }
    }
  }
}

/** The draft if the date of a sentence is given up: of this question's, else of the one just answered. */
function withoutDate(
  script: Script,
  question: Question,
  { draft, trail, typed }: Talked,
): { draft: Draft; words: string; here: boolean } | undefined {
  const last = script.questions(draft).find(({ id }) => id === trail.at(-1))
  for (const one of [question, last]) {
    const here = one === question
    const refused = here && typed?.id === question.id ? typed.text.trim() : undefined
    if (!one?.asWords || !(refused || one.heard?.(draft))) continue
    const words = refused ?? one.read(draft)
    const kept = one.asWords(draft, words)
    if (kept) return { draft: kept, words, here }
  }
  return undefined
}

/** What to press if the words that were understood as a date were no date. */
function howToUndo(script: Script, { asWords, read }: Question, answered: Talked): string {
  if (!asWords?.(answered.draft, read(answered.draft))) return ''
  const next = nextQuestion(script, answered)
  return next && !next.choices ? ' Not a date? Type -' : ' Not a date? Go back and type -'
}

/** Asks until every question is passed: there is nothing before the first one to go back to. */
export async function walkToTheEnd(script: Script, start: Talked, { prompter, save }: Listener): Promise<Talked> {
  let talked = start
  const patient = patiently(prompter, save)
  for (;;) {
    const { left, ...walked } = await walk(script, talked, patient)
    if (!left) {
      await patient.settle()
      return walked
    }
    prompter.tell(['  This is the first question.'])
    talked = walked
  }
}

/** What was written in the person's editor, or why nothing was. */
async function inEditor(
  { edit }: Prompter,
  text: string,
  save: (text: string) => Promise<void>,
): Promise<{ text: string } | { refused: string; text?: string }> {
  try {
    // So that the draft says which question the text in the editor belongs to.
    await save(text)
    const { unfinished, saved, ...edited } = await edit!(text)
    await save(edited.text)
    await saved?.()
    return unfinished ? { ...edited, refused: `${unfinished} What you saved in it is in the line.` } : edited
  } catch (error) {
    if (error instanceof PartnerError) return { refused: error.message }
    throw error
  }
}

/** The draft with an answer in it, or what speaks against it. An answer that changes nothing is not written again. */
export function take(
  script: Script,
  question: Question,
  draft: Draft,
  said: string,
): { draft: Draft } | { refused: string } {
  if (said === question.read(draft) && (said !== '' || !question.required)) return { draft }
  const answer = said.trim()
  if (isTooLong(answer)) return { refused: `This answer ${TOO_LONG}.` }
  if (answer === '' && question.required) return { refused: 'This one is needed to go on.' }
  if (question.choices && answer && !question.choices.some(({ value }) => value === answer))
    return { refused: `One of: ${question.choices.map(({ value }) => value).join(', ')}.` }
  const onlyNumber = onlyNumbers(question, draft, answer)
  if (onlyNumber) return { refused: onlyNumber }
  const entry = entryOf(question)
  // An entry without that which makes it is none, whatever else was said about it.
  const result = entry && !answer ? { draft: set(draft, entry, undefined) } : question.write(draft, answer)
  if ('refused' in result) return result
  const refused = answer ? script.check?.(result.draft, question) : undefined
  return refused ? { refused } : { draft: settled(script, result.draft) }
}

const settled = (script: Script, draft: Draft): Draft => script.settle?.(draft) ?? draft
