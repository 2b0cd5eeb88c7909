import { PartnerError } from '../errors.ts'
import { type Ask, type Prompter, Stopped } from './prompter.ts'
import { SAVED } from './screen.ts'
import type { Talked } from './walk.ts'

/** A talk whose answers are saved one by one, on a disk that may refuse. */
interface Patient<T> {
  prompter: Prompter
  save(talk: T): Promise<void>
  /** Called at the end: what is not saved yet is, or it stands on the screen. */
  settle(): Promise<void>
}

/**
 * A disk that is full, or cannot be written, ends no talk: it is said at once, the answers are kept, and whoever is
 * asked tries again, or goes on and it is tried after each answer. Whoever stops then is told what is not saved.
 */
export function patiently<T extends Talked>(asking: Prompter, saving: (talk: T) => Promise<void>): Patient<T> {
  let unsaved: T | undefined
  let stopping = false
  /** The program is about to be suspended: nothing can be asked. */
  let suspending = false
  /** What was answered since the last time that all was saved. */
  let answers: string[] = []

  const refused = async (talk: T): Promise<PartnerError | undefined> => {
    try {
      await saving(talk)
    } catch (error) {
      if (!(error instanceof PartnerError)) throw error
      unsaved = talk
      if (error.kind === 'conflict') throw notSaved(error, 'conflict')
      if (error.kind !== 'system') throw error
      return error
    }
    unsaved = undefined
    answers = []
    return undefined
  }

  const notSaved = ({ message, hint }: PartnerError, kind: 'cancelled' | 'conflict'): PartnerError =>
    new PartnerError(
      kind,
      [
        ...(kind === 'cancelled' ? [`Stopped, and not all of it is saved: ${message}`] : [message]),
        ...(answers.length ? ['Not saved:', ...answers.map(answer => `  ${answer}`)] : []),
      ].map(what => ({ path: '', what })),
      kind === 'cancelled' ? 'Copy it from here. What was saved before is kept.' : hint,
    )

  const tryAgain = async (first: PartnerError): Promise<void> => {
    for (let why: PartnerError | undefined = first; why; why = await refused(unsaved!)) {
      const problem = why
      const { text } = await asking.ask(saveAsk(problem)).catch(error => {
        throw error instanceof Stopped ? notSaved(problem, 'cancelled') : error
      })
      if (text === 'on') return
    }
    asking.tell(['  All your answers are saved.'])
  }

  const prompter: Prompter = {
    ...asking,
    async ask(ask, suspended) {
      const quietly = async (typed: string) => {
        suspending = true
        try {
          await suspended?.(typed)
        } catch (error) {
          // It comes again when the next answer is saved, and ends the talk then.
          if (!(error instanceof PartnerError)) throw error
          asking.tell([`  Not saved: ${error.message}`])
        } finally {
          suspending = false
        }
      }
      try {
        const reply = await asking.ask(unsaved ? withTruth(ask) : ask, quietly)
        if (!['', '<', '?', '=', '!'].includes(reply.text)) answers.push(said(ask, reply.text))
        return reply
      } catch (error) {
        if (!(error instanceof Stopped)) throw error
        stopping = true
        if (error.typed) answers.push(said(ask, error.typed))
        const why = unsaved && (await refused(unsaved))
        if (why) throw notSaved(why, 'cancelled')
        throw error
      }
    },
  }

  return {
    prompter,
    async save(talk) {
      const wasUnsaved = unsaved !== undefined
      const why = await refused(talk)
      if (suspending) {
        if (why) asking.tell([`  Not saved: ${why.message}. Your answers are kept in this window.`])
        return
      }
      if (why && stopping) throw notSaved(why, 'cancelled')
      if (!why && wasUnsaved && !stopping) asking.tell(['  All your answers are saved.'])
      if (why && !wasUnsaved) await tryAgain(why)
      else if (why) asking.tell([`  Still not saved: ${why.message}. Your answers are kept in this window.`])
    },
    async settle() {
      const why = unsaved && (await refused(unsaved))
      if (!why) return
      await tryAgain(why)
      if (unsaved)
        asking.tell(['  Not saved, in case the next step fails, too:', ...answers.map(text => `    ${text}`)])
    },
  }
}

/** The question while not all answers are on the disk. */
function withTruth(ask: Ask): Ask {
  const truth = (footer: readonly string[]) =>
    footer.map(text => (text === SAVED ? 'Ctrl-C stops, not all is saved' : text))
  return {
    ...ask,
    footer: truth(ask.footer),
    ...(ask.emptyFooter && { emptyFooter: truth(ask.emptyFooter) }),
    ...(ask.changedFooter && { changedFooter: truth(ask.changedFooter) }),
  }
}

/** `Purpose: Work we chose` */
const said = ({ label, choices }: Ask, text: string): string =>
  `${label}: ${choices?.find(({ value }) => value === text)?.name ?? text}`

const saveAsk = ({ message }: PartnerError): Ask => ({
  id: 'save',
  label: 'Save again?',
  above: [
    { kind: 'problem', text: `${message}.` },
    {
      kind: 'say',
      text: 'Your answers are kept in this window. Make room, or let the folder be written, then press Enter.',
    },
  ],
  prefill: '',
  choices: [
    { value: 'again', name: 'Try to save again' },
    { value: 'on', name: 'Go on, and try after each answer' },
  ],
  fallback: 'again',
  footer: ['Ctrl-C stops'],
})
