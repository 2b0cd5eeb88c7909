import { describe, it } from 'vitest'
import { cutCase, groundOf } from './cases.ts'
import { smallest } from './folder.ts'
import { allOf, HOUR, type Named } from './trying.ts'

describe('a file that is cut off after any of its bytes is named, and nothing is written:', () => {
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
      const cuts = Array.from({ length }, (_, cut) => cutCase(ground, file!, cut))
      await allOf(cuts.map((made): Named => [`${made.how}`, made, ground]))
    },
    HOUR,
  )
})
