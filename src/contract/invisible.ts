/** All that fonts leave out, the marks around annotations, and the Braille cell without dots. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb\u2800]/gu

/** A text without the characters that nobody sees. */
export const withoutInvisible = (text: string): string => text.replace(UNSEEN, '')

/** Scripts that are written with joiners (U+200C and U+200D): each shapes the letter before it. */
const JOINED = [
  ...['Arabic', 'Syriac', 'Mongolian', 'Nko', 'Devanagari', 'Bengali', 'Gurmukhi', 'Gujarati', 'Oriya', 'Tamil'],
  ...['Telugu', 'Kannada', 'Malayalam', 'Sinhala', 'Khmer', 'Myanmar', 'Tibetan'],
]

/** Where an invisible character is a part of the writing: a joiner, a variant of a Chinese character, an emoji. */
const WRITTEN = new RegExp(
  [
    `(?<=[${JOINED.map(script => `\\p{Script=${script}}`).join('')}])[\\u200c\\u200d]`,
    '(?<=\\p{Script=Han})[\\ufe00-\\ufe02\\u{e0100}-\\u{e01ef}]',
    '(?<=\\p{Script=Mongolian})[\\u180b-\\u180d\\u180f]',
    '(?<=\\p{Extended_Pictographic})\\ufe0f',
    '(?<=[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f])\\u200d(?=\\p{Extended_Pictographic})',
  ].join('|'),
  'gu',
)

/** The first character of a text that nobody sees and no script needs, as `U+200B`. */
export function invisibleIn(text: string): string | undefined {
  const found = text.replace(WRITTEN, '').match(UNSEEN)?.[0]
  return found && `U+${found.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
}
