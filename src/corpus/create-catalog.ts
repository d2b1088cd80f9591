// Names to files, made once for all rules.

import type { Definition, Parsed } from '#markdown'
import type { Catalog, EntryKind, MentionIn, ParsedCorpus } from './corpus-rule.ts'

export function createCatalog(parsed: ParsedCorpus): Catalog {
  const all = [...parsed.threads, ...parsed.people, ...parsed.topics, parsed.sources]
  const names = new Map<Parsed<unknown>, Map<Definition['kind'], Set<string>>>()
  const namesIn = (entry: Parsed<unknown>, kind: Definition['kind']): ReadonlySet<string> => {
    const known = names.get(entry) ?? sortDefinitions(entry)
    names.set(entry, known)
    return known.get(kind) ?? noNames
  }
  return {
    lists: parsed,
    entries: {
      threads: bySlug(parsed.threads),
      people: bySlug(parsed.people),
      topics: bySlug(parsed.topics),
    },
    formerSlugs: {
      threads: listFormerSlugs(parsed, 'threads'),
      people: listFormerSlugs(parsed, 'people'),
      topics: listFormerSlugs(parsed, 'topics'),
    },
    sources: parsed.sources,
    sourceIds: namesIn(parsed.sources, 'source'),
    all,
    namesIn,
    mentions: sortMentions(all),
  }
}

const noNames: ReadonlySet<string> = new Set()

function bySlug(entries: readonly Parsed<unknown>[]): Map<string, Parsed<unknown>> {
  return new Map(entries.map((entry) => [entry.slug, entry]))
}

function listFormerSlugs(parsed: ParsedCorpus, kind: EntryKind): Map<string, string> {
  const found = new Map<string, string>()
  for (const entry of parsed[kind]) {
    for (const { kind: defined, id } of entry.definitions) {
      if (defined === 'former-slug' && !found.has(id)) found.set(id, entry.slug)
    }
  }
  return found
}

function sortMentions(all: readonly Parsed<unknown>[]): Catalog['mentions'] {
  const sorted = {
    person: [] as MentionIn<'person'>[],
    topic: [] as MentionIn<'topic'>[],
    source: [] as MentionIn<'source'>[],
    message: [] as MentionIn<'message'>[],
    page: [] as MentionIn<'page'>[],
  }
  for (const entry of all) {
    for (const mention of entry.mentions) {
      // Told apart by kind, so that each list is known to hold only its own.
      if (mention.kind === 'person') sorted.person.push({ entry, mention })
      else if (mention.kind === 'topic') sorted.topic.push({ entry, mention })
      else if (mention.kind === 'source') sorted.source.push({ entry, mention })
      else if (mention.kind === 'message') sorted.message.push({ entry, mention })
      else sorted.page.push({ entry, mention })
    }
  }
  return sorted
}

function sortDefinitions({ definitions }: Parsed<unknown>) {
  const sorted = new Map<Definition['kind'], Set<string>>()
  for (const { kind, id } of definitions) {
    const ids = sorted.get(kind)
    if (ids === undefined) sorted.set(kind, new Set([id]))
    else ids.add(id)
  }
  return sorted
}
