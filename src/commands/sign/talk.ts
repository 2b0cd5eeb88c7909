import type { Context } from '../../context.ts'
import { type Names, OWNERS, type Owner, other } from '../../contract/people.ts'
import { clean, inQuotes, plain } from '../../contract/text.ts'
import { PartnerError } from '../../errors.ts'
import { type Ask, type Prompter, Stopped } from '../../interview/prompter.ts'
import type { Partnership } from '../../store/partnership.ts'
import type { Options } from '../command.ts'
import { contractPage } from '../render/show.ts'
import { declinedTexts } from '../verify/lines.ts'
import { mustNotNeedKey } from './before.ts'
import { ONE_LINE, otherName } from './name.ts'
import type { Saying, Standings } from './writing.ts'

interface Asking {
  options: Options
  partnership: Partnership
  names: Names
  /** The one who signs; otherwise each who has not. */
  who: Owner | undefined
  before: Standings
}

/** Has each partner in turn say it, or the one who is named. What the options say is not asked. */
export async function askedToSign(
  context: Context,
  { options, partnership, names, who, before }: Asking,
  say: (saying: Saying) => Promise<void>,
): Promise<void> {
  const name = given('--name', options.name, 'A signature needs a name.')
  if (name?.includes('\n')) throw new PartnerError('usage', ONE_LINE, 'Nothing was written.')
  const why = given('--why', options.why, 'A reason needs words.')
  const declines = options.decline === true
  if (name !== undefined && !who)
    throw new PartnerError('usage', 'Whose name is that?', 'Say who signs: --as a, or --as b')
  if (who && name !== undefined && (!declines || why !== undefined)) {
    // Nobody is there to be asked whether it is a slip.
    const slip = otherName(partnership.contract.partners[who], names[who], name)
    if (slip) context.err.write(`${plain(slip)}\n`)
    for (const text of declinedBy(before, other(who), names)) context.err.write(`${plain(text)}\n`)
    return await say({ owner: who, name, ...(declines && { why: why! }) })
  }
  const prompter = await context.prompter?.()
  if (!prompter) throw unanswered({ who, name, declines, why })
  prompter.tell(['', ...contractPage(partnership, { ...before, frozen: undefined }).split('\n')])
  for (const owner of OWNERS.filter(owner => (who ? owner === who : !before.signed[owner]))) {
    if (options.sshKey === undefined) mustNotNeedKey(before, owner, names)
    const reason = declines ? (why ?? (await ask(prompter, names[owner], whyAsk(owner, names)))) : undefined
    if (declines && !reason) continue
    const typed = name ?? (await askName(prompter, owner, partnership, names, { declines, before }))
    if (typed) await say({ owner, name: typed, ...(reason && { why: reason }) })
  }
}

function given(option: string, value: unknown, refusal: string): string | undefined {
  if (value === undefined) return undefined
  const text = clean(String(value)).trim()
  if (!text) throw new PartnerError('usage', refusal, `Give it with ${option} "…"`)
  return text
}

function unanswered({
  who,
  name,
  declines,
  why,
}: {
  who?: Owner | undefined
  name?: string | undefined
  declines: boolean
  why?: string | undefined
}): PartnerError {
  const missing = [!who && '--as', name === undefined && '--name', declines && why === undefined && '--why'].filter(
    Boolean,
  )
  const said = (text: string | undefined) => `"${text ?? '…'}"`
  const decline = declines ? ` --decline --why ${said(why)}` : ''
  return new PartnerError(
    'unanswered',
    `partner sign needs ${name === undefined ? 'a typed name' : 'a reason'}, and there is no terminal to ask. Missing: ${missing.join(', ')}`,
    `For example:  partner sign --as ${who ?? 'a'} --name ${said(name)}${decline}`,
  )
}

/** A name as typed; one that is not the partner's own is asked about, since a slip would be signed and dated. */
async function askName(
  prompter: Prompter,
  owner: Owner,
  partnership: Partnership,
  names: Names,
  asking: { declines: boolean; before: Standings },
) {
  for (;;) {
    const typed = await ask(prompter, names[owner], nameAsk(owner, partnership, names, asking))
    if (!typed) return typed
    if (typed.includes('\n')) {
      prompter.tell([`  ${ONE_LINE}`])
      continue
    }
    const slip = otherName(partnership.contract.partners[owner], names[owner], typed)
    if (!slip) return typed
    const sure = await ask(prompter, names[owner], sureAsk(owner, typed, slip))
    if (sure === 'yes') return typed
  }
}

const sureAsk = (owner: Owner, typed: string, slip: string): Ask => ({
  id: `sign.${owner}.sure`,
  label: `Sign as ${inQuotes(typed)} anyway`,
  above: [{ kind: 'say', text: slip }],
  prefill: '',
  choices: [
    { value: 'yes', name: 'yes' },
    { value: 'no', name: 'no, type it again' },
  ],
  row: true,
  fallback: 'no',
  footer: ['Ctrl-C stops'],
})

/** What a partner who signs next should know: that the other one said no to these words. */
const declinedBy = ({ declined }: Standings, who: Owner, names: Names): string[] =>
  declinedTexts({ ...(declined[who] && { [who]: declined[who] }) }, names).map(text => `${text}.`)

const FOOTER = ['Enter: not now', 'Ctrl-C stops']

function nameAsk(
  owner: Owner,
  { contract }: Partnership,
  names: Names,
  { declines, before }: { declines: boolean; before: Standings },
): Ask {
  const { name, representative } = contract.partners[owner]
  const act = declines ? 'To decline it' : 'If you agree to it'
  return {
    id: `sign.${owner}`,
    label: `${names[owner]}'s name`,
    above: [
      ...declinedBy(before, other(owner), names).map(text => ({ kind: 'note' as const, text })),
      {
        kind: 'say',
        text: `${names[owner]}, this is version ${contract.version}. ${act}, type your name: ${representative ?? name}`,
      },
      {
        kind: 'note',
        text: declines
          ? 'It is frozen as it stands, with your reason, and dated. It blocks nothing: you can sign it later.'
          : 'It is frozen as it stands, and dated. It binds by your word, not by law.',
      },
    ],
    prefill: '',
    footer: FOOTER,
  }
}

const whyAsk = (owner: Owner, names: Names): Ask => ({
  id: `sign.${owner}.why`,
  label: 'Why not',
  above: [{ kind: 'say', text: `${names[owner]}, what would have to be different for you to sign?` }],
  prefill: '',
  footer: FOOTER,
})

/** An answer; empty where it is left for another time. */
async function ask(prompter: Prompter, name: string, question: Ask): Promise<string> {
  try {
    for (;;) {
      const typed = clean((await prompter.ask(question)).text).trim()
      if (typed !== '?') return ['<', '=', '!'].includes(typed) ? '' : typed
      prompter.tell(['  What you type is written down with the day. Enter alone leaves it for another time.'])
    }
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    throw new PartnerError(
      'cancelled',
      `Stopped before ${name} had answered. What was signed before is kept.`,
      'Any time: partner sign',
    )
  }
}
