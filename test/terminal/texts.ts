import fc from 'fast-check'

/** Texts that terminals and libraries count differently. */
export const nastyTexts = [
  '我们每个星期一都说真话',
  '한국어 문장',
  '한국어 문장'.normalize('NFD'),
  'สวัสดีครับ',
  'हिन्दी में',
  'مَرحَبا بك',
  '👨‍👩‍👧‍👦 family',
  '🇩🇪🇫🇷 flags',
  '🏴󠁧󠁢󠁳󠁣󠁴󠁿 Scotland',
  '👍🏽🫱🏽‍🫲🏿 hands',
  '1️⃣ first ❤️ ☺ 🩷',
  'e\u0301te\u0301 Z͑ͫ̓a̴l̵g̶o̷',
  'ﾊﾝｶｸ ｶﾞ',
  '… › · ⏎ —',
  'averyveryverylongwordwithoutanyspaceinit',
]

/** Any text without what a terminal obeys, and mixtures of the nasty ones. */
export const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc
    .array(fc.oneof(fc.constantFrom(...nastyTexts), fc.string({ unit: 'grapheme', maxLength: 9 })))
    .map(words => words.join(' ')),
)
