import { beforeAll, describe, expect, it } from 'vitest'
import { needs } from '../support/needs.ts'
import { has } from '../support/programs.ts'
import { changedCase, type Ground, groundOf } from './cases.ts'
import { everyKind } from './folder.ts'
import { allOf } from './trying.ts'

let sealed: Ground
beforeAll(async () => {
  if (has('ssh-keygen')) sealed = groundOf(await everyKind(true))
})

describe('what was found, or would be worst, stays told:', () => {
  /** The bytes of a signature by key, with the same number of others at a place in them. */
  const sealed64 = (text: string, change: (blob: Buffer) => void): string => {
    const [head, ...lines] = text.trimEnd().split('\n')
    const foot = lines.pop()
    const blob = Buffer.from(lines.join(''), 'base64')
    change(blob)
    return [head, ...(blob.toString('base64').match(/.{1,70}/g) ?? []), foot, ''].join('\n')
  }
  const put = (word: string) => (blob: Buffer) => void blob.write(word, blob.lastIndexOf('rsa-sha2-512'), 'latin1')
  const under = (line: string) => (text: string) => text.replace('format: partner/1\n', `format: partner/1\n${line}\n`)

  it.each<[what: string, files: RegExp, change: (text: string) => string]>([
    // ssh-keygen calls it unsupported, which sounded as if a newer one might know it.
    ['a signature made in a way that nobody knows', /\.sig$/, text => sealed64(text, put('rsa-so+\xb4\x1d'))],
    ['a signature made in another way', /\.sig$/, text => sealed64(text, put('rsa-sha2-513'))],
    [
      'a signature with a bit turned',
      /\.sig$/,
      text => sealed64(text, blob => void blob.writeUInt8(blob.at(-9)! ^ 4, blob.length - 9)),
    ],
    ['a statement without its last line end', /a\.sign\.json$/, text => text.trimEnd()],
    [
      'a statement with a key that no program made',
      /a\.sign\.json$/,
      text => text.replace('{', '{\n  "__proto__": {},'),
    ],
    ['a contract after a crash', /contract\.yaml$/, text => `${text.slice(0, 400)}${'\0'.repeat(400)}`],
    ['half a pair as a key', /contract\.yaml$/, under('"\\ud800": x')],
    ['a key that is a part of every object', /contract\.yaml$/, under('constructor: {prototype: {polluted: true}}')],
    ['a prototype behind a sign that is dropped', /checkins/, under('"__pro\\u0001to__": {polluted: true}')],
    ['a check-in of the year 6026', /checkins/, text => text.replaceAll('2026-', '6026-')],
    ['a card of one bracket', /partners\/a/, () => '['],
    ['settings of nothing but marks', /settings/, () => '\xef\xbb\xbf\xef\xbb\xbf'],
    ['half a character', /timeouts/, text => text.replace('Too fast', 'Too \xe2\x82')],
    // It was taken over into the card, and `check` refused that.
    ['a card of another format among the answers', /^init\.json$/, text => text.replace('"timezone"', '"format"')],
    ['lines that end in CR alone', /updates/, text => text.replaceAll('\n', '\r')],
  ])('%s', async (what, files, change) => {
    needs('ssh-keygen')
    await allOf([[what, changedCase(sealed, files, change), sealed]])
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })
})
