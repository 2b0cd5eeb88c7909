/** The names that the program reads and writes in a partnership's folder. Everything else in it is the pair's own. */
export const FILES = [
  ...['contract.yaml', 'settings.yaml', 'template.yaml', 'fit.yaml'],
  ...['README.md', '.gitattributes', '.gitignore'],
] as const

/** Its subfolders. Every file in them is of a kind that the program knows, or is reported. */
export const FOLDERS = [
  ...['partners', 'versions', 'signatures', 'checkins', 'updates', 'timeouts', 'parts', 'schema'],
] as const

/** Where answers are kept until they are recorded; hidden, and not shared. */
export const DRAFTS = '.draft'
