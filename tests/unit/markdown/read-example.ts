// Pieces of content as drafts, for rules that are run alone.

import { VFile } from 'vfile'
import type { Parsed } from '#markdown'
import { listDefinitions } from '../../../src/markdown/anchors.ts'
import { type Draft, type FileKind, readDraft } from '../../../src/markdown/draft.ts'
import { listMentions } from '../../../src/markdown/list-mentions.ts'
import {
  personSchema,
  sourcesSchema,
  threadSchema,
  topicSchema,
} from '../../../src/markdown/schemas.ts'

const schemas = {
  thread: threadSchema,
  person: personSchema,
  topic: topicSchema,
  sources: sourcesSchema,
} as const

/** The catalog that the examples of `simulation-is-known` speak of. */
export const simulations = { 'kernel-stack': { presets: ['eight', 'sixteen'] } } as const

export function kindOf(path: string): FileKind {
  if (path.endsWith('sources.yaml')) return 'sources'
  if (path.includes('people/')) return 'person'
  return path.includes('topics/') ? 'topic' : 'thread'
}

export function readExample(path: string, text: string): Draft {
  const kind = kindOf(path)
  return readDraft(new VFile({ path, value: text }), { kind, schema: schemas[kind], simulations })
}

/** What parsing tells the other files, without a value. */
export function toParsed<T>(draft: Draft): Parsed<T> {
  return {
    file: draft.file,
    slug: draft.slug,
    value: undefined,
    mentions: listMentions(draft),
    definitions: listDefinitions(draft),
  }
}

/** The messages of a file as an author reads them, without the path. */
export function formatMessages(file: VFile): string[] {
  return file.messages.map((message) => String(message).replace(`${file.path}:`, ''))
}
