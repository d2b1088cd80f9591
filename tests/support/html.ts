// Reads the elements off a page. Only as much HTML as React writes: every attribute in double
// quotes and escaped, no comments inside tags. The browser tests see the pages as browsers do.

export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  /** What stands between the tags of a script, style or title; empty for the others. */
  readonly text: string
}

const tagPattern =
  /<!--[\s\S]*?-->|<(?<name>[a-z][a-z0-9-]*)(?<attributes>(?:\s+[^\s=>/]+(?:="[^"]*")?)*)\s*\/?>(?:(?<=<(?:script|style|title)\b[^>]*>)(?<text>[\s\S]*?)<\/\k<name>>)?/giu
const attributePattern = /\s+([^\s=>/]+)(?:="([^"]*)")?/gu

/** Every element of the page in the order of its opening tags. */
export function listElements(html: string): readonly Element[] {
  return [...html.matchAll(tagPattern)].flatMap(({ groups = {} }) => {
    const { name, attributes = '', text = '' } = groups
    if (name === undefined) return []
    return {
      name: name.toLowerCase(),
      attributes: Object.fromEntries(
        [...attributes.matchAll(attributePattern)].map(([, key = '', value = '']) => [
          key.toLowerCase(),
          unescapeHtml(value),
        ]),
      ),
      text: unescapeHtml(text),
    }
  })
}

/** The text a reader sees, with single spaces. */
export function toText(html: string): string {
  return unescapeHtml(
    html.replaceAll(/<(script|style|svg)\b[\s\S]*?<\/\1>/giu, ' ').replaceAll(/<[^>]*>/gu, ''),
  ).replaceAll(/\s+/gu, ' ')
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }

function unescapeHtml(text: string): string {
  return text.replaceAll(
    /&(?:#x([0-9a-f]+)|#(\d+)|(amp|lt|gt|quot));/giu,
    (_, hex, decimal, name) =>
      name === undefined
        ? String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16))
        : (named[name.toLowerCase()] ?? ''),
  )
}
