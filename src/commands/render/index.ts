import type { Command } from '../command.ts'

export const render: Command = {
  options: [
    {
      flags: '--for <partner>',
      says: "from that partner's chair: your wins, your partner's wins",
    },
    { flags: '--blank', says: 'the empty form, to fill in by pen' },
    { flags: '--out <file>', says: 'into a file instead of the terminal' },
  ],
  examples: [
    ['partner render', 'the contract as Markdown'],
    ['partner render --for a --out ana.md', 'as Ana reads it, in a file'],
    ['partner render --blank', 'the paper form'],
  ],
  reads: 'contract.yaml, versions/, signatures/',
  writes: 'nothing, or the file of --out',
  onlyReads: ({ out }) => out === undefined,
  run: async (options, context) => await (await import('./show.ts')).renderContract(options, context),
}
