/** Milliseconds between two keys of one word, at most. */
const TYPING = 400

/** The rest of the word whose first letter was an answer. */
export interface RestOfWord {
  /** A key was the answer: it chose what has this name. */
  begin(key: string, name: string): void
  /** Whether a key is the next letter of it, typed right after the one before. */
  takes(key: string): boolean
  /** Whether all of it was typed just now, and nothing else. */
  isTyped(): boolean
}

/**
 * Whoever types `done` and Enter where `d` is the answer means that one answer: what follows of the word is none to
 * the next question.
 */
export function restOfWord(now: () => number = () => performance.now()): RestOfWord {
  let word = ''
  let left = ''
  let at = 0
  const isFresh = () => now() - at < TYPING
  return {
    begin(key, name) {
      word = name.toLowerCase().startsWith(key)
        ? (/^\p{L}*/u.exec(name.slice(key.length))?.[0].toLowerCase() ?? '')
        : ''
      left = word
      at = now()
    },
    takes(key) {
      const isNext = isFresh() && key !== '' && left.startsWith(key.toLowerCase())
      if (!isNext) word = ''
      left = isNext ? left.slice(key.length) : ''
      at = now()
      return isNext
    },
    isTyped: () => word !== '' && left === '' && isFresh(),
  }
}
