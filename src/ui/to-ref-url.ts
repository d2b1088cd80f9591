// Where a citation leads from a page that is not a thread.

import { anchors, type Source, type SourceRef, urls } from '#domain'
import { toSourceUrl } from './thread/number-references.ts'

export function toRefUrl(ref: SourceRef, sources: Readonly<Record<string, Source>>): string {
  if (ref.kind === 'message')
    return ref.thread === undefined
      ? `#${anchors.message(ref.key)}`
      : `${urls.thread(ref.thread)}#${anchors.message(ref.key)}`
  const source = sources[ref.id]
  return source === undefined ? urls.source(ref.id) : toSourceUrl(source)
}
