// Characters that draw nothing, or turn the text around them, written so that a reader sees them.
// With them a line of code can look like another one (CVE-2021-42574).

// Controls but tab and line feed, bidirectional controls, zero width, invisible operators, tags, and
// what is no character, which XML forbids.
const unseen =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\uFFFE\uFFFF\u{E0000}-\u{E007F}]|[\uD800-\uDFFF]/gu

/** A joiner between emoji, or in scripts that need it to be spelt, is what it should be. */
const joined =
  /(?:\uFE0F|[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}])$/u

/** Most text is ASCII, which is told several times faster than what is in it. */
const plain = /^[\t\n -~]*$/

/** The text with `[U+202E]` for a character nobody would see. */
export function showText(text: string): string {
  if (plain.test(text)) return text
  unseen.lastIndex = 0
  if (!unseen.test(text)) return text
  return text.replaceAll(unseen, (character, at: number) => {
    const isJoiner = character === '\u200D' || character === '\u200C'
    if (isJoiner && joined.test(text.slice(Math.max(0, at - 2), at))) return character
    // Mail of other systems ends lines with both; the first is no more than a line end.
    if (character === '\r' && text[at + 1] === '\n') return ''
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
    return `[U+${code}]`
  })
}
