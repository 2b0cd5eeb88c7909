/** Whether a stream gets color. Whoever says no is heard before whoever says yes. */
export function wantsColor(
  stream: { isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
  noColorOption: boolean,
): boolean {
  if (noColorOption || env.NO_COLOR || env.FORCE_COLOR === '0') return false
  if (env.FORCE_COLOR) return true
  return env.TERM !== 'dumb' && stream.isTTY === true
}
