import type { Reporter, TestModule } from 'vitest/node'
import { NEEDS } from './programs.ts'

/** Lists, after all tests, those that were skipped because a program is missing, under what they need. */
export default class Skipped implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = new Map<string, string[]>()
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const result = test.result()
        const note = result.state === 'skipped' ? result.note : undefined
        if (!note?.startsWith(NEEDS)) continue
        skipped.set(note, [...(skipped.get(note) ?? []), `${module.relativeModuleId}: ${test.fullName}`])
      }
    }
    for (const [note, names] of skipped)
      console.log([`\nSkipped ${names.length}: each ${note}`, ...names.map(name => `  ${name}`)].join('\n'))
  }
}
