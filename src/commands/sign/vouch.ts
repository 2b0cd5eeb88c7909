import type { Context } from '../../context.ts'
import { type Names, type Owner, other } from '../../contract/people.ts'
import { PartnerError } from '../../errors.ts'
import { Stopped } from '../../interview/prompter.ts'
import { saysYes } from '../../interview/yes-or-no.ts'

/** Asks a partner at the terminal if a key is the other's. Enter says no: only a partner who compared it can say yes. */
export async function saysSo(context: Context, names: Names, who: Owner, key: string): Promise<boolean> {
  const prompter = await context.prompter?.()
  if (!prompter) return false
  const partner = names[other(who)]
  try {
    return await saysYes(prompter, {
      id: 'sign.vouch',
      label: `Do you say that it is ${partner}'s key`,
      above: [
        { kind: 'say', text: `${partner} signed with the key ${key}.` },
        { kind: 'note', text: `Say yes only if ${partner} has read this to you. Your signature then says so, too.` },
      ],
    })
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    throw new PartnerError('cancelled', 'Stopped. Nothing was written.', 'Any time: partner sign')
  }
}
