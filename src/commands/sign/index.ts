import { join } from 'node:path'
import type { Context } from '../../context.ts'
import { type Day, longDay } from '../../contract/day.ts'
import { displayNames, type Names, type Owner, other } from '../../contract/people.ts'
import { PartnerError } from '../../errors.ts'
import { sessionsFrom } from '../../session/sessions.ts'
import { knownKey, ownerOfKey } from '../../signature/keys.ts'
import { seenKeys } from '../../signature/memory.ts'
import { whoByGit } from '../../store/identity.ts'
import { mustBeReadable, openPartnership, type Partnership, readRecords } from '../../store/partnership.ts'
import { readTimeOn } from '../check-in-time.ts'
import { AS, COMMIT, type Command, DATE, type Options } from '../command.ts'
import { closeAct } from '../keeping.ts'
import { dayOption, todayFor } from '../report.ts'
import { readyIn } from '../suggestion.ts'
import { mustBeNew, mustBeSignable, mustBeWhole, mustNotNeedKey } from './before.ts'
import { chooseKey, machineOf } from './key.ts'
import { comingSession, signedLines, signedMessage } from './lines.ts'
import { askedToSign } from './talk.ts'
import { asShown } from './unshown.ts'
import { saysSo } from './vouch.ts'
import { type Signed, type Standings, standing, writeSignature } from './writing.ts'

export const sign: Command = {
  options: [
    AS,
    { flags: '--name <name>', says: 'the name you sign with, as you would type it' },
    { flags: '--ssh-key [file]', says: 'also sign with your own SSH key (without a file: the one git signs with)' },
    { flags: '--vouch', says: 'say, by your key, that the key of the other partner is theirs' },
    { flags: '--decline', says: 'say no to this version instead; it blocks nothing' },
    { flags: '--why <text>', says: 'why you decline' },
    DATE,
    COMMIT,
  ],
  examples: [
    ['partner sign', 'both in turn, at one terminal'],
    ['partner sign --as a --name "Ana Reyes"', 'one of you, without questions'],
    ['partner sign --as a --ssh-key ~/.ssh/id_ed25519', 'with your own key, so that nobody can sign in your name'],
    ['partner sign --as b --decline --why "Too much until May"', 'say no, and why'],
  ],
  reads: 'contract.yaml, versions/, signatures/, and the key of --ssh-key (through ssh-keygen)',
  writes: 'versions/ (the words, frozen) and signatures/ (who agreed to them, and when)',
  run,
}

async function run(options: Options, context: Context): Promise<number | undefined> {
  const opened = await openPartnership(context.cwd, options.dir as string | undefined)
  const { contract } = opened
  const names = displayNames(contract.partners)
  // No act while any check-in cannot be read (format.md).
  const { sessions } = sessionsFrom(contract, mustBeReadable(await readRecords(opened)))
  const who = await whoSigns(options, opened, context.env)
  const before = await standing(opened, context)
  mustBeSignable(opened, before.state, context)
  mustBeWhole(opened, before, context, options.sshKey === undefined ? undefined : who)
  signingDay(context, options, opened)
  mustBeNew(before, names, contract.version, who, options)
  if (who && options.sshKey === undefined) mustNotNeedKey(before, who, names)
  if (options.vouch && options.sshKey === undefined)
    throw new PartnerError('usage', '--vouch is said by key.', 'Add the key: --ssh-key FILE')
  const key = who && options.sshKey !== undefined ? await ownKey(context, options, opened, before, who) : undefined
  const vouches = who && key && (await vouching(context, options, names, before, who))
  // Writes to the file, so what may refuse comes before it.
  const partnership = await asShown(context, options, opened)
  const signed: Signed[] = []
  let stopped: unknown
  try {
    await askedToSign(context, { options, partnership, names, who, before }, async said => {
      // The day on which it is signed: the page may have been open for long.
      const date = signingDay(context, options, partnership)
      signed.push(await writeSignature(context, partnership, { ...said, vouches, date, ...(key && { key }) }))
    })
  } catch (error) {
    // What the first one signed is there, and is told and committed as any signature is.
    if (!signed.length) throw error
    stopped = error
  }
  if (!signed.length)
    throw new PartnerError('cancelled', 'Nobody signed. Nothing was written.', 'Any time: partner sign')
  const after = await standing(partnership, context)
  const exit = await closeAct(
    context,
    options,
    signedLines(partnership, names, signed, after, {
      coming: comingSession(partnership, sessions, signed.at(-1)!.said.date, await readTimeOn(partnership)),
      ready: readyIn(context, partnership.folder),
    }),
    {
      folder: partnership.folder,
      written: [
        ...(partnership === opened ? [] : [join(partnership.folder, 'contract.yaml')]),
        ...signed.flatMap(({ files }) => files.map(file => join(partnership.folder, file))),
      ],
      message: signedMessage(contract.version, names, signed, after),
      secret: contract.agreements.confidentiality,
    },
  )
  if (stopped) throw stopped
  return exit
}

