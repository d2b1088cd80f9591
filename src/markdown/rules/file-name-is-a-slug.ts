import { isSlug } from '#domain'
import type { ContentRule } from '../content-rule.ts'

export const fileNameIsASlug: ContentRule = {
  id: 'file-name-is-a-slug',
  summary:
    'The name of a file is the entry’s part of the URL: lower-case letters, digits, single hyphens.',
  url: 'content/README.md#names',
  severity: 'error',
  appliesTo: ['thread', 'person', 'topic'],
  examples: [
    { name: 'a slug', path: 'threads/x86-64-16k-stacks.md', markdown: '', messages: [] },
    {
      name: 'capitals and an underscore',
      path: 'threads/Kernel_stacks.md',
      markdown: '',
      messages: [
        '1:1: Unexpected file name `Kernel_stacks`, expected lower-case letters, digits and single hyphens, did you mean `kernel-stacks`?',
      ],
    },
  ],
  check({ kind, slug }, report) {
    if (kind === 'sources' || isSlug(slug)) return
    const near = slug
      .toLowerCase()
      .replace(/[^a-z0-9]+/gu, '-')
      .replace(/^-|-$/gu, '')
    report({
      reason: `Unexpected file name \`${slug}\`, expected lower-case letters, digits and single hyphens${isSlug(near) ? `, did you mean \`${near}\`?` : ''}`,
      place: { line: 1, column: 1 },
      actual: slug,
    })
  },
}
