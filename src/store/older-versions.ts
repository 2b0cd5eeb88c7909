import { type Contract, contractSchema } from '../contract/contract.ts'
import type { Frozen } from '../signature/statement.ts'

/** The contracts that somebody signed, as far as they can be read: older records name what stands in them. */
export const signedContracts = (frozen: readonly Frozen[]): Contract[] =>
  frozen.flatMap(({ data }) => contractSchema.safeParse(data).data ?? [])
