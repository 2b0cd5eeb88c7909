import { expect, test } from 'vitest'
import { restOfWord } from '../../src/terminal/rest-of-word.ts'

/** What becomes of keys that are typed after the one that was the answer, so many milliseconds apart. */
function typed(keys: string, { key, name, pause = 120 }: { key: string; name: string; pause?: number }) {
  let now = 0
  const rest = restOfWord(() => now)
  rest.begin(key, name)
  const taken = [...keys].filter(each => {
    now += pause
    return rest.takes(each)
  })
  now += pause
  return { taken: taken.join(''), all: rest.isTyped() }
}

test.each([
  ['one', { key: 'd', name: 'done' }, { taken: 'one', all: true }],
  ['ONE', { key: 'd', name: 'done' }, { taken: 'ONE', all: true }],
  ['on', { key: 'd', name: 'done' }, { taken: 'on', all: false }],
  ['ot', { key: 'n', name: 'not done' }, { taken: 'ot', all: true }],
  ['one', { key: 'd', name: 'done, once Ben agrees' }, { taken: 'one', all: true }],
  ['d', { key: 'd', name: 'done' }, { taken: '', all: false }],
  ['ode', { key: 'd', name: 'done' }, { taken: 'o', all: false }],
  ['', { key: 'd', name: 'done' }, { taken: '', all: false }],
  ['ot due', { key: 'l', name: 'not due yet' }, { taken: '', all: false }],
  ['one', { key: 'd', name: 'done', pause: 500 }, { taken: '', all: false }],
])('%j after %j', (keys, chosen, expected) => {
  expect(typed(keys, chosen)).toEqual(expected)
})
