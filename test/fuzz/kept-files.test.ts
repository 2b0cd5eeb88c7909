import { isAnswer } from './cases.ts'
import { neverBreak } from './trying.ts'

neverBreak('damaged files of a partnership', kind => !isAnswer(kind))
