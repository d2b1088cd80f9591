// All files together: do the names in one lead to something in another?

import type { VFile } from 'vfile'
import type { Corpus, ThreadEntry } from '#domain'
import { createReport, hasFatalFault, sortMessages } from '#markdown'
import type { ParsedCorpus } from './corpus-rule.ts'
import { createCatalog } from './create-catalog.ts'
import { createEvidenceResolver } from './resolve-evidence.ts'
import { corpusRules } from './rules/index.ts'

/** Adds messages to the files; `undefined` if any of them has a fatal fault. */
export function checkCorpus(parsed: ParsedCorpus): Corpus<ThreadEntry> | undefined {
  const catalog = createCatalog(parsed)
  const files = catalog.all.map((entry) => entry.file)
  const hasFault = () => files.some(hasFatalFault)
  for (const rule of corpusRules) {
    // Advice about what nobody uses means little while some files cannot be read.
    if (rule.severity === 'warning' && hasFault()) continue
    rule.check(catalog, (file: VFile) => createReport(file, rule))
  }
  for (const file of files) sortMessages(file)
  return hasFault() ? undefined : toCorpus(parsed)
}

function toCorpus({ threads, people, topics, sources }: ParsedCorpus): Corpus<ThreadEntry> {
  const known = sources.value ?? []
  const threadsBySlug = new Map(threads.map((parsed) => [parsed.slug, parsed]))
  const resolve = createEvidenceResolver(
    known,
    (slug) => threadsBySlug.get(slug)?.value?.messages ?? [],
  )
  return {
    threads: {
      *[Symbol.iterator]() {
        for (const { value } of threads) if (value !== undefined) yield resolve(value)
      },
    },
    people: listValues(people),
    topics: listValues(topics),
    sources: known,
  }
}

function listValues<T>(parsed: readonly { readonly value: T | undefined }[]): T[] {
  return parsed.flatMap(({ value }) => value ?? [])
}
