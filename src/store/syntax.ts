const SEPARATE = 'is not of the form `key: value`, or not indented like its neighbours'
const CLOSE = 'a bracket [ or { is not closed, or what it holds is not indented'
const ODD = 'is not expected here: look for a missing quote, comma or indentation'

const SYNTAX: Readonly<Record<string, (message: string) => string>> = {
  ALIAS_PROPS: () => 'aliases (*) are refused; write the text out instead',
  BAD_ALIAS: () => 'aliases (*) and anchors (&) are refused; put text that starts so in quotes',
  BAD_COLLECTION_TYPE: () => 'tags (!) are refused; put text that starts so in quotes',
  BAD_DIRECTIVE: () => 'a line that starts with % is refused',
  BAD_DQ_ESCAPE: () => 'a backslash in double quotes must be written twice (\\\\)',
  BAD_INDENT: message => (message.startsWith('Flow') ? CLOSE : SEPARATE),
  BAD_PROP_ORDER: () => 'anchors (&) and tags (!) are refused; put text that starts so in quotes',
  BAD_SCALAR_START: () => 'text that starts with this character must be in quotes',
  BLOCK_AS_IMPLICIT_KEY: () => 'a second `: ` stands in this line; put the text in quotes',
  BLOCK_IN_FLOW: () => 'lines of their own cannot stand inside brackets',
  DUPLICATE_KEY: () => 'the same key stands here twice',
  IMPOSSIBLE: () => ODD,
  KEY_OVER_1024_CHARS: () => 'the key is longer than 1024 characters',
  MISSING_CHAR: message => {
    if (message.includes('quote')) return 'a quote is opened and not closed'
    return message.startsWith('Implicit map keys') ? SEPARATE : 'a comma, colon or blank is missing'
  },
  MULTILINE_IMPLICIT_KEY: () => SEPARATE,
  MULTIPLE_ANCHORS: () => 'anchors (&) are refused; put text that starts so in quotes',
  MULTIPLE_DOCS: () => 'a second document starts here; a file holds one',
  MULTIPLE_TAGS: () => 'tags (!) are refused; put text that starts so in quotes',
  NON_STRING_KEY: () => 'a key must be plain text, without anchor, alias, tag or brackets',
  RESOURCE_EXHAUSTION: () => 'is nested too deep',
  TAB_AS_INDENT: () => 'is indented with a tab; use spaces',
  TAG_RESOLVE_FAILED: () => 'tags (!) are refused; put text that starts so in quotes',
  UNEXPECTED_TOKEN: () => ODD,
}

/** What an error of the YAML library means to a person. */
export const syntaxWords = (code: string, message: string): string => SYNTAX[code]?.(message) ?? ODD
