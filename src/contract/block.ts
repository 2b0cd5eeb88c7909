/**
 * What can be printed. Texts are plain: whoever lays a block out escapes them, so that no section ever thinks
 * about Markdown or HTML.
 */
export type Block =
  /** `level` 1 is the title of the page. */
  | { kind: 'heading'; level: 1 | 2 | 3; text: string }
  /** `note` is set apart as explanation; other paragraphs are what the pair wrote. */
  | { kind: 'paragraph'; text: string; note?: boolean }
  /** A name and what was agreed under it. `lines` is how many lines the paper form leaves for a pen. */
  | { kind: 'item'; label: string; text: string; lines?: number }
  | { kind: 'list'; items: readonly ListItem[]; ordered?: boolean; lines?: number }
  /** `formRows` is how many rows the paper form has; only a blank form is filled up to it. */
  | { kind: 'table'; columns: readonly string[]; rows: readonly (readonly string[])[]; formRows?: number }
  /** A line to sign on; filled when somebody signed. */
  | { kind: 'signature'; name: string; signed?: { name: string; date: string } }
  | { kind: 'footer'; lines: readonly string[] }

/** A list entry with what belongs under it. */
export interface ListItem {
  text: string
  details?: readonly { label: string; text: string }[]
}
