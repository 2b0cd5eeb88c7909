import { describe, it } from 'vitest'
import { cutCase, groundOf } from './cases.ts'
import { smallest } from './folder.ts'
import { allOf, HOUR, type Named } from './trying.ts'

/** Between the places of two cuts; with many cases each byte is a place. */
const BYTES = process.env.FUZZ_CASES ? 1 : 3

describe('a file that is cut off is named, and nothing is written:', () => {
  const FILES = [
    'partnership/contract.yaml',
    'partnership/checkins/2026-01-19-a.yaml',
    'partnership/signatures/v1-SHA-a.sign.json',
    'partnership/versions/v1-SHA.yaml',
  ]
  it.each(FILES)(
    '%s',
    async name => {
      const ground = groundOf(await smallest())
      const [file] = Object.keys(ground.before).filter(each => each.replace(/(?<=v1-)[0-9a-f]{8}/, 'SHA') === name)
      const { length } = ground.before[file!]!
      const cuts = Array.from({ length: Math.ceil(length / BYTES) }, (_, place) =>
        cutCase(ground, file!, place * BYTES),
      )
      await allOf(cuts.map((made): Named => [`${made.how}`, made, ground]))
    },
    HOUR,
  )
})
