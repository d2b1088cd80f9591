// Messages of the search room name queries between backticks; on a page they are set as code.

export function InlineCode({ text }: { readonly text: string }) {
  return text.split('`').map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move.
      <code key={index}>{part}</code>
    ) : (
      part
    ),
  )
}
