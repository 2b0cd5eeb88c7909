import { Chalk } from 'chalk'

/** What a text is, not which color it has. No role is red: nobody is told off here. */
export interface Style {
  dim(text: string): string
  strong(text: string): string
  accent(text: string): string
  warn(text: string): string
  good(text: string): string
}

/** The roles in color, or as they are. */
export function makeStyle(color: boolean): Style {
  // Left alone, chalk asks the process, and on a terminal it does not heed NO_COLOR.
  const chalk = new Chalk({ level: color ? 1 : 0 })
  return { dim: chalk.dim, strong: chalk.bold, accent: chalk.cyan, warn: chalk.yellow, good: chalk.green }
}
