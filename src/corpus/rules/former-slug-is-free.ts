import type { Definition, Parsed } from '#markdown'
import { type CorpusRule, entryKinds } from '../corpus-rule.ts'

export const formerSlugIsFree: CorpusRule = {
  id: 'former-slug-is-free',
  summary: 'An old slug leads to one entry, and no entry of today has it.',
  url: 'content/README.md#renaming',
  severity: 'error',
  examples: [
    {
      name: 'a renamed entry',
      files: { 'threads/new.md': '---\nformerly: [old]\n---\n' },
      messages: [],
    },
    {
      name: 'an old slug that is in use, an old slug given twice',
      files: {
        'threads/new.md': '---\nformerly: [other, old]\n---\n',
        'threads/other.md': '---\nformerly: [old]\n---\n',
      },
      messages: [
        'threads/new.md:2:12-2:17: Unexpected old slug `other`, expected one that no entry has now',
        'threads/other.md:2:12-2:15: Unexpected old slug `old`, expected one that `new` does not give',
      ],
    },
  ],
  check({ entries }, reportOn) {
    for (const kind of entryKinds) {
      const givenBy = new Map<string, Parsed<unknown>>()
      for (const entry of entries[kind].values()) {
        for (const definition of entry.definitions) {
          if (definition.kind !== 'former-slug') continue
          const expected = describeClash(definition, entries[kind], givenBy)
          const { id, place } = definition
          if (expected === undefined) givenBy.set(id, entry)
          else {
            const reason = `Unexpected old slug \`${id}\`, expected one that ${expected}`
            reportOn(entry.file)({ reason, place, actual: id })
          }
        }
      }
    }
  },
}

function describeClash(
  { id }: Definition,
  live: ReadonlyMap<string, Parsed<unknown>>,
  givenBy: ReadonlyMap<string, Parsed<unknown>>,
): string | undefined {
  if (live.has(id)) return 'no entry has now'
  const other = givenBy.get(id)
  return other && `\`${other.slug}\` does not give`
}
