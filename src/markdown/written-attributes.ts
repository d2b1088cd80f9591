// Where the attributes of a directive stand; the Markdown parser keeps only their values.

import type { Directives } from 'mdast-util-directive'
import type { Point, Position } from 'unist'

export interface WrittenAttribute {
  readonly name: string
  readonly place: Position
}

/** Name, then perhaps a value: `#id`, `.class`, `by=alice`, `role="author of the patch"`, `chart`. */
const attributePattern =
  /\s*(?:(?<shortcut>[#.])[^\s#.}]+|(?<name>[A-Za-z:_][\w.:-]*)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<=>`}]+))?)/uy

/** Lists the attributes as written, double ones twice. */
export function listWrittenAttributes(node: Directives, text: string): WrittenAttribute[] {
  const origin = node.position?.start
  const start = origin?.offset
  const end = node.position?.end.offset
  if (origin === undefined || start === undefined || end === undefined) return []
  if (Object.keys(node.attributes ?? {}).length === 0) return []

  const label = node.type === 'containerDirective' ? node.children[0] : node.children.at(-1)
  const isLabel =
    node.type !== 'containerDirective' ||
    (label?.type === 'paragraph' && label.data?.directiveLabel === true)
  const after = (isLabel ? label?.position?.end.offset : undefined) ?? start
  const brace = text.indexOf('{', after)
  if (brace === -1 || brace >= end) return []

  const written: WrittenAttribute[] = []
  attributePattern.lastIndex = brace + 1
  for (;;) {
    const from = attributePattern.lastIndex
    const match = attributePattern.exec(text)
    if (match === null || from >= end) break
    const { shortcut, name = shortcut === '#' ? 'id' : 'class' } = match.groups ?? {}
    const first = from + match[0].length - match[0].trimStart().length
    const toPoint = (offset: number) => movePoint(origin, text.slice(start, offset))
    written.push({
      name,
      place: { start: toPoint(first), end: toPoint(attributePattern.lastIndex) },
    })
  }
  return written
}

/** The point after some text that begins at another. */
export function movePoint(origin: Point, text: string): Point {
  const lineBreak = text.lastIndexOf('\n')
  if (lineBreak === -1) return { line: origin.line, column: origin.column + text.length }
  return {
    line: origin.line + text.split('\n').length - 1,
    column: text.length - lineBreak,
  }
}
