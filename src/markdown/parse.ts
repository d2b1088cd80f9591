// The four doors: text in, entry or messages out. Parse, read, check; build only what has no fault.

import type { VFile } from 'vfile'
import type { Person, Source, ThreadEntry, Topic } from '#domain'
import { listDefinitions } from './anchors.ts'
import { buildPerson, buildThread, buildTopic } from './build.ts'
import { createReport, hasFatalFault, sortMessages } from './content-rule.ts'
import { type Draft, type FileKind, readDraft } from './draft.ts'
import { listMentions } from './list-mentions.ts'
import type { Parsed, ParseOptions } from './parsed.ts'
import { contentRules, gateRules } from './rules/index.ts'
import { personSchema, sourcesSchema, threadSchema, topicSchema } from './schemas.ts'

/** Parses `threads/<slug>.md`. */
export function parseThread(file: VFile, options: ParseOptions): Parsed<ThreadEntry> {
  const draft = readDraft(file, { kind: 'thread', schema: threadSchema, ...options })
  return judge(draft, (head) => buildThread(draft, head))
}

/** Parses `people/<slug>.md`. */
export function parsePerson(file: VFile): Parsed<Person> {
  const draft = readDraft(file, { kind: 'person', schema: personSchema, simulations: {} })
  return judge(draft, (head) => buildPerson(draft, head))
}

/** Parses `topics/<slug>.md`. */
export function parseTopic(file: VFile): Parsed<Topic> {
  const draft = readDraft(file, { kind: 'topic', schema: topicSchema, simulations: {} })
  return judge(draft, (head) => buildTopic(draft, head))
}

/** Parses `sources.yaml`. */
export function parseSources(file: VFile): Parsed<readonly Source[]> {
  const draft = readDraft(file, { kind: 'sources', schema: sourcesSchema, simulations: {} })
  return judge(draft, (sources): readonly Source[] => sources)
}

const rulesByKind = {
  thread: rulesFor('thread'),
  person: rulesFor('person'),
  topic: rulesFor('topic'),
  sources: rulesFor('sources'),
} as const

function rulesFor(kind: FileKind) {
  return contentRules.filter((rule) => rule.appliesTo.includes(kind) && !gateRules.includes(rule))
}

function judge<H, T>(draft: Draft<H>, build: (head: H) => T): Parsed<T> {
  const { file, slug, shape } = draft
  for (const rule of gateRules) rule.check(draft, createReport(file, rule))
  // What cannot be read would break every other law as well; one message is enough.
  if (hasFatalFault(file)) return { file, slug, value: undefined, mentions: [], definitions: [] }

  for (const rule of rulesByKind[draft.kind]) rule.check(draft, createReport(file, rule))
  sortMessages(file)
  return {
    file,
    slug,
    value: hasFatalFault(file) || !shape.success ? undefined : build(shape.data),
    mentions: listMentions(draft),
    definitions: listDefinitions(draft),
  }
}
