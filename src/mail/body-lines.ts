// The lines of a message as its page numbers them: those of its parts one after the other. Whoever
// names a line and whoever draws it counts here.

interface TextPart {
  readonly text: string
}

/** The text of a part as it is shown; a part without text has no line. */
export function toShownLines({ text }: TextPart): readonly string[] {
  return text === '' ? [] : text.trimEnd().split('\n')
}

/** All lines of a message; line 1 is the first. */
export function listBodyLines(parts: readonly TextPart[]): readonly string[] {
  return parts.flatMap(toShownLines)
}
