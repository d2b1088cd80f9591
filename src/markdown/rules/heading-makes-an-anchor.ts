import type { ContentRule } from '../content-rule.ts'
import { findHeadingId, placeOf } from '../outline.ts'

export const headingMakesAnAnchor: ContentRule = {
  id: 'heading-makes-an-anchor',
  summary: 'A heading has words from which an anchor can be made: letters a to z and digits.',
  url: 'content/README.md#links',
  severity: 'error',
  appliesTo: ['thread', 'person', 'topic'],
  examples: [
    { name: 'words', markdown: '## `__alloc_pages()`, then?\n', messages: [] },
    {
      name: 'no words, other letters',
      markdown: '## ???\n\n## Größe\n',
      messages: [
        '1:1-1:7: Unexpected heading that makes the anchor ``, expected letters a to z, digits and `_`',
        '3:1-3:9: Unexpected heading that makes the anchor `größe`, expected letters a to z, digits and `_`',
      ],
    },
  ],
  check({ body }, report) {
    for (const { node } of body.headings) {
      const id = findHeadingId(node)
      if (id === undefined || /^[a-z0-9_-]*[a-z0-9][a-z0-9_-]*$/u.test(id)) continue
      report({
        reason: `Unexpected heading that makes the anchor \`${id}\`, expected letters a to z, digits and \`_\``,
        place: placeOf(node),
        actual: id,
      })
    }
  },
}
