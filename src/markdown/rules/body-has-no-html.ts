import type { ContentRule } from '../content-rule.ts'
import { placeOf } from '../outline.ts'

export const bodyHasNoHtml: ContentRule = {
  id: 'body-has-no-html',
  summary: 'Content is text: no HTML, not even a comment.',
  url: 'content/README.md#files',
  severity: 'error',
  appliesTo: ['thread', 'person', 'topic'],
  examples: [
    { name: 'a type in code', markdown: 'A `struct list_head <head>`.\n', messages: [] },
    {
      name: 'a tag and a comment',
      markdown: 'Two<br>lines\n\n<!-- later -->\n',
      messages: [
        '1:4-1:8: Unexpected HTML, expected Markdown, or code between backticks',
        '3:1-3:15: Unexpected HTML, expected Markdown, or code between backticks',
      ],
    },
  ],
  check({ body }, report) {
    for (const node of body.html) {
      report({
        reason: 'Unexpected HTML, expected Markdown, or code between backticks',
        place: placeOf(node),
      })
    }
  },
}
