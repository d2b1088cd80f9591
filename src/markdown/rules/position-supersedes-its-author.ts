import type { ContentRule } from '../content-rule.ts'
import { listBlocks } from '../draft.ts'
import { placeOfAttribute } from '../outline.ts'

export const positionSupersedesItsAuthor: ContentRule = {
  id: 'position-supersedes-its-author',
  summary: 'People change their own minds only: `supersedes` names a position of the same person.',
  url: 'content/README.md#replies',
  severity: 'error',
  appliesTo: ['thread'],
  examples: [
    {
      name: 'the same person',
      markdown:
        ':::position{#a by=alice}\nNo.\n:::\n\n:::position{#b by=alice supersedes=a}\nYes.\n:::\n',
      messages: [],
    },
    {
      name: 'somebody else',
      markdown:
        ':::position{#a by=alice}\nNo.\n:::\n\n:::position{#b by=bob supersedes=a}\nYes.\n:::\n',
      messages: ['5:23-5:35: Unexpected `a` of `alice`, expected a position of `bob`'],
    },
  ],
  check(draft, report) {
    const positions = listBlocks(draft, 'position')
    const authors = new Map(
      positions.map(({ attributes }) => [attributes.get('id'), attributes.get('by')]),
    )
    for (const block of positions) {
      const earlier = block.attributes.get('supersedes')
      const by = block.attributes.get('by')
      const author = authors.get(earlier)
      if (!earlier || !by || !author || by === author) continue
      report({
        reason: `Unexpected \`${earlier}\` of \`${author}\`, expected a position of \`${by}\``,
        place: placeOfAttribute(block, 'supersedes'),
        actual: earlier,
      })
    }
  },
}
