import type { Heading } from 'mdast'
import type { ContentRule } from '../content-rule.ts'
import { placeOf } from '../outline.ts'

export const headingGoesOneLevelDeeper: ContentRule = {
  id: 'heading-goes-one-level-deeper',
  summary: 'Headings stand at the top of the text, have level two or three, and skip no level.',
  url: 'content/README.md#the-body',
  severity: 'error',
  appliesTo: ['thread', 'person', 'topic'],
  examples: [
    {
      name: 'two levels',
      markdown: '## The problem\n\n### In short\n\n## The end\n',
      messages: [],
    },
    {
      name: 'the title once more, a level too deep',
      markdown: '# Stacks\n\n#### In short\n',
      messages: [
        '1:1-1:9: Unexpected heading of level 1, expected level 2 or 3; the title is in the front matter',
        '3:1-3:14: Unexpected heading of level 4, expected level 2 or 3',
      ],
    },
    {
      name: 'a level skipped, a heading in a quote',
      markdown: '### In short\n\n> ## Stacks\n',
      messages: [
        '1:1-1:13: Unexpected heading of level 3 without one of level 2 before, expected level 2',
        '3:3-3:12: Unexpected heading inside something else, expected it at the top of the text',
      ],
    },
  ],
  check({ body }, report) {
    let hasSecond = false
    for (const { node, parent } of body.headings) {
      const reason =
        parent?.node.type === 'root'
          ? findWrongLevel(node, hasSecond)
          : 'Unexpected heading inside something else, expected it at the top of the text'
      if (reason !== undefined) report({ reason, place: placeOf(node) })
      hasSecond ||= node.depth <= 2
    }
  },
}

function findWrongLevel({ depth }: Heading, hasSecond: boolean): string | undefined {
  if (depth === 1) {
    return 'Unexpected heading of level 1, expected level 2 or 3; the title is in the front matter'
  }
  if (depth > 3) return `Unexpected heading of level ${depth}, expected level 2 or 3`
  if (depth === 2 || hasSecond) return undefined
  return 'Unexpected heading of level 3 without one of level 2 before, expected level 2'
}
