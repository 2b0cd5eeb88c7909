/**
 * How many questions are asked, as measured by test/interview/counts.test.ts. The documents that name a number are
 * checked against these.
 */
export const QUESTIONS = {
  /** The short talk, with wins that say how much or until when. */
  short: 14,
  /** The full talk of a usual pair: two wins and two roles each, something in every section. */
  full: 71,
  /** A check-in with four open steps that are done, six goals that have not moved, and one next step each. */
  checkin: 23,
  /** The keys that are pressed in it, the typed words included. */
  checkinKeys: 100,
  /** The same with a sentence of sixty letters at each win, feedback, concern and next step. */
  checkinKeysInSentences: 463,
  /** The same session in full, with one learning objective each, one role, nothing in the way and nothing new unsaid. */
  fullCheckin: 53,
} as const
