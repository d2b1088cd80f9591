// Whole content for the store: as many small threads as a test needs, all of one version, so that
// a mixture of two versions can be told from either.

import type { Corpus, Person, Source, ThreadEntry, Topic } from '#domain'
import { toSearchDocuments } from '#search'
import type { ContentToStore, ThreadToStore } from '#store'
import {
  aPerson,
  aSource,
  aThreadEntry,
  aTopic,
  personSlug,
  sourceId,
  threadSlug,
} from './builders.ts'

export interface ContentParts {
  readonly threads?: readonly ThreadEntry[]
  readonly people?: readonly Person[]
  readonly topics?: readonly Topic[]
  readonly sources?: readonly Source[]
  readonly digest?: string
}

export const ann = aPerson()
export const ben = aPerson({
  slug: personSlug('ben-reviewer'),
  name: 'Ben Reviewer',
  sortName: 'Reviewer, Ben',
  aliases: [],
})

/** What the builders' entries name: Ann and Ben, the topic of directories, a commit and an article. */
export function someContent(parts: ContentParts = {}): ContentToStore {
  const corpus: Corpus<ThreadToStore> = {
    threads: (parts.threads ?? [aThreadEntry()]).map((entry) => ({
      entry,
      markdown: `# ${entry.title}\n`,
    })),
    people: parts.people ?? [ann, ben],
    topics: parts.topics ?? [aTopic()],
    sources: parts.sources ?? [aSource(), aSource({ id: sourceId('lj-diff-u'), kind: 'article' })],
  }
  return {
    ...corpus,
    digest: parts.digest ?? 'digest-1',
    indexedAt: '2026-11-23T10:00:00.000Z',
    documents: toSearchDocuments(corpus),
  }
}

/** The same threads in another version: every title and the digest carry the number. */
export function contentOfVersion(version: number, threads = 20): ContentToStore {
  return someContent({
    digest: `version-${version}`,
    threads: Array.from({ length: threads }, (_, index) =>
      aThreadEntry({
        slug: threadSlug(`thread-${index}`),
        title: `Thread ${index} in version ${version}`,
      }),
    ),
  })
}
