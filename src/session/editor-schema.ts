import { type JsonSchema, jsonSchema, type WordsByPath } from '../contract/json-schema.ts'
import { missedSchema, recordSchema } from './record.ts'

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
  answers: 'Answers to open questions about the other organization.',
  pulse: 'How safe and how awake each of you feels, from 1 to 5.',
  practice: 'What each of you practised of the learning in the contract.',
  rolesDiscussed: 'The ids of the roles that came up.',
  nextSteps: 'What each of you will do, and by when. The program gives the ids.',
  measures: 'What will help you both to do it.',
  timeOut: 'The time-out signal was used.',
  meetingFeedback: 'How this session was, as a session.',
  notes: 'Anything else to keep.',
  nextSession: 'The day of the next session, where the rule in the contract says another.',
}

const words: WordsByPath = new Map(Object.entries(PARTS).map(([path, description]) => [path, { description }]))

/**
 * JSON Schema of a check-in. A session that was missed is told by `held: false`, so that an editor says what is wrong
 * with the kind of record that was meant.
 */
export function checkInForEditors(): JsonSchema {
  const { $schema, ...took } = jsonSchema(recordSchema, words)
  const { $schema: _, ...missed } = jsonSchema(missedSchema, words)
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
