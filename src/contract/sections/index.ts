import { agreements } from './agreements/index.ts'
import { firstSteps } from './first-steps.ts'
import { learning } from './learning.ts'
import { partners } from './partners.ts'
import { principles } from './principles.ts'
import { purpose } from './purpose.ts'
import { roles } from './roles.ts'
import { support } from './support.ts'
import { wins } from './wins/index.ts'

/**
 * THE list of sections, in the order in which they are asked and written. The contract's type and checks, the
 * talk, the review, the page, help and tests are made from it: a new section is one file and one line here.
 */
export const SECTIONS = [partners, wins, purpose, roles, principles, learning, support, agreements, firstSteps] as const
