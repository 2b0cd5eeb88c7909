/** A time of day as people write it (`18:30`, `6.30 pm`, `7pm`, `1830`) as `18:30`; undefined where it is none. */
export function readClock(said: string): string | undefined {
  const match = /^(?:at\s+)?(\d{1,2})(?:[:.h]?([0-5]\d))?\s*(am|pm|a\.m\.|p\.m\.|h|o'clock)?$/i.exec(said.trim())
  if (!match) return undefined
  const half = match[3]?.[0]?.toLowerCase()
  const hour = Number(match[1])
  const noon = half === 'p' && hour < 12 ? 12 : half === 'a' && hour === 12 ? -12 : 0
  const time = hour + noon
  if (time > 23 || (half && 'ap'.includes(half) && (hour > 12 || hour === 0))) return undefined
  return `${String(time).padStart(2, '0')}:${match[2] ?? '00'}`
}
