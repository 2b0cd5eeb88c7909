import { join } from 'node:path'
import type { Context } from '../context.ts'
import { missingIn } from '../contract/contract.ts'
import { dayIn, dayText } from '../contract/day.ts'
import { bothNames, displayNames, type Names, OWNERS, type Owner } from '../contract/people.ts'
import { firstSession } from '../contract/sections/meetings.ts'
import { clean } from '../contract/text.ts'
import { PartnerError } from '../errors.ts'
import { type Prompter, Stopped } from '../interview/prompter.ts'
import { standingOf } from '../signature/state.ts'
import {
  canonical,
  digest,
  type Frozen,
  frozenBytes,
  frozenName,
  type Signer,
  type Statement,
  signatureName,
} from '../signature/statement.ts'
import { verify } from '../signature/verify.ts'
import { mustBeReadable, openPartnership, type Partnership } from '../store/partnership.ts'
import { readBytes } from '../store/reading.ts'
import { readSignatures } from '../store/signatures.ts'
import { createExclusively, ensureFolder } from '../store/writing.ts'
import { AS, type Command, DATE, type Options } from './command.ts'
import { contractPage } from './render.ts'
import { dayOption, keepLine, printLines } from './report.ts'

export const sign: Command = {
  options: [AS, { flags: '--name <name>', says: 'the name you sign with, as you would type it' }, DATE],
  examples: [
    ['partner sign', 'both in turn, at one terminal'],
    ['partner sign --as a --name "Ana Reyes"', 'one of you, without questions'],
  ],
  reads: 'contract.yaml, versions/, signatures/',
  writes: 'versions/ (the words, frozen) and signatures/ (who agreed to them, and when)',
  run,
}

async function run(options: Options, context: Context): Promise<undefined> {
  const partnership = await openPartnership(context.cwd, options.dir as string | undefined)
  const { contract } = partnership
  const names = displayNames(contract.partners)
  const before = await standing(partnership)
  mustBeSignable(partnership, before.state, context)
  mustBeWhole(partnership, before)
  const date = dayOption(
    '--date',
    options.date,
    dayIn(context.now(), contract.agreements.meetings.timezone ?? context.timezone),
  )
  const who = options.as as Owner | undefined
  if (who && before.signed[who]) throw signedAlready(names[who], contract.version, before.signed[who])
  if (OWNERS.every(owner => before.signed[owner]))
    throw signedAlready('Each of you', contract.version, before.signed.a!)
  const signed = await askedToSign(context, options, partnership, names, before.signed, async (owner, name) => {
    await writeSignature(partnership, owner, name, date, context.now())
  })
  if (!signed.length)
    throw new PartnerError('cancelled', 'Nobody signed. Nothing was written.', 'Any time: partner sign')
  const after = await standing(partnership)
  const open = OWNERS.filter(owner => !after.signed[owner])
  const first = firstSession(partnership.data)
  const afterSigning = `${first ? `your first session: ${first}. After it` : 'after your first session'}: partner checkin`
  printLines(context, [
    ...signed.map(
      owner => ['Signed', `${names[owner]}, version ${contract.version}, as ${after.signed[owner]?.name}`] as const,
    ),
    ['Written', `${partnership.shown('versions', after.frozen?.name ?? '')} and ${partnership.shown('signatures')}`],
    ['Next', open.length ? `${names[open[0]!]}: partner sign --as ${open[0]}` : afterSigning],
    keepLine(
      context,
      partnership.folder,
      `${open.length ? signed.map(owner => names[owner]).join(' and ') : bothNames(names)}: version ${contract.version} signed`,
    ),
  ])
}

async function standing(partnership: Partnership) {
  const { frozen, signatures } = mustBeReadable(await readSignatures(partnership))
  return {
    ...standingOf(partnership.contract, partnership.data, { frozen, signatures }),
    frozenFiles: frozen,
    signatures,
  }
}

function mustBeSignable({ data, contract, shown }: Partnership, state: string, context: Context): void {
  const missing = missingIn(data)
  if (missing.length) {
    const words = missing.map(({ words }) => words).join(', ')
    throw new PartnerError(
      'invalid',
      `${shown('contract.yaml')} is a draft: it cannot be signed before it has ${words}.`,
      'Add it to the file, then: partner sign',
    )
  }
  if (!contract.id)
    throw new PartnerError(
      'invalid',
      `${shown('contract.yaml')} has no id, so a signature could not say which contract it is of.`,
      `Add a line to it:  id: ${context.newId()}`,
    )
  if (state === 'changed')
    throw new PartnerError(
      'altered',
      `${shown('contract.yaml')} is not what was signed as version ${contract.version}.`,
      `To agree to the change, make it version ${contract.version + 1}: partner amend. To go back to what was signed: git checkout ${shown('contract.yaml')}`,
    )
}

/** Nobody adds a name to files of this version that are not what the other one signed. */
function mustBeWhole({ contract, shown }: Partnership, { frozenFiles, signatures }: Standings): void {
  const altered = verify(contract.id, frozenFiles, signatures).filter(({ file }) =>
    file.includes(`/v${contract.version}-`),
  )
  if (altered.length)
    throw new PartnerError(
      'altered',
      altered.map(({ file, what }) => ({ path: '', what, where: { file: shown(file) } })),
      'Nothing was written. If git has these files, git checkout brings them back. What is whole: partner verify',
    )
}

