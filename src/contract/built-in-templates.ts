/** The kinds of contract that come with the program, and for whom each is. `own` is the pair's, kept beside the contract. */
export const BUILT_IN = [
  { id: 'pair', summary: 'Two people, any goal' },
  { id: 'career', summary: 'Two people who want to move in their work' },
  { id: 'peers', summary: 'Colleagues or peer coaches: goals and days first' },
  { id: 'civic', summary: 'A government office and a community organization' },
] as const

export const TEMPLATES = BUILT_IN.map(({ id }) => id)
