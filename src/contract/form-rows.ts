/** How many rows the paper form has for each side. A contract may have more, and `check` says so. */
export const FORM_ROWS = { roles: 5, learning: 9, support: 9 } as const
