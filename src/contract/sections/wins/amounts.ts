/** Names in full or as they are shortened, so that "12 novels" and "2 marathons" are not days. */
const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const OF_A_DATE = new RegExp(`\\b\\d+(?:st|nd|rd|th)?\\s+(?:of\\s+)?${MONTH}\\b|\\b${MONTH}\\s+\\d`, 'i')

/** A goal that stays under its number is not reached by getting there, so its number is left in the words. */
const CEILING = /\b(?:under|below|less than|fewer than|at most|no more than|not more than|down to|maximum|max)\b/i

/** The one number in a sentence, if it is not part of a date: `3 case studies online`. */
export function countIn(said: string): number | undefined {
  const counts = said.match(/\d+(?:\.\d+)?/g)
  return counts?.length === 1 && !OF_A_DATE.test(said) && !CEILING.test(said) ? Number(counts[0]) : undefined
}

/** Digits that say when, and not how much: dates, ranges of days, years and times of day. */
const WHEN = new RegExp(
  [
    '\\b\\d{4}-\\d\\d-\\d\\d\\b',
    '\\b\\d{1,2}[/.]\\d{1,2}[/.]\\d{2,4}\\b',
    '\\b\\d{1,2}[:.]\\d\\d\\s*(?:am|pm)\\b|\\b\\d{1,2}:\\d\\d\\b|\\b\\d{1,2}\\s*(?:am|pm)\\b',
    `\\b\\d{1,2}(?:st|nd|rd|th)?(?:\\s*(?:-|–|to|and)\\s*\\d{1,2}(?:st|nd|rd|th)?)?\\s+(?:of\\s+)?${MONTH}\\b`,
    `\\b${MONTH}\\s+\\d{1,2}(?:st|nd|rd|th)?\\b`,
    '\\b(?:19|20)\\d\\d\\b',
    '\\b\\d+(?:st|nd|rd|th)\\b',
  ].join('|'),
  'gi',
)

const COUNTED_IN_WORDS =
  /\b(?:two(?! of (?:us|you))|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand|dozen|twice)\b/i

/** Whether a sentence says how much: a number or a number word that is not part of a date or a time of day. */
export function saysHowMuch(said: string): boolean {
  const rest = said.replace(WHEN, ' ')
  return /\p{Nd}/u.test(rest) || COUNTED_IN_WORDS.test(rest)
}
