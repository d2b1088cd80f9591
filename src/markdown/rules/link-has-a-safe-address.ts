import type { ContentRule } from '../content-rule.ts'
import { clip } from '../did-you-mean.ts'
import { placeOf } from '../outline.ts'

export const linkHasASafeAddress: ContentRule = {
  id: 'link-has-a-safe-address',
  summary:
    'A link goes to `https://`, `http://` or `mailto:`, to `/path` on the site, or to `#anchor` on the page.',
  url: 'content/README.md#links',
  severity: 'error',
  appliesTo: ['thread', 'person', 'topic'],
  examples: [
    {
      name: 'good ones',
      markdown: '[a](https://example.org) [b](/people/alice) <mailto:alice@example.org>\n',
      messages: [],
    },
    {
      name: 'a script, a file, another host',
      markdown: '[a](javascript:alert%281%29) [b](other.md) [c](//example.org)\n',
      messages: [
        '1:1-1:29: Unexpected link to `javascript:alert%281%29`, expected `https://…`, `/path` or `#anchor`',
        '1:30-1:43: Unexpected link to `other.md`, expected `https://…`, `/path` or `#anchor`',
        '1:44-1:62: Unexpected link to `//example.org`, expected `https://…`, `/path` or `#anchor`',
      ],
    },
  ],
  check({ body }, report) {
    for (const node of body.links) {
      if (isSafe(node.url)) continue
      report({
        reason: `Unexpected link to \`${clip(node.url)}\`, expected \`https://…\`, \`/path\` or \`#anchor\``,
        place: placeOf(node),
        actual: node.url,
      })
    }
  },
}

function isSafe(url: string): boolean {
  if (/^https?:\/\//iu.test(url)) return URL.canParse(url)
  // A browser takes `/\` for `//`, which is another host.
  return /^(?:mailto:[^\s]|#.|\/(?![/\\]))/iu.test(url)
}
