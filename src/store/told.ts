/** A file in which more than this is wrong has another trouble than the rest. */
const MOST = 100

/** The first findings in one file, as they are told, and how many more there are; `as` says what all of them are. */
export const told = <Found, Told>(
  found: readonly Found[],
  tell: (one: Found) => Told,
  more: (what: string) => Told,
  as = 'wrong',
): Told[] => [
  ...found.slice(0, MOST).map(tell),
  ...(found.length > MOST ? [more(`and ${found.length - MOST} more that are ${as}`)] : []),
]
