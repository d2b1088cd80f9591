import type { Paragraph } from 'mdast'
import type { ContentRule } from '../content-rule.ts'
import { formatDirective } from '../directives.ts'
import { type DirectiveDraft, placeOf } from '../outline.ts'

export const directiveIsWrittenWhole: ContentRule = {
  id: 'directive-is-written-whole',
  summary:
    'A directive with content ends in a line of `:::`, and its attributes stand on its first line.',
  url: 'content/README.md#colons',
  severity: 'error',
  appliesTo: ['thread', 'person', 'topic'],
  examples: [
    { name: 'whole', markdown: ':::position{#a}\nNo.\n:::\n', messages: [] },
    {
      name: 'without an end',
      markdown: ':::position{#a}\nNo.\n',
      messages: ['1:1-1:16: Unexpected `:::position` without an end, expected a line of `:::`'],
    },
    {
      name: 'an end without a beginning',
      markdown: 'No.\n\n:::\n',
      messages: ['3:1-3:4: Unexpected `:::`, expected it only at the end of a directive'],
    },
    {
      name: 'attributes on two lines',
      markdown: ':::position{#a\nby=alice}\nNo.\n:::\n',
      messages: [
        '1:1: Unexpected text `:::position{#a`, expected a directive with its attributes on one line, e.g. `:::name{#id key="value"}`',
      ],
    },
  ],
  check({ body, text }, report) {
    for (const directive of body.directives) {
      if (directive.form !== 'container' || isClosed(directive, text)) continue
      report({
        reason: `Unexpected \`${formatDirective('container', directive.name)}\` without an end, expected a line of \`:::\``,
        place: directive.opening,
      })
    }
    for (const { node } of body.paragraphs) {
      const line = findFence(node, text)
      if (line === undefined) continue
      if (/^:+$/u.test(line)) {
        const reason = 'Unexpected `:::`, expected it only at the end of a directive'
        report({ reason, place: placeOf(node) })
      } else {
        const reason = `Unexpected text \`${line.slice(0, 40)}\`, expected a directive with its attributes on one line, e.g. \`:::name{#id key="value"}\``
        report({ reason, place: placeOf(node).start })
      }
    }
  },
}

function isClosed({ node }: DirectiveDraft, text: string): boolean {
  const { start, end } = placeOf(node)
  if (start.line === end.line) return false
  const before = text.slice(start.offset, end.offset)
  return /^[ \t>]*:{3,}[ \t]*$/u.test(before.slice(before.lastIndexOf('\n') + 1))
}

/** The first line of a paragraph that was meant as a directive. */
function findFence(node: Paragraph, text: string): string | undefined {
  const { start, end } = placeOf(node)
  if (text[start.offset ?? 0] !== ':') return undefined
  const [line = ''] = text.slice(start.offset, end.offset).split('\n', 1)
  return /^(?::{3,}\s*$|:{2,}[A-Za-z])/u.test(line) ? line.trim() : undefined
}
