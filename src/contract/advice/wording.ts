/**
 * The rules of good wording. The talk asks them as small questions after a sentence, and `check` lists them: both
 * read them here. They know English only and say nothing about other languages.
 */
export interface WordingRule {
  id: string
  /** The lists it looks at. */
  about: readonly Sentence[]
  test(text: string): boolean
  /** What is noticed, as a sentence around the text. */
  notice(text: string): string
  /** What to ask; Enter keeps the text. */
  ask: string
  /** Why, for `?` and for `check`. */
  reason: string
}

type Sentence = 'principle' | 'objective'

const NEGATIVE = /\b(not|never|stop|avoid|less|no longer)\b|\b\w+n['’]t\b/i
const DEFICIENCY = /\bI(?:['’]m| am| need to| have to| must)?\s+(stop|lack|bad at|terrible at|fail)\b/i
const FIRST_PERSON = /^\s*(I|I['’]m|My)\b/

export const WORDING: readonly WordingRule[] = [
  {
    id: 'deficiency-wording',
    about: ['objective'],
    test: text => DEFICIENCY.test(text),
    notice: text => `"${text}" names what is lacking.`,
    ask: 'How does it sound when it has worked?',
    reason: 'A sentence about what you do is easier to practise than one about what you lack.',
  },
  {
    id: 'negative-wording',
    about: ['principle', 'objective'],
    // "I need to stop …" is told as a lack, once.
    test: text => NEGATIVE.test(text) && !DEFICIENCY.test(text),
    notice: text => `"${text}" says what you won't do.`,
    ask: 'Say what you will do instead?',
    reason: 'Both of you can see a thing happen. Nobody can see a thing not happen.',
  },
  {
    id: 'affirmation',
    about: ['objective'],
    test: text => !FIRST_PERSON.test(text),
    notice: text => `"${text}" could be said by anyone.`,
    ask: 'Say it as yours, now: "I …"?',
    reason: 'An objective that begins with "I" and is said in the present tense is a promise to yourself.',
  },
]

export const isEnglish = (language: string): boolean => /^en\b|^english\b/i.test(language)

/** The first rule about such a text that has something to say; none for a language other than English. */
export const wordingAdvice = (about: Sentence, text: string, language = 'en'): WordingRule | undefined =>
  isEnglish(language) && text ? WORDING.find(rule => rule.about.includes(about) && rule.test(text)) : undefined
