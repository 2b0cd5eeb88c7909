import { AS_OF, type Command, JSON_OPTION } from '../command.ts'

export const roles: Command = {
  options: [{ flags: '--mine <partner>', says: "one partner's roles" }, JSON_OPTION, AS_OF],
  examples: [
    ['partner roles', 'both tables'],
    ['partner roles --mine b', "one partner's"],
  ],
  reads: 'contract.yaml, checkins/',
  writes: 'nothing',
  onlyReads: () => true,
  run: async (options, context) => await (await import('./show.ts')).showRoles(options, context),
}