type Standings = Awaited<ReturnType<typeof standing>>

const signedAlready = (name: string, version: number, signer: Signer) =>
  new PartnerError(
    'exists',
    `${name} has signed version ${version} already, on ${dayText(signer.date)}.`,
    'Nothing was written. What was signed: partner verify',
  )

/** Each partner in turn, or the one of `--as`. Resolves to those who signed. */
async function askedToSign(
  context: Context,
  options: Options,
  partnership: Partnership,
  names: Names,
  before: Partial<Record<Owner, Signer>>,
  signAs: (owner: Owner, name: string) => Promise<void>,
): Promise<Owner[]> {
  const who = options.as as Owner | undefined
  if (options.name !== undefined) {
    if (!who) throw new PartnerError('usage', 'Whose name is that?', 'Say who signs: --as a, or --as b')
    const name = clean(String(options.name)).trim()
    if (!name) throw new PartnerError('usage', 'A signature needs a name.', 'Give it with --name "…"')
    await signAs(who, name)
    return [who]
  }
  if (!context.prompter) {
    const missing = who ? '--name' : '--as, --name'
    throw new PartnerError(
      'unanswered',
      `partner sign needs a typed name, and there is no terminal to ask. Missing: ${missing}`,
      'For example:  partner sign --as a --name "…"',
    )
  }
  const prompter = await context.prompter()
  prompter.tell(['', ...contractPage(partnership, await standing(partnership)).split('\n')])
  const signed: Owner[] = []
  for (const owner of OWNERS.filter(owner => (who ? owner === who : !before[owner]))) {
    const name = await askName(prompter, partnership, names, owner)
    if (!name) continue
    await signAs(owner, name)
    signed.push(owner)
  }
  return signed
}

async function askName(prompter: Prompter, { contract }: Partnership, names: Names, owner: Owner): Promise<string> {
  const { name, representative } = contract.partners[owner]
  try {
    const reply = await prompter.ask({
      id: `sign.${owner}`,
      label: `${names[owner]}'s name`,
      above: [
        {
          kind: 'say',
          text: `${names[owner]}, this is version ${contract.version}. If you agree to it, type your name: ${representative ?? name}`,
        },
        { kind: 'note', text: 'It is frozen as it stands, and dated. It binds by your word, not by law.' },
      ],
      prefill: '',
      footer: ['Enter: not now', 'Ctrl-C stops'],
    })
    const typed = clean(reply.text).trim()
    return typed === '<' ? '' : typed
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    throw new PartnerError(
      'cancelled',
      `Stopped before ${names[owner]} signed. What was signed before is kept.`,
      'Any time: partner sign',
    )
  }
}

/** Freezes the version unless its data is frozen already, writes the statement, and reads both back before it counts. */
async function writeSignature(
  partnership: Partnership,
  partner: Owner,
  name: string,
  date: string,
  now: Date,
): Promise<void> {
  const { contract, folder, shown, bytes } = partnership
  const words = shown('contract.yaml')
  // While a name was typed, somebody may have edited or pulled: nobody signs what they did not see.
  if (!(await readBytes(join(folder, 'contract.yaml'), words)).equals(bytes))
    throw new PartnerError(
      'conflict',
      `${words} changed while you were at work`,
      'Nothing was written. Read it again, then: partner sign',
    )
  const { frozen: known } = await standing(partnership)
  const frozen = known ?? (await freeze(partnership))
  const said: Omit<Statement, 'statement'> = {
    format: 'partner/1',
    contract: contract.id,
    version: contract.version,
    sha256: frozen.sha256,
    partner,
    partnerName: contract.partners[partner].name ?? '',
    name,
    action: 'sign',
    date,
    recordedAt: `${now.toISOString().slice(0, 19)}Z`,
  }
  const file = signatureName(said)
  await ensureFolder(join(folder, 'signatures'), { shown: shown('signatures') })
  const written = await createExclusively(join(folder, 'signatures', file), canonical(said), {
    shown: shown('signatures', file),
  })
  if (!written)
    throw new PartnerError('exists', `${shown('signatures', file)} is there already.`, 'See who signed: partner verify')
  const after = await standing(partnership)
  const [finding] = verify(contract.id, after.frozenFiles, after.signatures).filter(
    ({ file: at }) => at.endsWith(file) || at.endsWith(frozen.name),
  )
  if (finding)
    throw new PartnerError(
      'altered',
      `${finding.file} ${finding.what}`,
      'The signature does not count. Something else wrote to the folder: look at it with git status',
    )
}

async function freeze({ bytes, contract, data, folder, shown }: Partnership): Promise<Frozen> {
  const content = frozenBytes(bytes)
  const sha256 = digest(content)
  const name = frozenName(contract.version, sha256)
  await ensureFolder(join(folder, 'versions'), { shown: shown('versions') })
  await createExclusively(join(folder, 'versions', name), content, { shown: shown('versions', name) })
  return { name, bytes: content, sha256, data }
}
