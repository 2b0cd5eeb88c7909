import { AS_OF, type Command, JSON_OPTION } from '../command.ts'

export const status: Command = {
  options: [{ flags: '--all', says: 'every sign, with what it is measured by' }, JSON_OPTION, AS_OF],
  examples: [
    ['partner status', 'goals, open steps, the next session, what is worth talking about'],
    ['partner status --all', 'every sign, with value, threshold and reason'],
    ['partner status --as-of 2026-03-02 --json', 'as it was on a day, for a program'],
  ],
  reads: 'contract.yaml, checkins/, timeouts/, updates/, versions/, signatures/, settings.yaml',
  writes: 'nothing',
  onlyReads: () => true,
  run: async (options, context) => await (await import('./show.ts')).showStatus(options, context),
}
