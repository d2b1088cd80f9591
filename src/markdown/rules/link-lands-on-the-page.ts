import { listAnchors } from '../anchors.ts'
import type { ContentRule } from '../content-rule.ts'
import { clip, didYouMean } from '../did-you-mean.ts'
import { placeOf } from '../outline.ts'

export const linkLandsOnThePage: ContentRule = {
  id: 'link-lands-on-the-page',
  summary: 'A link to `#anchor` leads to an anchor of the page.',
  url: 'content/README.md#links',
  severity: 'error',
  appliesTo: ['thread', 'person', 'topic'],
  examples: [
    {
      name: 'a heading and a position',
      markdown:
        '## The end\n\n[a](#the-end) [b](#position-kim-rfc)\n\n:::position{#kim-rfc}\nNo.\n:::\n',
      messages: [],
    },
    {
      name: 'a slip, and an id without its kind',
      markdown: '## The end\n\n[a](#teh-end) [b](#kim-rfc)\n\n:::position{#kim-rfc}\nNo.\n:::\n',
      messages: [
        '3:1-3:14: Unexpected link to `#teh-end`, expected an anchor of this page, did you mean `#the-end`?',
        '3:15-3:28: Unexpected link to `#kim-rfc`, expected an anchor of this page, did you mean `#position-kim-rfc`?',
      ],
    },
  ],
  check(draft, report) {
    const links = draft.body.links.filter(({ url }) => /^#./u.test(url))
    if (links.length === 0) return
    const anchors = listAnchors(draft)
    const known = new Set(anchors.map(({ anchor }) => `#${anchor}`))
    for (const node of links) {
      if (known.has(node.url)) continue
      const bare = anchors.find(({ id }) => `#${id}` === node.url)
      const hint =
        bare === undefined ? didYouMean(node.url, known) : `, did you mean \`#${bare.anchor}\`?`
      report({
        reason: `Unexpected link to \`${clip(node.url)}\`, expected an anchor of this page${hint}`,
        place: placeOf(node),
        actual: node.url,
      })
    }
  },
}
