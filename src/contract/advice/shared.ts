import { filled } from '../asking.ts'
import { missingIn } from '../contract.ts'
import { longDay } from '../day.ts'
import { pathOf } from '../draft.ts'
import { FORM_ROWS } from '../form-rows.ts'
import { haveDays } from '../meetings.ts'
import { OWNERS } from '../people.ts'
import { SPOKEN } from '../sections/agreements/index.ts'
import { LEARNING_KINDS } from '../sections/learning.ts'
import { WEEKDAY_NAMES, weekdayFor } from '../weekdays.ts'
import type { AdviceRule } from './rule.ts'

/** The rules over the contract as a whole. */
export const sharedRules: readonly AdviceRule[] = [
  {
    id: 'not-yet-signable',
    reason: 'These few things make it a partnership contract; without them no one can sign.',
    remedy: 'Continue with the questions, or add it: partner amend',
    // If someone signed it, it can be signed.
    find: ({ contract, signed = [] }) =>
      (signed.length ? [] : missingIn(contract)).map(({ path, words }) => ({
        path: pathOf(path.split(' or ')[0]!),
        what: `${words} is still missing`,
        where: { missing: path },
      })),
  },
  {
    id: 'empty-agreement',
    reason: 'What is agreed on a good day carries you through a bad one.',
    remedy: 'Agree on it when you have an hour, or leave it on purpose: partner amend agreements',
    find: ({ contract }) =>
      // The time-out signal is mandatory, and told above.
      SPOKEN.filter(({ key }) => key !== 'timeOut' && !filled(contract, `agreements.${key}`)).map(({ key, label }) => ({
        path: ['agreements', key],
        what: `nothing is agreed about ${label.toLowerCase()}`,
        where: { agreement: key },
      })),
  },
  {
    id: 'meetings-without-days',
    reason:
      'Months are counted from a first meeting, and days of the month have to be named; else no session ever comes.',
    remedy: 'Agree on the first day: partner amend agreements',
    find: ({ contract: { agreements } }) =>
      // Weeks without a first day are counted from session to session.
      agreements.meetings.unit === undefined || agreements.meetings.unit === 'week' || haveDays(agreements.meetings)
        ? []
        : [
            {
              path: ['agreements', 'meetings'],
              what: 'no day of meeting follows from what is agreed',
              where: { unit: agreements.meetings.unit },
            },
          ],
  },
  {
    id: 'first-on-another-weekday',
    reason: 'The first meeting and the weekday say different days, so that no session falls on the first one.',
    remedy: 'Make them one: partner amend agreements',
    find: ({ contract: { agreements } }) => {
      const { unit, weekday, first } = agreements.meetings
      // Days of the month have no weekday.
      if (!weekday || !first || unit === 'days' || weekdayFor(first) === weekday) return []
      return [
        {
          path: ['agreements', 'meetings', 'weekday'],
          what: `you meet on a ${WEEKDAY_NAMES[weekday]}, and the first meeting is on ${longDay(first)}`,
          where: { weekday, first },
        },
      ]
    },
  },
  {
    id: 'longer-than-the-form',
    reason: 'The paper form has fewer rows. More is fine; fewer are easier to keep.',
    remedy: 'Which of them matter most? The others may wait: partner amend',
    find: ({ contract: { roles, learning, support } }) =>
      [
        ...OWNERS.map(owner => ({ section: 'roles' as const, list: [owner], rows: roles[owner] })),
        ...LEARNING_KINDS.flatMap(kind =>
          OWNERS.map(owner => ({ section: 'learning' as const, list: [kind, owner], rows: learning[kind][owner] })),
        ),
        ...OWNERS.map(owner => ({ section: 'support' as const, list: [owner], rows: support[owner] })),
      ].flatMap(({ section, list, rows }) =>
        rows.length > FORM_ROWS[section]
          ? [
              {
                path: [section, ...list],
                what: `there are ${rows.length} rows, and the form has ${FORM_ROWS[section]}`,
                where: { section, list: list.join('.') },
              },
            ]
          : [],
      ),
  },
]
