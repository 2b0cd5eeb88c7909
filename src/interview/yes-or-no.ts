import { type Ask, type Prompter, Stopped } from './prompter.ts'

/** A question that yes or no answers, and other words for either. */
interface YesOrNo extends Pick<Ask, 'id' | 'label'>, Partial<Pick<Ask, 'above' | 'footer'>> {
  /** What Enter takes; `none` if nothing. */
  usual?: 'yes' | 'no' | 'none'
  yes?: string
  no?: string
}

/** Asks it, the two choices next to each other. Enter says no, unless it is said otherwise. */
export async function saysYes(
  prompter: Prompter,
  { id, label, above = [], footer = ['Ctrl-C stops'], usual = 'no', yes = 'yes', no = 'no' }: YesOrNo,
): Promise<boolean> {
  const { text } = await prompter.ask({
    id,
    label,
    above,
    prefill: '',
    choices: [
      { value: 'yes', name: yes },
      { value: 'no', name: no },
    ],
    row: true,
    ...(usual !== 'none' && { fallback: usual }),
    footer,
  })
  return text === 'yes'
}

/** To stop at such a question is to say no. */
export function stopIsNo(error: unknown): false {
  if (error instanceof Stopped) return false
  throw error
}
