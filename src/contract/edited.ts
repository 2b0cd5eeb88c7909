/** The name of a text while it is edited in the person's own editor. */
export const EDITED = 'text.txt'

/** The text of that file: editors end it with a line end, and some end each line in their own way. */
export const asTyped = (text: string): string => text.replaceAll('\r\n', '\n').replace(/\n$/, '')
