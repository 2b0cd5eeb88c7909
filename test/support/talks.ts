import { holdInitTalk, type InitSurroundings, type InitTalk } from '../../src/interview/init-talk.ts'
import type { Ask, Prompter } from '../../src/interview/prompter.ts'
import { type Script, type Talked, walk } from '../../src/interview/walk.ts'
import { scripted } from './script.ts'
import { plainTemplate } from './template.ts'

/** What Ana and Ben answer, by the id of the question, in the order of asking. */
export type Said = Readonly<Record<string, string>>

/** The day of the talks that no clock is needed for. */
export const TODAY = '2026-01-05'

/** The short talk, with wins that say how much and until when, so that nothing is hinted at. */
export const shortTalk: Said = {
  'partners.a.name': 'Ana Reyes',
  'partners.b.name': 'Ben Okafor',
  'wins.big.0.text': 'Two jobs we chose on purpose, by 31 October 2031',
  'wins.a.0.text': '3 case studies published, by 31 August 2031',
  'wins.b.0.text': 'The June exam passed with 60 or better, by 10 June 2031',
  'roles.a.0.primary': 'Run the interviews',
  'roles.b.0.primary': 'Keep the study plan',
  'principles.0': 'We tell each other bad news on the day we learn it.',
  'agreements.timeOut': '"Tea?" Then twenty minutes without phones.',
  'agreements.meetings.rhythm': 'weekly',
  'agreements.meetings.first': '2031-01-13',
  'agreements.meetings.time': '18.30',
  'firstSteps.a': 'Write the interview guide, by 10 January 2031',
  'firstSteps.b': 'Put the chapters on a calendar',
}

/** The full talk of a usual pair: two wins and two roles each, and something in every section. */
export const fullTalk: Said = {
  'partners.a.name': 'Ana Reyes',
  'partners.b.name': 'Ben Okafor',
  'wins.big.0.text': 'Both of us work in a job we chose on purpose',
  'wins.big.0.measure': '2 signed offers, by 31 October 2031',
  'wins.big.1.text': 'A flat that is warm in winter',
  'wins.big.1.measure': '19 degrees in every room, by 30 November 2031',
  'wins.big.2.text': '',
  'wins.confirmed': 'a b',
  'wins.a.0.text': 'Three case studies published',
  'wins.a.0.measure': '3 case studies online, by 31 August 2031',
  'wins.a.1.text': 'Speak in front of people',
  'wins.a.1.measure': '4 talks held, by 1 December 2031',
  'wins.a.2.text': '',
  'wins.b.0.text': 'Pass the June exam',
  'wins.b.0.measure': '60 or better, by 10 June 2031',
  'wins.b.1.text': 'Run again',
  'wins.b.1.measure': '10 km in one go, by 1 May 2031',
  'wins.b.2.text': '',
  'wins.success.a': 'I stop hiding my notebook.',
  'wins.success.b': 'I sleep before exams.',
  purpose: 'We both want work we chose, and company on the way to it.',
  'roles.a.0.primary': 'Run the interviews',
  'roles.a.0.secondary': 'I listen to one recording every two weeks',
  'roles.a.0.tertiary': 'I lend the quiet kitchen',
  'roles.a.1.primary': 'Book the rooms',
  'roles.a.1.secondary': 'I call when they do not answer',
  'roles.a.1.tertiary': 'I ask my cousin',
  'roles.a.2.primary': '',
  'roles.b.0.primary': 'Keep the study plan',
  'roles.b.0.secondary': 'I ask questions every two weeks',
  'roles.b.0.tertiary': 'I know a tutor',
  'roles.b.1.primary': 'Train three times a week',
  'roles.b.1.secondary': 'I run along on Sundays',
  'roles.b.1.tertiary': 'I have spare shoes',
  'roles.b.2.primary': '',
  'principles.0': 'We tell each other bad news on the day we learn it.',
  'principles.1': 'We ask what the other meant before we assume.',
  'principles.2': 'We keep our phones away while we talk.',
  'principles.3': '',
  learning: 'now',
  'learning.mindset.a.0': 'I treat a no as information.',
  'learning.mindset.a.1': '',
  'learning.mindset.b.0': 'I see rest as part of the plan.',
  'learning.mindset.b.1': '',
  'learning.behavior.a.0': 'I publish at eighty percent.',
  'learning.behavior.a.1': '',
  'learning.behavior.b.0': 'I ask for help while there is still time.',
  'learning.behavior.b.1': '',
  'learning.skill.a.0': 'I run an interview with a guide.',
  'learning.skill.a.1': '',
  'learning.skill.b.0': 'I build a forecast in an hour.',
  'learning.skill.b.1': '',
  'support.a.0': 'When you study, I take the phone calls.',
  'support.a.1': 'When you miss twice in a row, I say so.',
  'support.a.2': '',
  'support.b.0': 'When you cancel a walk, I ask once, kindly.',
  'support.b.1': 'When you have an interview, I hear you rehearse.',
  'support.b.2': '',
  'agreements.timeOut': '"Tea?" Then twenty minutes without phones.',
  'agreements.coaching': 'Half the time each, questions first.',
  'agreements.feedback': 'What I saw, what it did, what I would like.',
  'agreements.conflict': 'We say so within two days.',
  'agreements.celebration': 'A voice message, with singing.',
  'agreements.meetings.rhythm': 'biweekly',
  'agreements.meetings.first': '2031-01-13',
  'agreements.meetings.time': '18:30',
  'agreements.confidentiality.level': 'ask',
  'agreements.overt.0': 'Whoever is late buys the coffee.',
  'agreements.overt.1': '',
  'firstSteps.a': 'Write the interview guide, by 10 January 2031',
  'firstSteps.b': 'Put the chapters on a calendar',
}

/** A talk about a contract and all that was asked and saved in it, from the first question or from a kept state. */
export async function hold(
  prompter: Prompter,
  start: Partial<InitTalk> = {},
  more: Partial<InitSurroundings> = {},
  reviewFirst = false,
): Promise<{ draft: unknown; saved: InitTalk[] }> {
  const saved: InitTalk[] = []
  const draft = await holdInitTalk(
    { template: 'pair', depth: 'short', draft: {}, trail: [], ...start },
    {
      prompter,
      template: plainTemplate,
      today: TODAY,
      timezone: 'Europe/Dublin',
      save: async talk => void saved.push(JSON.parse(JSON.stringify(talk))),
      ...more,
    },
    reviewFirst,
  )
  return { draft, saved }
}

/** Asks until the end with these answers, each question once. */
export async function straight(script: Script, said: Said): Promise<{ talked: Talked; asked: Ask[] }> {
  const prompter = scripted(said)
  const talked = await walk(script, { draft: {}, trail: [] }, { prompter, save: async () => {} })
  return { talked, asked: prompter.asked }
}
