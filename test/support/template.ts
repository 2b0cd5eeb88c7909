import type { Template } from '../../src/contract/template.ts'

/** The plain form, without words of its own. */
export const plainTemplate: Template = {
  format: 'partner-template/1',
  name: 'pair',
  summary: 'the plain form',
  order: [],
  leaveOut: [],
  questions: {},
}
