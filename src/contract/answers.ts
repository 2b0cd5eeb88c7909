import * as z from 'zod/mini'
import { profiles } from './card.ts'
import { contractSchema } from './contract.ts'

/** What an answer file for a new contract may hold: a contract, and the partners' own profiles. */
export const answersSchema = z.extend(contractSchema, { [profiles.id]: profiles.schema })
