// What a reader types to find frames: a regular expression where it is one, else plain text.

/** Long ones can be made to take for ever, and no name needs them. */
export const wantedLengthMax = 80

export function toMatcher(wanted: string): (name: string) => boolean {
  const text = wanted.trim().slice(0, wantedLengthMax)
  if (text === '') return () => true
  // Only letters, dots and alternatives: repeated groups could be made to backtrack for ever.
  if (/^[\w.$^|\s-]+$/u.test(text)) {
    try {
      const pattern = new RegExp(text, 'iu')
      return (name) => pattern.test(name)
    } catch {
      // Half typed: as plain text below.
    }
  }
  const plain = text.toLowerCase()
  return (name) => name.toLowerCase().includes(plain)
}
