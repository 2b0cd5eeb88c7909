import { AS_OF, type Command, JSON_OPTION } from '../command.ts'

export const history: Command = {
  options: [
    { flags: '--goal <goal>', says: 'one goal over time, by its id or some of its words' },
    { flags: '--wins', says: 'what went well' },
    { flags: '--lessons', says: 'what was learned' },
    { flags: '--since <day>', says: 'from that day on' },
    { flags: '--partner <partner>', says: 'what one of you said, heard and took on' },
    { flags: '--full', says: 'every word, where the table is cut short' },
    JSON_OPTION,
    { flags: '--csv', says: 'for spreadsheets' },
    AS_OF,
  ],
  examples: [
    ['partner history', 'one row a session'],
    ['partner history --goal interviews', 'how a goal has come along'],
    ['partner history --wins --since 2026-03-01', 'what has gone well since'],
    ['partner history --csv > sessions.csv', 'a table for a spreadsheet'],
  ],
  reads: 'contract.yaml, checkins/',
  writes: 'nothing',
  onlyReads: () => true,
  run: async (options, context) => await (await import('./show.ts')).showHistory(options, context),
}