/** The day that the signer declares: today, or one that was. A word was given before it is written down. */
function signingDay(context: Context, options: Options, { contract }: Partnership): Day {
  const today = todayFor(context, contract)
  const date = dayOption('--date', options.date, today)
  if (date <= today) return date
  throw new PartnerError(
    'invalid',
    `${longDay(date)} is still to come (today is ${today}).`,
    'Nothing was written. Sign on that day, or leave --date out.',
  )
}

/** The other partner's key, if the signer was asked to say, or says, that it is theirs. `--yes` doesn't say it. */
async function vouching(context: Context, options: Options, names: Names, before: Standings, who: Owner) {
  const key = knownKey(before.judged.uses, other(who))
  const partner = names[other(who)]
  if (options.vouch && !key)
    throw new PartnerError(
      'invalid',
      `${partner} has not signed by key yet, so there is no key to vouch for. Nothing was written.`,
      'Sign without --vouch.',
    )
  if (options.vouch || !key) return key
  return options.name === undefined && (await saysSo(context, names, who, key)) ? key : undefined
}

/** Who signs: both in turn where nobody is named, but a key and a refusal are one person's. */
async function whoSigns(
  { as, sshKey, decline, why }: Options,
  partnership: Partnership,
  env: Context['env'],
): Promise<Owner | undefined> {
  if (why !== undefined && !decline)
    throw new PartnerError('usage', '--why is the reason to decline.', 'Say so: --decline --why "…"')
  if (as !== undefined || (sshKey === undefined && !decline)) return as as Owner | undefined
  const known = await whoByGit(partnership.folder, env)
  if (known) return known
  throw new PartnerError('usage', decline ? 'Who declines?' : 'Whose key is that?', 'Say who it is: --as a, or --as b')
}

/** The key to sign with, unless it is the other partner's. */
async function ownKey(context: Context, options: Options, partnership: Partnership, before: Standings, who: Owner) {
  const names = displayNames(partnership.contract.partners)
  const chosen = await chooseKey(context, options.sshKey, partnership.folder, names[who])
  const { judged, read } = before
  const { memory } = read.remembered
  const { fingerprint } = chosen.key
  if (ownerOfKey(judged.uses, fingerprint, { memory }) === other(who))
    throw new PartnerError(
      'invalid',
      `${chosen.shown} is ${names[other(who)]}'s key. Nothing was written.`,
      `${names[who]} signs with a key of their own. A new one:  ssh-keygen -t ed25519`,
    )
  const usual = knownKey(judged.uses, who) ?? seenKeys(memory, who).at(-1)?.key
  const isAccepted = memory.trusted.some(({ partner, key }) => partner === who && key === fingerprint)
  if (usual !== undefined && usual !== fingerprint && !isAccepted)
    throw new PartnerError(
      'invalid',
      `${chosen.shown} is a different key than before: ${names[who]} signed with ${usual}. Nothing was written.`,
      `Sign with that key. If ${fingerprint} is ${names[who]}'s new key: partner verify --trust ${who}=${fingerprint}, then sign again. The other partner has to accept it in the same way.`,
    )
  const { terminal } = machineOf(context)
  if (terminal) context.err.write(`  Your key: ${chosen.key.fingerprint} (${chosen.shown})\n`)
  if (terminal && chosen.key.kind.startsWith('sk-')) context.err.write('  Touch it when it blinks.\n')
  return chosen
}
