import { type JsonSchema, jsonSchema, type WordsByPath } from '../contract/json-schema.ts'
import { missedSchema, recordSchema } from './record.ts'
import { timeOutSchema } from './time-out.ts'
import { updateSchema } from './update.ts'

/** What the parts of a record are for. */
const PARTS: Readonly<Record<string, string>> = {
  session: 'When it was, and who was there. With held: false, that it did not take place, and why.',
  'session.planned': 'The day that was agreed, where it was another one.',
  'session.recordedBy': 'Who wrote this file; it is in its name, too.',
  'session.held': 'false where the session did not take place.',
  contractVersion: 'Which version of the contract it was about.',
  followUp: 'What became of the steps that were open.',
  'followUp.*.step': 'The id of the step, as in an earlier check-in or in firstSteps.',
  'followUp.*.lesson': 'What got in the way, and what did you learn?',
  'followUp.*.confirmedBy': "Letting go of a step is its owner's to say, where the owner was not there.",
  goals: 'How the goals stand.',
  'goals.*.win': 'The id of the win in the contract.',
  'goals.*.value': 'A number, or words where it cannot be counted.',
  'goals.*.review': 'From time to time: is it still the right goal? The contract changes only by amend.',
  'goals.*.confirmedBy': "Finishing a goal is its owner's to say, where the owner was not there.",
  wins: 'What went well, however small.',
  obstacles: 'What gets in the way, and who helps.',
  topics: 'What you talked about.',
  ideas: 'What came to mind.',
  feedback: 'What each of you saw the other do, and what it did.',
  question: 'A question that both of you answered.',
  concerns: 'What one of you worries about. An older one is named again by its id.',
  'concerns.*.confirmedBy': 'Only the partner who raised a concern can resolve it: needed if they were not there.',
  answers: 'Answers to open questions about the other organization.',
  pulse: 'How safe and how awake each of you feels, from 1 to 5.',
  practice: 'What each of you practised of the learning in the contract.',
  rolesDiscussed: 'The ids of the roles that came up.',
  nextSteps: 'What each of you will do, and by when. The program gives the ids.',
  'nextSteps.*.checkOn': 'The day on which you look at it half-way. status names it.',
  measures: 'What will help you both to do it.',
  timeOut: 'The time-out signal was used.',
  meetingFeedback: 'How this session was, as a session.',
  notes: 'Anything else to keep.',
  nextSession: 'The day of the next session, where the rule in the contract says another.',
}

/** What the parts of a time-out are for. */
const TIME_OUT_PARTS: Readonly<Record<string, string>> = {
  by: 'Who gave the sign.',
  date: 'The day of the time-out.',
  note: 'What is good to know about it.',
  resolved: 'The day on which you talked about it; until then it is open.',
  confirmedBy: 'The partner who asked for it confirms that you talked: needed if the other partner wrote it.',
}

/** What the parts of an update are for, where that is not as in a record. */
const UPDATE_PARTS: Readonly<Record<string, string>> = {
  ...PARTS,
  session: 'The session that this was prepared for, and whose it is.',
  'session.by': 'Who prepared it; it is in the name of the file, too.',
  followUp: 'What became of your own steps.',
  goals: 'How your own goals stand, and the shared ones.',
  obstacles: 'What gets in your way, and what help you want.',
  topics: 'What you want to talk about.',
  question: 'The open question of the session, and your answer.',
  concerns: 'What has not been said yet. Both of you read it.',
  need: 'What you need from each other when you meet.',
}

const wordsOf = (parts: Readonly<Record<string, string>>): WordsByPath =>
  new Map(Object.entries(parts).map(([path, description]) => [path, { description }]))

/**
 * JSON Schema of a check-in. A session that was missed is told by `held: false`, so that an editor says what is wrong
 * with the kind of record that was meant.
 */
export function checkInForEditors(): JsonSchema {
  const { $schema, ...took } = jsonSchema(recordSchema, wordsOf(PARTS))
  const { $schema: _, ...missed } = jsonSchema(missedSchema, wordsOf(PARTS))
  const only = Object.keys(took.properties ?? {}).filter(key => !missed.properties?.[key])
  const none = Object.fromEntries(only.map(key => [key, false]))
  return {
    $schema,
    title: 'A check-in',
    description: 'The record of one session, by one of you or by both.',
    if: {
      required: ['session'],
      properties: { session: { required: ['held'], properties: { held: { const: false } } } },
    },
    then: { ...missed, properties: { ...missed.properties, ...none } },
    else: took,
  }
}

/** JSON Schema of a file in timeouts/. */
export const timeOutForEditors = (): JsonSchema => ({
  title: 'A time-out',
  description: 'The sign for a pause was given, or you have talked about it since.',
  ...jsonSchema(timeOutSchema, wordsOf(TIME_OUT_PARTS)),
})

/** JSON Schema of a file in updates/. */
export const updateForEditors = (): JsonSchema => ({
  title: 'An update',
  description: 'What one of you prepared alone for a session.',
  ...jsonSchema(updateSchema, wordsOf(UPDATE_PARTS)),
})
