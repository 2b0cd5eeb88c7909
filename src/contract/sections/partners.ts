import * as z from 'zod/mini'
import { filled, text } from '../asking.ts'
import type { Block } from '../block.ts'
import { textAt } from '../draft.ts'
import { label, open, personName } from '../field.ts'
import { isSameName, OWNERS } from '../people.ts'
import { defineSection } from '../section.ts'

const partner = open({
  name: z.optional(personName),
  display: z.optional(personName),
  role: z.optional(label),
  organization: z.optional(label),
  representative: z.optional(personName),
})

export const partners = defineSection({
  id: 'partners',
  part: 0,
  title: 'Who we are',
  why: 'Every later question calls you by your names, and the contract is between these two names.',
  schema: z.prefault(
    open({ a: z.prefault(partner, {}), b: z.prefault(partner, {}) }).check(context => {
      // A third partner half-supported would be worse than none (INI-12).
      for (const key of Object.keys(context.value).filter(key => /^[c-z]$/.test(key)))
        context.issues.push({
          code: 'custom',
          path: [key],
          message: 'is a third partner, and a partnership here has two: a and b',
          input: context.value,
        })
      const [a, b] = [context.value.a, context.value.b].map(partner => partner.display ?? partner.name)
      if (a && b && isSameName(a, b))
        context.issues.push({
          code: 'custom',
          path: ['b', context.value.b.display ? 'display' : 'name'],
          message: `is what the first partner is called, too. Add a surname, or a short name (display) that is different`,
          input: context.value,
        })
    }),
    {},
  ),
  example: {
    a: { name: 'Ana Reyes', display: 'Ana', role: 'Researcher' },
    b: { name: 'Ben Okafor', organization: 'Harbour Trust', representative: 'Lin Wu' },
  },
  questions: draft =>
    OWNERS.flatMap((owner, index) => {
      const at = `partners.${owner}`
      const name = textAt(draft, `${at}.name`) || `Partner ${owner.toUpperCase()}`
      const detail = (key: string, label: string, say: string, example: string) =>
        text(`${at}.${key}`, { label: `${name}: ${label}`, say, example, depth: 'detail', who: owner })
      return [
        text(`${at}.name`, {
          label: index === 0 ? 'First name and surname' : "The other partner's name",
          say:
            index === 0
              ? 'Who is the first of you? The full name, as it should stand in the contract.'
              : 'And who is the second?',
          why: 'The contract is between two people or organizations, and it is signed with these names.',
          example: index === 0 ? 'Ana Reyes' : 'Ben Okafor',
          depth: 'short',
          required: true,
        }),
        detail('display', 'short name', `What shall ${name} be called here?`, 'Ana'),
        detail('role', 'what they do', `What does ${name} do?`, 'Project coordinator, learning research'),
        detail('organization', 'organization', `Does ${name} stand for an organization? Which?`, 'Harbour Trust'),
        detail('representative', 'representative', `Who speaks and signs for ${name}?`, 'Lin Wu, director'),
      ]
    }),
  blocks: (data, { names, blank }): Block[] =>
    blank
      ? ['First partner', 'Second partner'].map(label => ({ kind: 'item', label, text: '', lines: 1 }))
      : [
          {
            kind: 'paragraph',
            text: `Between ${OWNERS.map(owner => inFull(data[owner], names[owner])).join(' and ')}`,
          },
        ],
  summary: draft => OWNERS.map(owner => textAt(draft, `partners.${owner}.name`) || '?').join(' and '),
  missing: draft =>
    OWNERS.map((owner, index) => ({
      path: `partners.${owner}.name`,
      words: `the ${index === 0 ? 'first' : 'second'} name`,
    })).filter(({ path }) => !filled(draft, path)),
})

function inFull(data: z.output<typeof partner>, fallback: string): string {
  const name = data.name?.trim() || fallback
  const display = data.display?.trim()
  const parts = [
    display && display !== name ? `"${display}"` : '',
    data.role,
    data.organization,
    data.representative && `represented by ${data.representative}`,
  ].filter(Boolean)
  return parts.length ? `${name} (${parts.join(', ')})` : name
}
