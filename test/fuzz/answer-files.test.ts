import { isAnswer } from './cases.ts'
import { neverBreak } from './trying.ts'

neverBreak('damaged answer files', isAnswer)
